"""Giving exercises to learners, and grading what they answer. The server holds the set: a page reports no score."""

from collections.abc import Sequence
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
from lexora.library.curated.cloze import GAP, Cloze
from lexora.library.models import Attempt, Kind, Record
from lexora.library.models.exercises import ANSWER
from lexora.library.queries import exercises as queries
from lexora.library.queries.exercises import Exercise, Wishes
from lexora.library.rules import exercises as rules
from lexora_language import clean

REASONS = {Kind.CLOZE.value: xp.CLOZE, Kind.BUILDER.value: xp.BUILDER}
KEPT = timedelta(days=7)  # that an exercise which was never answered is kept
BATCH = 200  # rows that are deleted at once


class NoExercises(Refused):
    """Nothing fits the wishes."""

    code = "no_exercises"
    status = 404


class NoAnswer(Refused):
    """Nothing was written or chosen."""

    code = "no_answer"
    status = 422


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
    return _give(user, kind, chosen, is_typed=is_typed, dice=dice, now=now)


def start_again(user: User, *, kind: str, set_id: UUID, dice: Random, now: datetime) -> Given:
    """Give what went wrong in a set once more; raises `NoExercises`, or `NotFound` for the set of another."""
    attempts = queries.set_of(user, kind, set_id)
    if not attempts:
        raise NotFound
    keys = [attempt.key for attempt in attempts if attempt.is_right is False]
    is_typed = kind == Kind.CLOZE and attempts[0].is_typed
    return _give(user, kind, rules.disorder(keys, dice=dice), is_typed=is_typed, dice=dice, now=now)


def next_alone(user: User, *, wishes: Wishes, is_typed: bool = False, dice: Random, now: datetime) -> Attempt:
    """A grammar exercise by itself: the one that waits for an answer, or a new one; raises `NoExercises`."""
    there = queries.catalogue(Kind.CLOZE)
    for attempt in queries.waiting_alone(user, Kind.CLOZE, now=now):
        if attempt.key in there and wishes.fit(there[attempt.key]) and attempt.is_typed == is_typed:
            return attempt
    given = start_set(user, kind=Kind.CLOZE, wishes=wishes, is_typed=is_typed, size=1, dice=dice, now=now)
    return given.attempts[0]


@transaction.atomic
def answer(user: User, *, kind: str, set_id: UUID, position: int = 1, text: str, now: datetime) -> Attempt:
    """Grade an answer, once; the first stays. XP comes for what is right at the first try of the learner's day.

    Raises `NoAnswer`, and `NotFound` for what was not given to this learner.
    """
    mine = Attempt.objects.select_for_update().filter(user=user, kind=kind, set_id=set_id, position=position)
    attempt = mine.first()
    exercise = queries.catalogue(kind).get(attempt.key) if attempt else None
    if attempt is None or exercise is None:
        raise NotFound
    if attempt.is_answered:
        return attempt
    said = clean(text)
    if not said:
        raise NoAnswer
    return _grade(user, attempt, exercise, said, now=now)


def is_right(exercise: Exercise, text: str) -> bool:
    """Whether an answer is right."""
    if isinstance(exercise, Cloze):
        wrong = [option for option in exercise.options if option != exercise.answer]
        return rules.meant(text, exercise.answers, wrong=wrong) is not None
    return rules.order_of(text, exercise.orders) is not None


def forget_unanswered(*, now: datetime) -> int:
    """Delete exercises that were given and left alone."""
    old, count = Attempt.objects.filter(answered_at=None, created_at__lt=now - KEPT), 0
    while keys := [*old.values_list("pk", flat=True)[:BATCH]]:
        count += Attempt.objects.filter(pk__in=keys).delete()[0]
    return count


def _give(user: User, kind: str, keys: Sequence[str], *, is_typed: bool, dice: Random, now: datetime) -> Given:
    if not keys:
        raise NoExercises
    set_id, there = uuid4(), queries.catalogue(kind)
    attempts = [
        Attempt(
            user=user,
            kind=kind,
            set_id=set_id,
            position=position,
            key=key,
            language=there[key].language,
            shown=[] if is_typed else _shown(there[key], dice),
            created_at=now,
        )
        for position, key in enumerate(keys, start=1)
    ]
    return Given(set_id, Attempt.objects.bulk_create(attempts))


def _shown(exercise: Exercise, dice: Random) -> list[str]:
    if isinstance(exercise, Cloze):
        return dice.sample(exercise.options, len(exercise.options))
    return rules.disorder(exercise.tiles, dice=dice)


def _grade(user: User, attempt: Attempt, exercise: Exercise, said: str, *, now: datetime) -> Attempt:
    attempt.answer, attempt.answered_at = said[:ANSWER], now
    attempt.is_right = is_right(exercise, said)
    is_first = _write_down(user, attempt, now=now)
    earned = _earned(user, attempt, exercise, now=now) if attempt.is_right and is_first else None
    attempt.xp = count_activity(user, earned, now=now)  # the day counts for the streak whatever the answer was
    attempt.save(update_fields=["answer", "answered_at", "is_right", "xp"])
    return attempt


def _write_down(user: User, attempt: Attempt, *, now: datetime) -> bool:
    """Keep how the learner stands with the exercise; return whether it was the first try of their day."""
    record = _locked_record(user, attempt, now=now)
    is_first = not record.tries or local_day(record.last_at, user.time_zone) < local_day(now, user.time_zone)
    record.tries += 1
    record.rights += bool(attempt.is_right)
    record.was_right, record.last_at = bool(attempt.is_right), now
    record.save()
    return is_first


def _locked_record(user: User, attempt: Attempt, *, now: datetime) -> Record:
    """How the learner stood, which nobody else changes until the transaction ends. It is made where it is missing."""
    locked = Record.objects.select_for_update().filter(user=user, kind=attempt.kind, key=attempt.key)
    record = locked.first()
    if record is None:
        fresh = Record(user=user, kind=attempt.kind, key=attempt.key, last_at=now)
        Record.objects.bulk_create([fresh], ignore_conflicts=True)
        record = locked.get()
    return record


def _earned(user: User, attempt: Attempt, exercise: Exercise, *, now: datetime) -> Earned:
    """The ledger tells the sentence, by which a learner knows it again."""
    sentence = (
        rules.filled(exercise.sentence, GAP, exercise.answer) if isinstance(exercise, Cloze) else exercise.orders[0]
    )
    return Earned(
        key=f"{attempt.kind}:{attempt.key}:{local_day(now, user.time_zone)}",
        reason=REASONS[attempt.kind],
        amount=rules.XP[attempt.kind],
        language=attempt.language,
        detail=str(sentence),
    )
