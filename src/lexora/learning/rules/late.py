"""Answers that come late, from a device that was offline. Pure."""

from datetime import datetime, timedelta

OLDEST = timedelta(days=30)


def clipped(at: datetime, *, since: datetime, now: datetime) -> datetime:
    """The instant of an answer as its device says: not in the future, not more than 30 days old, and not before what
    is asked for was there."""
    return min(max(at, since, now - OLDEST), now)
