"""Buying with XP, and using what was bought."""

from datetime import datetime

from django.db import transaction

from lexora.accounts.models import User
from lexora.core.days import local_day
from lexora.core.errors import NotFound, Refused
from lexora.learning.actions.xp import debit, locked_progress
from lexora.learning.models import OwnedItem, Progress, ShopItem
from lexora.learning.rules import xp


class OwnsEnough(Refused):
    code = "owns_enough"
    status = 409


class NothingToUse(Refused):
    code = "nothing_to_use"
    status = 409


@transaction.atomic
def buy(user: User, item: ShopItem, *, key: str, now: datetime) -> OwnedItem:
    """Buy one piece, once per key. Raises `NotEnoughXp`, `OwnsEnough`, or `NotFound` when it is no longer for sale."""
    progress = locked_progress(user)
    if item.is_retired:
        raise NotFound
    owned = _owned(progress, item, now=now)
    if not debit(progress, key=f"buy:{key}", reason=xp.PURCHASE, amount=item.price, detail=item.slug, now=now):
        return owned  # the same purchase, sent again
    if owned.quantity >= item.most:
        raise OwnsEnough(most=item.most)
    owned.quantity += 1
    if item.kind == ShopItem.Kind.FRAME and not _wears(user, item.kind):
        owned.is_equipped = True
    owned.save()
    progress.save()
    return owned


def _owned(progress: Progress, item: ShopItem, *, now: datetime) -> OwnedItem:
    """What the learner has of an item. What is used up and bought anew counts from then."""
    owned = OwnedItem.objects.filter(user=progress.user, item=item).first()
    today = local_day(now, progress.user.time_zone)
    if owned is None:
        return OwnedItem(user=progress.user, item=item, kind=item.kind, quantity=0, acquired_on=today)
    if not owned.quantity:
        owned.acquired_on = today
    return owned


@transaction.atomic
def use_booster(user: User) -> Progress:
    """Start a booster: it doubles the next rewarded reviews. One at a time; raises `NothingToUse`."""
    progress = locked_progress(user)
    owned = OwnedItem.objects.filter(user=user, kind=ShopItem.Kind.BOOSTER, quantity__gt=0).first()
    if owned is None or progress.booster_left:
        raise NothingToUse("booster_is_on" if progress.booster_left else "nothing_to_use")
    owned.quantity -= 1
    owned.save(update_fields=["quantity"])
    progress.booster_left = xp.BOOSTED_REVIEWS
    progress.save()
    return progress


@transaction.atomic
def wear(user: User, owned: OwnedItem, *, worn: bool = True) -> None:
    """Put a frame on, in the place of any other, or take it off."""
    locked_progress(user)
    OwnedItem.objects.filter(user=user, kind=owned.kind, is_equipped=True).update(is_equipped=False)
    if worn and owned.quantity:
        OwnedItem.objects.filter(pk=owned.pk).update(is_equipped=True)


def _wears(user: User, kind: str) -> bool:
    return OwnedItem.objects.filter(user=user, kind=kind, is_equipped=True).exists()
