"""Keeping streaks: a day is marked as active, freezes cover what was missed, late reviews repair."""

from collections.abc import Iterable
from datetime import date

from lexora.learning.models import Day, OwnedItem, Progress, ShopItem, Standing
from lexora.learning.models.progress import ACTIVE
from lexora.learning.rules import streaks


def mark_active(progress: Progress, day: Day) -> None:
    """Let a stored, active day count for the streak. The caller holds the lock and stores the progress."""
    if day.is_frozen:
        _give_back(progress, day)
    last = progress.last_active_on
    if last is None or day.day > last:
        progress.last_active_on = day.day
        if last and progress.streak and (day.day - last).days == 1:
            _grow(progress, progress.streak + 1)
            return
    elif day.day == last and progress.streak:
        return
    _recount(progress)


def unmark_active(progress: Progress) -> None:
    """Count the streak anew after a day lost its only answer. The caller holds the lock and stores the progress."""
    former = progress.streak
    active = _active_days(progress)
    progress.last_active_on = max(active, default=None)
    if progress.last_active_on is None:
        progress.streak = 0
    else:
        progress.streak, _first = streaks.run_back(active, _frozen_days(progress), last=progress.last_active_on)
    if progress.longest_streak == former > progress.streak:
        progress.longest_streak = streaks.longest(active, _frozen_days(progress))
    _tell_standings(progress)


def _recount(progress: Progress) -> None:
    """Count back from the last active day; freezes that were held in time cover what was missed before that run."""
    last = progress.last_active_on
    if last is None:
        return
    active, frozen = _active_days(progress), _frozen_days(progress)
    days, first = streaks.run_back(active, frozen, last=last)
    before = max((day for day in active if day < first), default=None)
    missed = streaks.missed_days(before=first, last=before) if before else []
    if missed and _cover(progress, missed):
        days, _first = streaks.run_back(active, {*frozen, *missed}, last=last)
    _grow(progress, days)


def _grow(progress: Progress, days: int) -> None:
    progress.streak = days
    progress.longest_streak = max(progress.longest_streak, days)
    _tell_standings(progress)


def _tell_standings(progress: Progress) -> None:
    """The leaderboard breaks ties by the streak."""
    Standing.objects.filter(user=progress.user_id).exclude(streak=progress.streak).update(streak=progress.streak)


def _cover(progress: Progress, missed: list[date]) -> bool:
    """Use up a freeze for each missed day; False when there are too few, or they came too late."""
    freezes = OwnedItem.objects.filter(
        user=progress.user_id, kind=ShopItem.Kind.FREEZE, acquired_on__lte=missed[0], quantity__gte=len(missed)
    )
    item = freezes.first()
    if item is None:
        return False
    item.quantity -= len(missed)
    item.save(update_fields=["quantity"])
    _freeze(progress, missed)
    return True


def _freeze(progress: Progress, days: Iterable[date]) -> None:
    rows = [Day(user_id=progress.user_id, day=day, is_frozen=True) for day in days]
    Day.objects.bulk_create(rows, update_conflicts=True, unique_fields=["user", "day"], update_fields=["is_frozen"])


def _give_back(progress: Progress, day: Day) -> None:
    """A frozen day turned out to be active: the freeze was not needed."""
    day.is_frozen = False
    day.save(update_fields=["is_frozen"])
    freeze = OwnedItem.objects.filter(user=progress.user_id, kind=ShopItem.Kind.FREEZE).first()
    if freeze:
        freeze.quantity += 1
        freeze.save(update_fields=["quantity"])


def _active_days(progress: Progress) -> set[date]:
    return set(Day.objects.filter(ACTIVE, user=progress.user_id).values_list("day", flat=True))


def _frozen_days(progress: Progress) -> set[date]:
    return set(Day.objects.filter(user=progress.user_id, is_frozen=True).values_list("day", flat=True))
