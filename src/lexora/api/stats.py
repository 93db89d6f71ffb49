"""The operations about progress."""

from datetime import date, timedelta

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from lexora.api.access import caller
from lexora.api.stats_schemas import DayOut, DaysOut, StatsOut
from lexora.core.days import local_day
from lexora.core.errors import Refused
from lexora.dashboard.queries import personal

router = Router()
LONGEST = 366  # days of one answer


class BadRange(Refused):
    code = "bad_range"
    status = 422


@router.get("/stats", response=StatsOut, tags=["stats"])
def get_stats(request: HttpRequest) -> StatsOut:
    """Today, all that was done, how much was remembered month by month, and what is due in the next 30 days."""
    return StatsOut.of(personal.dashboard(caller(request), span="30", now=timezone.now()))


@router.get("/stats/days", response=DaysOut, tags=["stats"])
def list_days(request: HttpRequest, since: date | None = None, until: date | None = None) -> DaysOut:
    """The days on which something was done, from `since` to `until`: at most 366, by default the last year."""
    user = caller(request)
    until = until or local_day(timezone.now(), user.time_zone)
    since = since or _year_before(until)
    if not 0 <= (until - since).days < LONGEST:
        raise BadRange(days=LONGEST)
    days = personal.days_of(user, since=since, until=until)
    return DaysOut(since=since, until=until, items=[DayOut.of(day) for day in days])


def _year_before(day: date) -> date:
    """The first day of a year that ends with this day."""
    return max(date.min + timedelta(days=LONGEST), day) - timedelta(days=LONGEST - 1)
