"""Answers that come late, from a device that was offline. Pure."""

from datetime import datetime, timedelta

OLDEST = timedelta(days=30)


def clipped(at: datetime, *, now: datetime) -> datetime:
    """The instant of an answer as its device says, neither in the future nor more than 30 days old."""
    return min(max(at, now - OLDEST), now)
