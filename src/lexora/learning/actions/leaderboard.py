"""Keeping the rows of the leaderboard: old periods go, streaks that have lapsed break no ties."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q

from lexora.core.days import local_day
from lexora.learning.models import Progress, Standing
from lexora.learning.queries import streak_with, things_of
from lexora.learning.rules import periods

BATCH = 200  # rows in one transaction
ALIVE_SOMEWHERE = timedelta(days=2)  # since an active day: in some time zone it may still be yesterday


def prune_standings(*, now: datetime) -> int:
    """Delete the rows of weeks and months that no page shows any longer; how many those were."""
    day = now.date()
    weeks = Q(period__contains="W", period__lt=periods.oldest_week(day))
    months = Q(period__gt=periods.ALL_TIME, period__lt=periods.oldest_month(day)) & ~Q(period__contains="W")
    count = 0
    while ids := list(Standing.objects.filter(weeks | months).values_list("pk", flat=True)[:BATCH]):
        count += Standing.objects.filter(pk__in=ids).delete()[0]
    return count


def settle_streaks(*, now: datetime) -> int:
    """Take lapsed streaks out of the leaderboard; of how many learners. Their next review counts anew."""
    count = 0
    for batch in _long_away(now):
        things = things_of([progress.pk for progress in batch])
        lapsed = [row.pk for row in batch if not streak_with(row, things[row.pk], today=_today(row, now)).days]
        _take_out(lapsed, now=now)
        count += len(lapsed)
    return count


def _take_out(lapsed: list[int], *, now: datetime) -> None:
    """Who practised in the meantime keeps what that review wrote."""
    still = Progress.objects.filter(pk__in=lapsed, last_active_on__lt=now.date() - ALIVE_SOMEWHERE)
    Standing.objects.filter(user__in=still.values("pk")).update(streak=0)


def _long_away(now: datetime) -> Iterator[list[Progress]]:
    """Learners who did not practise lately, and whose rows say that they have a streak."""
    away = Progress.objects.filter(streak__gt=0, last_active_on__lt=now.date() - ALIVE_SOMEWHERE)
    away = away.filter(user__in=Standing.objects.filter(streak__gt=0).values("user")).select_related("user")
    last = 0
    while batch := list(away.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk


def _today(progress: Progress, now: datetime) -> date:
    return local_day(now, progress.user.time_zone)
