"""The calendar of a year: a column for each week, a row for each weekday from Monday. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lexora.dashboard.rules.days import Done, Totals, totals

WEEKS = 53
WEEKDAYS = 7
LEVELS = 4  # shades of days on which something was done
NARROWEST = 3  # weeks that the name of a month needs
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@dataclass(frozen=True)
class Cell:
    """One day. `level` is 0 for nothing, then 1 to `LEVELS`; `is_ahead` for what is still to come."""

    done: Done
    level: int = 0
    is_ahead: bool = False


@dataclass(frozen=True)
class Month:
    """The weeks that begin in a month. Without a name where there is no room for one."""

    first: date
    weeks: int

    @property
    def has_room(self) -> bool:
        return self.weeks >= NARROWEST


@dataclass(frozen=True)
class HeatMap:
    """The year up to today."""

    months: list[Month]
    rows: list[list[Cell]]  # Mondays, Tuesdays, …
    totals: Totals
    best: Done | None


def heat_map(days: Mapping[date, Done], *, today: date) -> HeatMap:
    """The calendar; a day that is not there was idle."""
    mondays = weeks_before(today)
    shown = [day for day in days.values() if mondays[0] <= day.day <= today]
    cuts = quartiles(day.answers for day in shown)
    rows = [[_cell(days, monday + DAY * n, today, cuts) for monday in mondays] for n in range(WEEKDAYS)]
    best = max(shown, key=lambda day: day.answers, default=None)
    return HeatMap(
        months=_months(mondays), rows=rows, totals=totals(shown), best=best if best and best.answers else None
    )


def weeks_before(today: date) -> list[date]:
    """The Mondays of the weeks that are shown, the present one last."""
    monday = today - DAY * today.weekday()
    return [monday - WEEK * n for n in reversed(range(WEEKS))]


def quartiles(counts: Iterable[int]) -> tuple[int, int, int]:
    """What parts the counts that are not zero into four groups of like size."""
    ordered = sorted(count for count in counts if count) or [1]
    first, second, third = (ordered[len(ordered) * n // LEVELS] for n in (1, 2, 3))
    return first, second, third


def level(done: Done, cuts: tuple[int, int, int]) -> int:
    """How dark a day is, by what is usual for this learner. Other activities make a day no idle one."""
    if not done.answers:
        return int(done.is_active)
    return 1 + sum(done.answers >= cut for cut in cuts)


def _cell(days: Mapping[date, Done], day: date, today: date, cuts: tuple[int, int, int]) -> Cell:
    done = days.get(day) or Done(day)
    return Cell(done=done, level=level(done, cuts), is_ahead=day > today)


def _months(mondays: list[date]) -> list[Month]:
    counts: dict[date, int] = {}
    for monday in mondays:
        first = monday.replace(day=1)
        counts[first] = counts.get(first, 0) + 1
    return [Month(first, weeks) for first, weeks in counts.items()]
