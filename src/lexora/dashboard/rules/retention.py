"""True retention: how many of the cards that were known for a while were remembered. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lexora.dashboard.rules.days import Done
from lexora.dashboard.rules.series import MONTH, starts

MONTHS = 12


@dataclass(frozen=True)
class Retention:
    """The reviews of one month of cards in state “reviewing”. `predicted` is the sum of their chances."""

    month: date
    reviews: int = 0
    passed: int = 0
    predicted: float = 0

    @property
    def rate(self) -> float | None:
        """Per cent that were remembered; None without reviews."""
        return 100 * self.passed / self.reviews if self.reviews else None

    @property
    def expected(self) -> float | None:
        """Per cent that should have been remembered."""
        return 100 * self.predicted / self.reviews if self.reviews else None


def retention(days: Iterable[Done], *, today: date, months: int = MONTHS) -> list[Retention]:
    """The last months, the present one included, from the first that has reviews."""
    begin = _months_before(today, months - 1)
    grouped: dict[date, list[Done]] = {month: [] for month in starts(begin, today, MONTH)}
    for day in days:
        if day.mature and begin <= day.day <= today:
            grouped[day.day.replace(day=1)].append(day)
    found = [_month(month, group) for month, group in grouped.items()]
    first = next((n for n, month in enumerate(found) if month.reviews), len(found))
    return found[first:]


def over_all(months: Iterable[Retention]) -> Retention | None:
    """All of them as one; None when there were no such reviews."""
    there = [month for month in months if month.reviews]
    if not there:
        return None
    return Retention(
        month=there[0].month,
        reviews=sum(month.reviews for month in there),
        passed=sum(month.passed for month in there),
        predicted=sum(month.predicted for month in there),
    )


def _month(month: date, group: list[Done]) -> Retention:
    return Retention(
        month=month,
        reviews=sum(day.mature for day in group),
        passed=sum(day.mature_passed for day in group),
        predicted=sum(day.predicted for day in group),
    )


def _months_before(today: date, months: int) -> date:
    """The first day of the month so many months earlier."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, 1)
