"""The periods of the leaderboard: all time, a month, an ISO week. Pure."""

from datetime import date

ALL_TIME = ""
ALL, MONTH, WEEK = "all", "month", "week"
NAMES = (ALL, MONTH, WEEK)


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
