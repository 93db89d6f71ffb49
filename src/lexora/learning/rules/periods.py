"""The periods of the leaderboard: all time, a month, an ISO week. Pure."""

from datetime import date, timedelta

ALL_TIME = ""
ALL, MONTH, WEEK = "all", "month", "week"
NAMES = (ALL, MONTH, WEEK)
WEEKS_KEPT, MONTHS_KEPT = 8, 24


def period(name: str, day: date) -> str:
    """The period of this name that a day lies in: empty, such as 2026-11, or such as 2026-W48."""
    if name == MONTH:
        return f"{day:%Y-%m}"
    if name == WEEK:
        year, week, _weekday = day.isocalendar()
        return f"{year}-W{week:02}"
    return ALL_TIME


def periods(day: date) -> list[str]:
    """Every period that a day lies in."""
    return [period(name, day) for name in NAMES]


def oldest_week(day: date) -> str:
    """The first week whose rows are kept."""
    return period(WEEK, day - timedelta(weeks=WEEKS_KEPT))


def oldest_month(day: date) -> str:
    """The first month whose rows are kept."""
    years, month = divmod(day.year * 12 + day.month - 1 - MONTHS_KEPT, 12)
    return f"{years:04}-{month + 1:02}"
