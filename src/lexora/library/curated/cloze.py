"""`content/cloze/<language>.yaml`: sentences with a gap."""

from functools import cache
from typing import Literal, get_args

from pydantic import Field, model_validator

from lexora.library.curated.reading import InEach, Key, LanguageCode, Level, Piece, Words, folder, once_each, read_yaml
from lexora.library.rules.exercises import NOTHING

Category = Literal[
    "tenses", "irregular_verbs", "vocabulary", "grammar", "conditionals", "modal_verbs", "prepositions", "articles",
    "passive", "reported_speech",
]  # fmt: skip
CATEGORIES: tuple[str, ...] = get_args(Category)
LANGUAGES: tuple[str, ...] = get_args(LanguageCode)
GAP = "___"
OPTIONS = 4
# Where the pages about grammar tell more; a topic is a section of its page.
GRAMMAR = {
    "tenses": "tenses",
    "conditionals": "conditionals",
    "irregular_verbs": "irregular-verbs",
    "modal_verbs": "modal-verbs",
    "articles": "articles",
    "passive": "passive-and-reported-speech#passive-form",
    "reported_speech": "passive-and-reported-speech#reported-statements",
}


class Cloze(Piece):
    """A sentence with a gap. `also` is what a typed answer may be besides."""

    id: Key
    level: Level
    category: Category
    topic: str = ""
    sentence: Words
    answer: Words
    also: tuple[Words, ...] = ()
    options: tuple[Words, ...] = Field(min_length=OPTIONS, max_length=OPTIONS)
    hint: InEach
    explanation: InEach

    @property
    def language(self) -> str:
        return self.id.partition("-")[0]

    @property
    def answers(self) -> tuple[str, ...]:
        """All that is right; the one that is shown first."""
        return (self.answer, *self.also)

    @property
    def may_be_nothing(self) -> bool:
        """Whether it is a question here if a word is missing at all."""
        return NOTHING in self.options

    @property
    def grammar(self) -> str:
        """The page about it, and its section; empty where there is none. The pages are about English."""
        page = GRAMMAR.get(self.category, "") if self.language == "en" else ""
        return f"{page}#{self.topic}" if page and self.topic else page

    @model_validator(mode="after")
    def _one_gap_one_answer(self) -> "Cloze":
        if self.sentence.count(GAP) != 1:
            raise ValueError("one gap")
        if len({option.casefold() for option in self.options}) < OPTIONS or self.answer not in self.options:
            raise ValueError("four different options, the answer among them")
        if set(self.also) & set(self.options):
            raise ValueError("an option is right besides the answer")
        return self


@cache
def exercises() -> dict[str, Cloze]:
    """All of them, by their key, in the order of the files."""
    found = [item for code in LANGUAGES for item in read_yaml(folder() / "cloze" / f"{code}.yaml", list[Cloze])]
    once_each(item.id for item in found)
    return {item.id: item for item in found}
