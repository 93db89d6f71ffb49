"""A day of a learner as figures see it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from lexora.dashboard.rules.shares import Share, shares


class Done(NamedTuple):
    """What a learner did on one day. A tuple, because years of them are read for one page."""

    day: date
    reviews: int = 0
    new: int = 0
    steps: int = 0
    seconds: int = 0
    again: int = 0
    hard: int = 0
    good: int = 0
    easy: int = 0
    mature: int = 0
    mature_passed: int = 0
    predicted: float = 0
    other_activities: int = 0
    xp: int = 0
    is_frozen: bool = False

    @property
    def answers(self) -> int:
        """Everything that was answered, same-day steps too."""
        return self.reviews + self.steps

    @property
    def is_active(self) -> bool:
        return bool(self.reviews or self.steps or self.other_activities)


@dataclass(frozen=True)
class Totals:
    """What a learner did in all these days."""

    reviews: int = 0
    new: int = 0
    seconds: int = 0
    active_days: int = 0

    @property
    def per_active_day(self) -> int:
        return round(self.reviews / self.active_days) if self.active_days else 0


def totals(days: Sequence[Done]) -> Totals:
    """The sums."""
    return Totals(
        reviews=sum(day.answers for day in days),
        new=sum(day.new for day in days),
        seconds=sum(day.seconds for day in days),
        active_days=sum(day.is_active for day in days),
    )


@dataclass(frozen=True)
class Answers:
    """How often each grade was given."""

    again: int
    hard: int
    good: int
    easy: int

    @property
    def total(self) -> int:
        return self.again + self.hard + self.good + self.easy

    @property
    def shares(self) -> list[Share[str]]:
        """What part of them each grade is."""
        names = ("again", "hard", "good", "easy")
        return shares((name, getattr(self, name)) for name in names)


def answers(days: Sequence[Done]) -> Answers:
    """The grades of these days."""
    return Answers(
        again=sum(day.again for day in days),
        hard=sum(day.hard for day in days),
        good=sum(day.good for day in days),
        easy=sum(day.easy for day in days),
    )
