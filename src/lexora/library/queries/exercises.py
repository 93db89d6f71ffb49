"""Reads of exercises: what there is, what a learner did, and the set they are at."""

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
        """Whether it is one of those."""
        return (
            exercise.language == self.language
            and self.level in ("", exercise.level)
            and self.category in ("", getattr(exercise, "category", ""))
            and self.topic in ("", getattr(exercise, "topic", ""))
        )


def catalogue(kind: str) -> dict[str, Exercise]:
    """All exercises of a kind, by their key."""
    return {**cloze.exercises()} if kind == Kind.CLOZE else {**sentences.sentences()}


def exercises(kind: str, wishes: Wishes) -> list[Exercise]:
    """Those that somebody wants, in the order of the files."""
    return [exercise for exercise in catalogue(kind).values() if wishes.fit(exercise)]


def seen_by(user: User, kind: str, keys: Iterable[str]) -> dict[str, Seen]:
    """What a learner did of these exercises."""
    rows = Record.objects.filter(user=user, kind=kind, key__in=list(keys))
    return {key: Seen(right, at) for key, right, at in rows.values_list("key", "was_right", "last_at")}


def open_set(user: User, kind: str, *, now: datetime) -> UUID | None:
    """The newest set that was begun and not finished. A single exercise, as programs ask for, is none."""
    waiting = Attempt.objects.filter(user=user, kind=kind, created_at__gt=now - LASTS, answered_at=None, position__gt=1)
    found: UUID | None = waiting.order_by("-created_at").values_list("set_id", flat=True).first()
    return found


def waiting_alone(user: User, kind: str, *, now: datetime) -> list[Attempt]:
    """Exercises that were given one by one and wait for an answer, the newest first."""
    sets = Attempt.objects.filter(user=user, kind=kind, position__gt=1).values("set_id")
    alone = Attempt.objects.filter(user=user, kind=kind, created_at__gt=now - LASTS, answered_at=None, position=1)
    return [*alone.exclude(set_id__in=sets).order_by("-created_at")]


def set_of(user: User, kind: str, set_id: UUID) -> list[Attempt]:
    """The exercises of a set in order; empty when it is none of this learner's."""
    mine = Attempt.objects.filter(user=user, kind=kind, set_id=set_id).order_by("position")
    there = catalogue(kind)
    return [attempt for attempt in mine if attempt.key in there]


def current_of(attempts: Sequence[Attempt]) -> Attempt | None:
    """The first that waits for an answer."""
    return next((attempt for attempt in attempts if not attempt.is_answered), None)
