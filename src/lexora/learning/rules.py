"""SM-2 in the variant of this product, a pure function from card, grade and day to the next card; the daily goal.

After P. A. Woźniak, "Optimization of learning" (1990), with day steps 1 and 4, Hard and Easy factors, bounds.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum

EASE_DEFAULT, EASE_LOWEST, EASE_HIGHEST = 2.5, 1.3, 3.5
EASE_STEP = 0.15
INTERVAL_LONGEST = 36_500  # days
HARD_FACTOR, EASY_FACTOR = 1.2, 1.3
NEW_PER_DAY = 20  # entries that are shown for the first time
QUEUE = 20  # cards asked for at once
SECONDS_PER_REVIEW = 8  # about

NEW, LEARNING, REVIEW = "new", "learning", "review"


class Grade(IntEnum):
    AGAIN = 0
    HARD = 1
    GOOD = 2
    EASY = 3


GRADES = {grade.name.lower(): grade for grade in Grade}


@dataclass(frozen=True)
class CardState:
    """Where a learner stands with one entry. `interval` in days; `due` None before the first review."""

    state: str = NEW
    repetitions: int = 0
    interval: int = 0
    ease: float = EASE_DEFAULT
    due: date | None = None


@dataclass(frozen=True)
class Goal:
    """How far a learner is today."""

    done: int
    goal: int

    @property
    def percent(self) -> int:
        """Full at the goal and not before; more than all of it is all of it."""
        return min(100, self.done * 100 // self.goal)

    @property
    def left(self) -> int:
        return max(0, self.goal - self.done)

    @property
    def is_reached(self) -> bool:
        return self.done >= self.goal

    @property
    def is_just_reached(self) -> bool:
        """Whether the last review was the one that was wanting."""
        return self.done == self.goal


def minutes(reviews: int) -> int:
    """How long so many reviews take, in whole minutes begun."""
    return -(-reviews * SECONDS_PER_REVIEW // 60)


def sm2(card: CardState, grade: Grade, today: date) -> CardState:
    """The card after a review."""
    after = _STEPS[grade](card)
    return replace(after, due=today + timedelta(days=after.interval))


def is_correct(grade: Grade) -> bool:
    """Whether a grade counts as remembered."""
    return grade in (Grade.GOOD, Grade.EASY)


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
