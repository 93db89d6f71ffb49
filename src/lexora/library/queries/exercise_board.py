"""The page where exercises are chosen, and what a learner's answers come to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import get_args

from lexora.accounts.models import User
from lexora.library.curated.cloze import CATEGORIES
from lexora.library.curated.reading import Level
from lexora.library.models import Attempt, Kind, Record
from lexora.library.queries.exercises import Exercise, Wishes, catalogue, exercises, open_set, seen_by, set_of
from lexora.library.rules.exercises import Seen
from lexora.ui.languages import learnt_languages

LEVELS: tuple[str, ...] = get_args(Level)


@dataclass(frozen=True)
class Tally:
    """How many exercises of a name there are, and how a learner stands with them."""

    name: str
    total: int
    right: int
    is_chosen: bool = False

    @property
    def percent(self) -> int:
        """How many of all were right the last time."""
        return 100 * self.right // self.total if self.total else 0


@dataclass(frozen=True)
class Result:
    """How often a learner tried exercises of a kind and category, and how often that was right."""

    kind: str
    category: str
    tries: int
    rights: int

    @property
    def percent(self) -> int:
        return 100 * self.rights // self.tries if self.tries else 0


@dataclass(frozen=True)
class Board:
    """What there is to choose, and what was chosen."""

    kind: str
    wishes: Wishes
    languages: list[str]
    levels: list[str]
    categories: list[Tally]
    topics: list[Tally]
    chosen: Tally
    waiting: list[Attempt]

    @property
    def has_filters(self) -> bool:
        return bool(self.wishes.level or self.wishes.category or self.wishes.topic)

    @property
    def done(self) -> int:
        """How much of the set that waits is done."""
        return sum(attempt.is_answered for attempt in self.waiting)


def board(user: User, kind: str, wishes: Wishes, *, now: datetime) -> Board:
    """The choice for a learner; in three queries at most."""
    wishes = settled(user, kind, wishes)
    here = exercises(kind, Wishes(language=wishes.language))
    seen = seen_by(user, kind, [exercise.id for exercise in here])
    at_level = [exercise for exercise in here if wishes.level in ("", exercise.level)]
    of_category = [exercise for exercise in at_level if getattr(exercise, "category", "") == wishes.category]
    set_id = open_set(user, kind, now=now)
    return Board(
        kind=kind,
        wishes=wishes,
        languages=languages_for(user, kind),
        levels=[level for level in LEVELS if any(exercise.level == level for exercise in here)],
        categories=_tallies(here, at_level, "category", seen, CATEGORIES, chosen=wishes.category),
        topics=_topics(of_category, seen, chosen=wishes.topic),
        chosen=_tally("", [exercise for exercise in here if wishes.fit(exercise)], seen),
        waiting=set_of(user, kind, set_id) if set_id else [],
    )


def settled(user: User, kind: str, wishes: Wishes) -> Wishes:
    """The wishes with a language: the first that the learner learns, where none was named."""
    return wishes if wishes.language else replace(wishes, language=next(iter(languages_for(user, kind)), ""))


def languages_for(user: User, kind: str) -> list[str]:
    """The languages that there are exercises in, those that the learner learns first."""
    there = {exercise.language for exercise in catalogue(kind).values()}
    offered = [language.code for language in learnt_languages() if language.code in there]
    return sorted(offered, key=lambda code: _rank(code, user.learning_languages))


def results_of(user: User) -> list[Result]:
    """What came of all the learner's tries, by kind and category in their order; in one query."""
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for kind, key, tries, rights in Record.objects.filter(user=user).values_list("kind", "key", "tries", "rights"):
        name = (kind, getattr(catalogue(kind).get(key), "category", ""))
        before = sums.get(name, (0, 0))
        sums[name] = (before[0] + tries, before[1] + rights)
    order = [(Kind.CLOZE.value, category) for category in (*CATEGORIES, "")] + [(Kind.BUILDER.value, "")]
    return [Result(*name, *sums[name]) for name in order if name in sums]


def _rank(code: str, learning: Sequence[str]) -> int:
    return learning.index(code) if code in learning else len(learning)


def _tallies(
    here: Iterable[Exercise],
    counted: Iterable[Exercise],
    column: str,
    seen: Mapping[str, Seen],
    names: Sequence[str],
    *,
    chosen: str,
) -> list[Tally]:
    """For each name that occurs here, how the learner stands with what is counted."""
    there = {getattr(exercise, column, "") for exercise in here}
    grouped: dict[str, list[Exercise]] = {name: [] for name in names if name in there}
    for exercise in counted:
        if (name := getattr(exercise, column, "")) in grouped:
            grouped[name].append(exercise)
    return [_tally(name, found, seen, is_chosen=name == chosen) for name, found in grouped.items()]


def _topics(found: Sequence[Exercise], seen: Mapping[str, Seen], *, chosen: str) -> list[Tally]:
    """The topics of a category, in the order of the files."""
    names = [topic for exercise in found if (topic := getattr(exercise, "topic", ""))]
    return _tallies(found, found, "topic", seen, [*dict.fromkeys(names)], chosen=chosen)


def _tally(name: str, found: Sequence[Exercise], seen: Mapping[str, Seen], *, is_chosen: bool = False) -> Tally:
    right = sum(seen[exercise.id].was_right for exercise in found if exercise.id in seen)
    return Tally(name=name, total=len(found), right=right, is_chosen=is_chosen)
