"""Reads of exercises: what there is, what a learner did, and the set they are at."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from lexora.accounts.models import User
from lexora.library.curated import cloze, sentences
from lexora.library.curated.cloze import Cloze
from lexora.library.curated.sentences import Sentence
from lexora.library.models import Attempt, Kind, Record
from lexora.library.rules.exercises import Seen

Exercise = Cloze | Sentence
LASTS = timedelta(days=1)  # that a set which was begun is offered again


@dataclass(frozen=True)
class Wishes:
    """Which exercises somebody wants; empty is any."""

    language: str = "en"
    category: str = ""
    level: str = ""
    topic: str = ""

    def fit(self, exercise: Exercise) -> bool:
        return (
            exercise.language == self.language
            and self.level in ("", exercise.level)
            and self.category in ("", getattr(exercise, "category", ""))
            and self.topic in ("", getattr(exercise, "topic", ""))
        )


@dataclass(frozen=True)
class Tally:
    """How many exercises there are, and how a learner stands with them."""

    total: int
    seen: int
    right: int

    @property
    def percent(self) -> int:
        """How many of all were right the last time."""
        return 100 * self.right // self.total if self.total else 0


def catalogue(kind: str) -> dict[str, Exercise]:
    """All exercises of a kind, by their key."""
    return {**cloze.exercises()} if kind == Kind.CLOZE else {**sentences.sentences()}


def exercises(kind: str, wishes: Wishes) -> list[Exercise]:
    """Those that somebody wants, in the order of the files."""
    return [exercise for exercise in catalogue(kind).values() if wishes.fit(exercise)]


def counts(kind: str, column: str, *, language: str) -> dict[str, int]:
    """How many exercises of a language there are, by level, category or topic."""
    there = (exercise for exercise in catalogue(kind).values() if exercise.language == language)
    return dict(Counter(getattr(exercise, column) for exercise in there))


def seen_by(user: User, kind: str, keys: Iterable[str]) -> dict[str, Seen]:
    """What a learner did of these exercises."""
    rows = Record.objects.filter(user=user, kind=kind, key__in=list(keys))
    return {key: Seen(right, at) for key, right, at in rows.values_list("key", "was_right", "last_at")}


def tallies(user: User, kind: str, *, language: str, column: str) -> dict[str, Tally]:
    """How a learner stands with each level, category or topic of a language; in one query."""
    grouped: dict[str, list[str]] = {}
    for key, exercise in catalogue(kind).items():
        if exercise.language == language:
            grouped.setdefault(getattr(exercise, column), []).append(key)
    seen = seen_by(user, kind, [key for keys in grouped.values() for key in keys])
    return {name: _tally(keys, seen) for name, keys in grouped.items()}


def open_set(user: User, kind: str, *, now: datetime) -> UUID | None:
    """The newest set that was begun and not finished."""
    waiting = Attempt.objects.filter(user=user, kind=kind, created_at__gt=now - LASTS, answered_at=None)
    found: UUID | None = waiting.order_by("-created_at").values_list("set_id", flat=True).first()
    return found


def set_of(user: User, kind: str, set_id: UUID) -> list[Attempt]:
    """The exercises of a set in order; empty when it is none of this learner's."""
    mine = Attempt.objects.filter(user=user, kind=kind, set_id=set_id).order_by("position")
    return [attempt for attempt in mine if attempt.key in catalogue(kind)]


def current_of(attempts: Sequence[Attempt]) -> Attempt | None:
    """The first that waits for an answer."""
    return next((attempt for attempt in attempts if not attempt.is_answered), None)


def _tally(keys: Sequence[str], seen: dict[str, Seen]) -> Tally:
    there = [seen[key] for key in keys if key in seen]
    return Tally(total=len(keys), seen=len(there), right=sum(one.was_right for one in there))
