"""Streaks: days in a row on which somebody practised, days of their own time zone. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
ALIVE, AT_RISK, FROZEN, LAPSED, NONE = "alive", "at_risk", "frozen", "lapsed", "none"


@dataclass(frozen=True)
class Streak:
    """A streak as it is today. `days` is 0 when it has lapsed; `former` says what it was."""

    days: int
    state: str
    former: int = 0
    longest: int = 0
    freezes_needed: int = 0


def run_back(active: Collection[date], frozen: Collection[date], *, last: date) -> tuple[int, date]:
    """How many active days the run that ends with `last` has, and its first day. Frozen days hold it together."""
    count, first, day = 0, last, last
    while day in active or day in frozen:
        if day in active:
            count, first = count + 1, day
        day -= DAY
    return count, first


def missed_before(active: Collection[date], *, first: date) -> list[date]:
    """The days that were missed before a run that begins with `first`; none when nothing was before it."""
    last = max((day for day in active if day < first), default=first)
    return [last + DAY * n for n in range(1, (first - last).days)]


def gap_around(active: Collection[date], day: date) -> tuple[date, date]:
    """The nearest active days on both sides of one that is not; where there is none, the end of time."""
    before = max((other for other in active if other < day), default=date.min)
    return before, min((other for other in active if other > day), default=date.max)


def as_of(today: date, *, last: date | None, days: int, longest: int, freezes: int) -> Streak:
    """How a streak whose last active day was `last` stands today, with so many freezes at hand."""
    if last is None or not days:
        return Streak(0, NONE, longest=longest)
    missed = max(0, (today - last).days - 1)
    if missed > freezes:
        return Streak(0, LAPSED, former=days, longest=longest)
    if missed:
        return Streak(days, FROZEN, longest=longest, freezes_needed=missed)
    return Streak(days, ALIVE if last >= today else AT_RISK, longest=longest)


def longest(active: Collection[date], frozen: Collection[date]) -> int:
    """The most active days that any run had."""
    best = run = 0
    former: date | None = None
    for day in sorted({*active, *frozen}):
        run = run if former and day - former == DAY else 0
        run += day in active
        best, former = max(best, run), day
    return best
