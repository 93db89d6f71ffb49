"""An exercise as a learner meets it: what is asked, in words they understand, and what became of the answer."""

from dataclasses import dataclass

from django.utils.translation import get_language

from lexora.accounts.models import User
from lexora.library.curated import cloze, sentences
from lexora.library.curated.cloze import GAP, Cloze
from lexora.library.curated.reading import InEach
from lexora.library.curated.sentences import Sentence
from lexora.library.models import Attempt, Kind
from lexora.library.queries.exercises import Exercise
from lexora.library.rules import exercises as rules
from lexora.library.rules.exercises import Filled

EXPLAINED = tuple(InEach.model_fields)  # the languages that explanations are there in
ENGLISH = "en"


@dataclass(frozen=True)
class Turn:
    """An exercise of a set. `speaks` is the language of hints and explanations."""

    attempt: Attempt
    exercise: Exercise
    speaks: str

    @property
    def explanation(self) -> str:
        return self.exercise.explanation.inn(self.speaks)


@dataclass(frozen=True)
class ClozeTurn(Turn):
    """A sentence with a gap."""

    exercise: Cloze

    @property
    def before(self) -> str:
        return self.exercise.sentence.partition(GAP)[0]

    @property
    def after(self) -> str:
        return self.exercise.sentence.partition(GAP)[2]

    @property
    def hint(self) -> str:
        return self.exercise.hint.inn(self.speaks)

    @property
    def more(self) -> str:
        """The address where grammar is told at length; empty where it is not."""
        return f"/grammar/{self.exercise.grammar}" if self.exercise.grammar else ""

    @property
    def answer(self) -> str:
        """What is right: the learner's own way of saying it when it is, as the content spells it."""
        said = rules.meant(self.attempt.answer, self.exercise.answers) if self.attempt.is_right else None
        return said or self.exercise.answer

    @property
    def right(self) -> Filled:
        return rules.filled(self.exercise.sentence, GAP, self.answer)


@dataclass(frozen=True)
class BuilderTurn(Turn):
    """A sentence in pieces."""

    exercise: Sentence

    @property
    def meaning_language(self) -> str:
        """The language the sentence is told in: what the learner understands, or another when it is that one."""
        wanted = [self.speaks, get_language() or "", *EXPLAINED]
        return next(code for code in wanted if code in self.exercise.meaning.languages)

    @property
    def meaning(self) -> str:
        return self.exercise.meaning.inn(self.meaning_language)

    @property
    def right(self) -> str:
        """The order that is right: the learner's own when it is."""
        own = rules.order_of(self.attempt.answer, self.exercise.orders) if self.attempt.is_right else None
        return own or self.exercise.orders[0]

    @property
    def others(self) -> list[str]:
        """What would be right as well."""
        return [order for order in self.exercise.orders if order != self.right]


def turn_of(attempt: Attempt, *, speaks: str) -> ClozeTurn | BuilderTurn:
    """An exercise as the learner meets it."""
    if attempt.kind == Kind.CLOZE:
        return cloze_turn(attempt, speaks=speaks)
    return BuilderTurn(attempt=attempt, speaks=speaks, exercise=sentences.sentences()[attempt.key])


def cloze_turn(attempt: Attempt, *, speaks: str) -> ClozeTurn:
    """A grammar exercise as the learner meets it."""
    return ClozeTurn(attempt=attempt, speaks=speaks, exercise=cloze.exercises()[attempt.key])


def speaks(user: User) -> str:
    """The language in which a learner is told why: the native one, or that of the interface."""
    return next((code for code in (user.native_language, get_language() or "") if code in EXPLAINED), ENGLISH)
