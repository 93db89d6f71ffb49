"""Days are days of the learner's own time zone."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo, available_timezones


def is_time_zone(name: str) -> bool:
    """Whether the name is an IANA time zone, such as Europe/Kyiv."""
    return name in available_timezones()


def local_day(now: datetime, time_zone: str) -> date:
    """The calendar day of an instant in a time zone."""
    return now.astimezone(ZoneInfo(time_zone)).date()


def start_of_day(day: date, time_zone: str) -> datetime:
    """The first instant of a day in a time zone."""
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(time_zone))
