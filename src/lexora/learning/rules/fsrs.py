"""FSRS-6, a pure function like SM-2: the `fsrs` package moves the memory, the card says what all schedulers say.

Days are the learner's calendar days, as in the logs that the model was fitted to: two reviews on one day are a
same-day review, and a review on the next morning is not.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import cast

from fsrs import Card, Rating, Scheduler, State
from fsrs.scheduler import (
    DEFAULT_PARAMETERS,
    LOWER_BOUNDS_PARAMETERS,
    MAX_DIFFICULTY,
    MIN_DIFFICULTY,
    UPPER_BOUNDS_PARAMETERS,
)

from lexora.learning.rules.cards import (
    EASE_HIGHEST,
    EASE_LOWEST,
    INTERVAL_LONGEST,
    LEARNING,
    REVIEW,
    CardState,
    Grade,
    Moment,
    Options,
)
from lexora.learning.rules.retention import elapsed_days, last_day

WEIGHTS_DEFAULT = tuple(DEFAULT_PARAMETERS)
STABILITY_HIGHEST = float(INTERVAL_LONGEST)  # days; fsrs-rs ends there too
RECALL_AT_STABILITY = 0.9  # what stability means: after so many days, nine of ten are remembered


def fsrs(card: CardState, grade: Grade, moment: Moment, options: Options) -> CardState:
    """The card after a review. A card without a memory begins as a new one."""
    stability, difficulty, interval = _reviewed(card, grade, moment, options)
    repetitions = _repetitions(card, grade)
    return replace(
        card,
        state=_state(grade, repetitions),
        repetitions=repetitions,
        interval=interval,
        ease=_ease(difficulty),
        due=moment.day + timedelta(days=interval),
        stability=stability,
        difficulty=difficulty,
        last_at=moment.at,
        lapses=card.lapses + (grade == Grade.AGAIN and card.state == REVIEW),
    )


def retrievability(card: CardState, at: datetime, options: Options) -> float:
    """The chance that the card is remembered at an instant; 0 before the first review."""
    if card.stability is None or last_day(card) is None:
        return 0.0
    decay = -weights_of(options)[-1]
    factor = RECALL_AT_STABILITY ** (1 / decay) - 1
    # The package floors to whole days and would call everything certain for a day. The curve itself is smooth.
    return float((1 + factor * elapsed_days(card, at) / card.stability) ** decay)


def weights_of(options: Options) -> tuple[float, ...]:
    """The learner's weights; the default ones where there are none, or where they are of another version of FSRS."""
    return options.weights if len(options.weights) == len(WEIGHTS_DEFAULT) else WEIGHTS_DEFAULT


def bounded(weights: tuple[float, ...]) -> tuple[float, ...]:
    """The weights within the bounds that the model allows: a fit in single precision may step over by a hair."""
    limits = zip(weights, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    return tuple(min(highest, max(lowest, weight)) for weight, lowest, highest in limits)


@lru_cache(maxsize=256)
def _scheduler(weights: tuple[float, ...], retention: float) -> Scheduler:
    return Scheduler(weights, retention, (), (), INTERVAL_LONGEST, enable_fuzzing=False)


def _reviewed(card: CardState, grade: Grade, moment: Moment, options: Options) -> tuple[float, float, int]:
    """Stability, difficulty and interval (days) after a review."""
    now = _midnight(moment.day)
    scheduler = _scheduler(weights_of(options), options.retention)
    after, _log = scheduler.review_card(_memory(card, now), Rating(grade + 1), now)
    stability = min(STABILITY_HIGHEST, cast(float, after.stability))
    return stability, cast(float, after.difficulty), (after.due - now).days


def _memory(card: CardState, now: datetime) -> Card:
    """The card as the package knows it. Its constructor would sleep without an id, and ask the clock without `due`."""
    day = last_day(card)
    if card.stability is None or card.difficulty is None or day is None:
        return Card(card_id=0, due=now)
    return Card(0, State.Review, None, card.stability, card.difficulty, due=now, last_review=_midnight(day))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def _repetitions(card: CardState, grade: Grade) -> int:
    """Successes in a row, as SM-2 counts them."""
    if grade == Grade.AGAIN:
        return 0
    return card.repetitions + (grade >= Grade.GOOD)


def _state(grade: Grade, repetitions: int) -> str:
    """The state that SM-2 gives for the same answers, so that a word means the same under both schedulers."""
    if grade == Grade.AGAIN:
        return LEARNING
    return REVIEW if grade == Grade.EASY or repetitions >= 2 else LEARNING


def _ease(difficulty: float) -> float:
    """A picture of the difficulty on the scale of SM-2, for what sorts by it."""
    # Counted from the lowest ease, so that the last bit never falls below it: the table refuses less.
    share = (MAX_DIFFICULTY - difficulty) / (MAX_DIFFICULTY - MIN_DIFFICULTY)
    return EASE_LOWEST + share * (EASE_HIGHEST - EASE_LOWEST)
