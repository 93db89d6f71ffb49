"""Keeping streaks: a day is marked as active, freezes cover what was missed, late reviews repair."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from lexora.learning.models import Day, OwnedItem, Progress, ShopItem, Standing
from lexora.learning.models.progress import ACTIVE
from lexora.learning.queries import freezes_of
from lexora.learning.rules import streaks


def mark_active(progress: Progress, day: Day) -> None:
    """Let a day that just became active count for the streak. The caller holds the lock and stores both."""
    if day.is_frozen:
        day.is_frozen = False
        _give_back(progress, [day.day])
    last = progress.last_active_on
    if last is None or day.day > last:
        progress.last_active_on = day.day
        if last is None or day.day - last == streaks.DAY:
            return _grow(progress, progress.streak + 1)
    return _recount(progress, {*_active_days(progress), day.day})


def unmark_active(progress: Progress, day: date) -> None:
    """Count the streak anew, as if the day had never been active. The day is stored; the caller holds the lock and
    stores the progress."""
    former, active = progress.streak, _active_days(progress)
    before, after = streaks.gap_around(active, day)
    _give_back(progress, [frozen for frozen in _frozen_days(progress) if before < frozen < after])
    progress.last_active_on = max(active, default=None)
    if progress.longest_streak == former:
        progress.longest_streak = 0  # it may have been this one
    _recount(progress, active)


def _recount(progress: Progress, active: Collection[date]) -> None:
    """Count back from the last active day. Freezes that were held in time cover what was missed, gap by gap."""
    last = progress.last_active_on
    if last is None:
        return _grow(progress, 0)
    frozen = _frozen_days(progress)
    days, first = streaks.run_back(active, frozen, last=last)
    while (missed := streaks.missed_before(active, first=first)) and _cover(progress, missed):
        frozen |= set(missed)
        days, first = streaks.run_back(active, frozen, last=last)
    progress.longest_streak = max(progress.longest_streak, streaks.longest(active, frozen))
    return _grow(progress, days)


def _grow(progress: Progress, days: int) -> None:
    progress.streak = days
    progress.longest_streak = max(progress.longest_streak, days)
    # The leaderboard breaks ties by the streak.
    Standing.objects.filter(user=progress.user_id).exclude(streak=days).update(streak=days)


def _cover(progress: Progress, missed: list[date]) -> bool:
    """Use up a freeze for each missed day; False when there are too few, or they came too late."""
    if freezes_of(progress.user_id, by=missed[0]) < len(missed):
        return False
    item = _freezes(progress).filter(quantity__gte=len(missed)).first()
    if item is None:
        return False
    item.quantity -= len(missed)
    item.save(update_fields=["quantity"])
    rows = [Day(user_id=progress.user_id, day=day, is_frozen=True) for day in missed]
    Day.objects.bulk_create(rows, update_conflicts=True, unique_fields=["user", "day"], update_fields=["is_frozen"])
    return True


def _give_back(progress: Progress, days: list[date]) -> None:
    """The freezes of these days were not needed: they are the learner's again, as they were then."""
    item = _freezes(progress).first() if days else None
    Day.objects.filter(user=progress.user_id, day__in=days).update(is_frozen=False)
    if item:
        item.quantity += len(days)
        item.acquired_on = min(item.acquired_on, *days)
        item.save(update_fields=["quantity", "acquired_on"])


def _freezes(progress: Progress) -> QuerySet[OwnedItem]:
    return OwnedItem.objects.filter(user=progress.user_id, kind=ShopItem.Kind.FREEZE).order_by("id")


def _active_days(progress: Progress) -> set[date]:
    return set(Day.objects.filter(ACTIVE, user=progress.user_id).values_list("day", flat=True))


def _frozen_days(progress: Progress) -> set[date]:
    return set(Day.objects.filter(user=progress.user_id, is_frozen=True).values_list("day", flat=True))
