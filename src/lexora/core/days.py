"""Days are days of the learner's own time zone."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones


def is_time_zone(name: str) -> bool:
    """Whether the name is an IANA time zone, such as Europe/Kyiv."""
    return name in available_timezones()


def zone_of(name: str) -> ZoneInfo:
    """The time zone of this name; UTC when the name is none, as data from elsewhere may have it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # no such zone, no such path, a folder
        return ZoneInfo("UTC")


def local_day(now: datetime, time_zone: str) -> date:
    """The calendar day of an instant in a time zone."""
    return now.astimezone(zone_of(time_zone)).date()


def local_hour(now: datetime, time_zone: str) -> int:
    """The hour of an instant on the clocks of a time zone."""
    return now.astimezone(zone_of(time_zone)).hour


def start_of_day(day: date, time_zone: str) -> datetime:
    """The first instant of a day in a time zone."""
    return datetime.combine(day, time.min, tzinfo=zone_of(time_zone))


def instant_of(text: str) -> datetime | None:
    """The instant that a text in ISO format names; None when it names none."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    # At either end of time an instant has no name in some time zones.
    return instant if instant.tzinfo and 1 < instant.year < 9999 else None
