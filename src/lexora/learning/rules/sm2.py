"""SM-2 in the variant of this product, a pure function from card, grade and day to the next card.

After P. A. Woźniak, "Optimization of learning" (1990), with day steps 1 and 4, Hard and Easy factors, bounds.
"""

from dataclasses import replace
from datetime import date, timedelta

from lexora.learning.rules.cards import (
    EASE_HIGHEST,
    EASE_LOWEST,
    INTERVAL_LONGEST,
    LEARNING,
    REVIEW,
    CardState,
    Grade,
)

EASE_STEP = 0.15
HARD_FACTOR, EASY_FACTOR = 1.2, 1.3


def sm2(card: CardState, grade: Grade, today: date) -> CardState:
    """The card after a review."""
    after = _STEPS[grade](card)
    lapses = card.lapses + (grade == Grade.AGAIN and card.state == REVIEW)
    return replace(after, due=today + timedelta(days=after.interval), lapses=lapses)


def _again(card: CardState) -> CardState:
    return replace(card, state=LEARNING, repetitions=0, interval=1)


def _hard(card: CardState) -> CardState:
    return replace(
        card,
        state=LEARNING if card.repetitions < 2 else REVIEW,
        interval=_days(_former(card) * HARD_FACTOR),
        ease=_ease(card.ease - EASE_STEP),
    )


def _good(card: CardState) -> CardState:
    n = card.repetitions + 1
    return replace(card, state=REVIEW if n >= 2 else LEARNING, repetitions=n, interval=_next(card, n))


def _easy(card: CardState) -> CardState:
    n = card.repetitions + 1
    return replace(
        card,
        state=REVIEW,
        repetitions=n,
        interval=_days(_next(card, n) * EASY_FACTOR),
        ease=_ease(card.ease + EASE_STEP),
    )


def _next(card: CardState, n: int) -> int:
    """The interval before any factor of the grade: 1 and 4 days, then the former one times the ease."""
    return {1: 1, 2: 4}.get(n) or _days(_former(card) * card.ease)


def _former(card: CardState) -> int:
    return max(card.interval, 1)


def _days(days: float) -> int:
    """Whole days within bounds, rounded half to even."""
    return min(INTERVAL_LONGEST, max(1, round(days)))


def _ease(ease: float) -> float:
    # Never rounded, here or in the table: the measured sequences hang on the last bits of the sum of the steps.
    return min(EASE_HIGHEST, max(EASE_LOWEST, ease))


_STEPS = {Grade.AGAIN: _again, Grade.HARD: _hard, Grade.GOOD: _good, Grade.EASY: _easy}
