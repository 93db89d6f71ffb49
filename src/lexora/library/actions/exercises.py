"""Giving exercises to learners, and grading what they answer. The server holds the set: a page reports no score."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid4

from django.db import transaction

from lexora.accounts.models import User
from lexora.core.days import local_day
from lexora.core.errors import NotFound, Refused
from lexora.learning.actions import Earned, count_activity
from lexora.learning.rules import xp
from lexora.library.curated.cloze import Cloze
from lexora.library.models import Attempt, Kind, Record
from lexora.library.queries import exercises as queries
from lexora.library.queries.exercises import Exercise, Wishes
from lexora.library.rules import exercises as rules

REASONS = {Kind.CLOZE.value: xp.CLOZE, Kind.BUILDER.value: xp.BUILDER}
KEPT = timedelta(days=7)  # that an exercise which was never answered is kept


class NoExercises(Refused):
    """Nothing fits the wishes."""

    code = "no_exercises"
    status = 404


@dataclass(frozen=True)
class Given:
    """A set that somebody begins."""

    set_id: UUID
    attempts: list[Attempt]


def start_set(
    user: User,
    *,
    kind: str,
    wishes: Wishes,
    is_typed: bool = False,
    size: int | None = None,
    dice: Random,
    now: datetime,
) -> Given:
    """Choose exercises and give them to the learner; raises `NoExercises`."""
    keys = [exercise.id for exercise in queries.exercises(kind, wishes)]
    chosen = rules.pick(keys, queries.seen_by(user, kind, keys), size=size or rules.SIZES[kind], dice=dice)
    if not chosen:
        raise NoExercises
    set_id, catalogue = uuid4(), queries.catalogue(kind)
    attempts = [
        Attempt(
            user=user,
            kind=kind,
            set_id=set_id,
            position=position,
            key=key,
            language=wishes.language,
            shown=[] if is_typed else _shown(catalogue[key], dice),
            created_at=now,
        )
        for position, key in enumerate(chosen, start=1)
    ]
    return Given(set_id, Attempt.objects.bulk_create(attempts))


@transaction.atomic
def answer(user: User, *, kind: str, set_id: UUID, position: int, text: str, now: datetime) -> Attempt:
    """Grade an answer, once; the first stays. XP comes for what is right at the first try of the learner's day."""
    mine = Attempt.objects.select_for_update().filter(user=user, kind=kind, set_id=set_id, position=position)
    attempt = mine.first()
    exercise = queries.catalogue(kind).get(attempt.key) if attempt else None
    if attempt is None or exercise is None:
        raise NotFound
    if attempt.is_answered:
        return attempt
    attempt.answer, attempt.answered_at = text[:300], now
    attempt.is_right = is_right(exercise, text)
    is_first = _write_down(attempt, now=now)
    attempt.xp = _count(attempt, is_rewarded=attempt.is_right and is_first, now=now)
    attempt.save(update_fields=["answer", "answered_at", "is_right", "xp"])
    return attempt


def is_right(exercise: Exercise, text: str) -> bool:
    """Whether an answer is right."""
    if isinstance(exercise, Cloze):
        return rules.fills(text, [exercise.answer, *exercise.also])
    return rules.is_in_order(text, exercise.orders)


def forget_unanswered(*, now: datetime) -> int:
    """Delete exercises that were given and left alone."""
    return Attempt.objects.filter(answered_at=None, created_at__lt=now - KEPT).delete()[0]


def _shown(exercise: Exercise, dice: Random) -> list[str]:
    if isinstance(exercise, Cloze):
        return dice.sample(exercise.options, len(exercise.options))
    return rules.disorder(exercise.tiles, dice=dice)


def _write_down(attempt: Attempt, *, now: datetime) -> bool:
    """Keep how the learner stands with the exercise; return whether it was the first try of their day."""
    name = {"user": attempt.user, "kind": attempt.kind, "key": attempt.key}
    record = Record.objects.select_for_update().filter(**name).first()
    if record is None:
        fresh = Record(**name, last_at=now)
        Record.objects.bulk_create([fresh], ignore_conflicts=True)
        record = Record.objects.select_for_update().get(**name)
    zone = attempt.user.time_zone
    is_first = not record.tries or local_day(record.last_at, zone) < local_day(now, zone)
    record.tries += 1
    record.rights += bool(attempt.is_right)
    record.was_right, record.last_at = bool(attempt.is_right), now
    record.save()
    return is_first


def _count(attempt: Attempt, *, is_rewarded: bool, now: datetime) -> int:
    """The day counts for the streak whatever the answer was."""
    day = local_day(now, attempt.user.time_zone)
    earned = Earned(
        key=f"{attempt.kind}:{attempt.key}:{day}",
        reason=REASONS[attempt.kind],
        amount=rules.XP[attempt.kind],
        language=attempt.language,
        detail=attempt.key,
    )
    return count_activity(attempt.user, earned if is_rewarded else None, now=now)
