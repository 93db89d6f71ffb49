"""Days put together for a curve: days one by one, or weeks, or months, so that the points stay few. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lexora.dashboard.rules.days import Answers, Done, Totals, answers, totals

DAY, WEEK, MONTH = "day", "week", "month"
DAYS_MOST, WEEKS_MOST = 90, 366  # days up to which each day, or each week, is a point of its own
ALL = "all"
SPANS = {"30": 30, "90": 90, "365": 365, ALL: 0}  # days
SHORTEST = 7  # days of a curve that shows everything

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Point:
    """A day, week or month. `xp_total` is what had been earned at its end."""

    first: date
    reviews: int
    passed: int
    seconds: int
    xp: int
    xp_total: int


@dataclass(frozen=True)
class Series:
    """The points from an early day until today, and what they come to."""

    unit: str
    points: list[Point]
    totals: Totals
    answers: Answers

    @property
    def xp(self) -> int:
        return sum(point.xp for point in self.points)


def series(days: Sequence[Done], *, span: str, today: date, lifetime_xp: int) -> Series:
    """The days of a span. `lifetime_xp` is what the curve of XP ends with; days are in order."""
    begin = _begin(days, span=span, today=today)
    unit = unit_of((today - begin).days + 1)
    begin = start_of(begin, unit)
    shown = [day for day in days if begin <= day.day <= today]
    before = lifetime_xp - sum(day.xp for day in shown)
    return Series(
        unit=unit,
        points=_points(shown, starts(begin, today, unit), unit=unit, xp_before=before),
        totals=totals(shown),
        answers=answers(shown),
    )


def unit_of(length: int) -> str:
    """What one point of a curve over so many days stands for."""
    if length <= DAYS_MOST:
        return DAY
    return WEEK if length <= WEEKS_MOST else MONTH


def start_of(day: date, unit: str) -> date:
    """The first day of the point that a day belongs to."""
    if unit == WEEK:
        return day - ONE_DAY * day.weekday()
    return day.replace(day=1) if unit == MONTH else day


def starts(begin: date, end: date, unit: str) -> list[date]:
    """The first days of all points from one day to another."""
    longest = {DAY: 1, WEEK: 7, MONTH: 31}[unit]
    found = [begin]
    while (following := start_of(found[-1] + ONE_DAY * longest, unit)) <= end:
        found.append(following)
    return found


def _begin(days: Sequence[Done], *, span: str, today: date) -> date:
    length = SPANS[span]
    if not length:
        first = days[0].day if days else today
        length = max(SHORTEST, (today - first).days + 1)
    return today - ONE_DAY * (length - 1)


def _points(days: Sequence[Done], firsts: Sequence[date], *, unit: str, xp_before: int) -> list[Point]:
    grouped: dict[date, list[Done]] = {first: [] for first in firsts}
    for day in days:
        grouped[start_of(day.day, unit)].append(day)
    points = []
    for first, group in grouped.items():
        xp = sum(day.xp for day in group)
        xp_before += xp
        points.append(_point(first, group, xp=xp, xp_total=xp_before))
    return points


def _point(first: date, group: Sequence[Done], *, xp: int, xp_total: int) -> Point:
    reviews = sum(day.answers for day in group)
    return Point(
        first=first,
        reviews=reviews,
        passed=sum(day.reviews - day.again for day in group),
        seconds=sum(day.seconds for day in group),
        xp=xp,
        xp_total=xp_total,
    )
