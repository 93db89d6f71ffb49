"""What schedulers speak of: grades, the state of a card, the moment of a review, the learner's wishes. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

EASE_DEFAULT, EASE_LOWEST, EASE_HIGHEST = 2.5, 1.3, 3.5
INTERVAL_LONGEST = 36_500  # days
RETENTION_DEFAULT, RETENTION_LOWEST, RETENTION_HIGHEST = 0.90, 0.70, 0.97
LEECH_LAPSES = 8  # as Anki's default

NEW, LEARNING, REVIEW = "new", "learning", "review"
SM2, FSRS = "sm2", "fsrs"

# What a review is in the log: one that moves the schedule, a same-day learning step, or the double of a review that
# another device made of the same card on the same day.
MOVES, STEP, EXTRA = "review", "step", "extra"


class Grade(IntEnum):
    AGAIN = 0
    HARD = 1
    GOOD = 2
    EASY = 3


GRADES = {grade.name.lower(): grade for grade in Grade}


@dataclass(frozen=True)
class CardState:
    """Where a learner stands with one card. `interval` and `stability` in days; `due` None before the first review."""

    state: str = NEW
    repetitions: int = 0
    interval: int = 0
    ease: float = EASE_DEFAULT
    due: date | None = None
    stability: float | None = None
    difficulty: float | None = None
    last_at: datetime | None = None
    lapses: int = 0
    step: int | None = None
    step_due: datetime | None = None


@dataclass(frozen=True)
class Moment:
    """When a review happens: the instant, and the learner's calendar day."""

    at: datetime
    day: date


@dataclass(frozen=True)
class Options:
    """How a learner wants cards to be scheduled. Without `weights` FSRS takes the default ones."""

    scheduler: str = SM2
    retention: float = RETENTION_DEFAULT
    weights: tuple[float, ...] = ()
    steps: bool = False
    fuzz: bool = False


@dataclass(frozen=True)
class Line:
    """One line of the review log."""

    grade: Grade
    moment: Moment
    kind: str = MOVES

    @property
    def moves(self) -> bool:
        """Whether it moves the schedule. Steps and doubles do not; a double that was forgotten does."""
        return self.kind == MOVES or (self.kind == EXTRA and self.grade == Grade.AGAIN)


def is_correct(grade: Grade) -> bool:
    """Whether a grade counts as remembered with ease."""
    return grade in (Grade.GOOD, Grade.EASY)


def is_leech(lapses: int) -> bool:
    """Whether a card was just forgotten once too often: at 8 lapses, and again after every 4 more, as in Anki."""
    return lapses >= LEECH_LAPSES and (lapses - LEECH_LAPSES) % (LEECH_LAPSES // 2) == 0
