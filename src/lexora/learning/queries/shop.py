"""The shop, what a learner owns, and where their XP came from."""

from dataclasses import dataclass

from lexora.accounts.models import User
from lexora.core.keyset import Page, page_of
from lexora.learning.models import OwnedItem, ShopItem, XpEntry
from lexora.learning.queries.progress import progress_of

LEDGER = 20  # lines of a page


@dataclass(frozen=True)
class Offer:
    """An item of the shop, as a learner may buy it or not."""

    item: ShopItem
    owned: int
    wallet: int

    @property
    def missing(self) -> int:
        """XP that are wanting."""
        return max(0, self.item.price - self.wallet)

    @property
    def is_full(self) -> bool:
        """Whether the learner has as many as one may have."""
        return self.owned >= self.item.most


@dataclass(frozen=True)
class Shop:
    wallet: int
    offers: list[Offer]


@dataclass(frozen=True)
class Inventory:
    """What a learner has."""

    wallet: int
    booster_left: int
    freezes: int
    most_freezes: int
    boosters: int
    frames: list[OwnedItem]

    @property
    def is_empty(self) -> bool:
        return not (self.freezes or self.boosters or self.booster_left or self.frames)


def shop_of(user: User) -> Shop:
    """What is for sale, in the order of the shop."""
    wallet = progress_of(user).wallet_xp
    owned = dict(OwnedItem.objects.filter(user=user).values_list("item", "quantity"))
    items = ShopItem.objects.filter(is_retired=False).order_by("position", "id")
    return Shop(wallet, [Offer(item, owned.get(item.pk, 0), wallet) for item in items])


def inventory_of(user: User) -> Inventory:
    """What a learner owns and has not used up."""
    progress = progress_of(user)
    rows = OwnedItem.objects.filter(user=user, quantity__gt=0).select_related("item").order_by("item__position", "id")
    owned = list(rows)
    freezes = [row for row in owned if row.kind == ShopItem.Kind.FREEZE]
    return Inventory(
        wallet=progress.wallet_xp,
        booster_left=progress.booster_left,
        freezes=sum(row.quantity for row in freezes),
        most_freezes=sum(row.item.most for row in freezes),
        boosters=sum(row.quantity for row in owned if row.kind == ShopItem.Kind.BOOSTER),
        frames=[row for row in owned if row.kind == ShopItem.Kind.FRAME],
    )


def ledger(user: User, *, cursor: str = "", size: int = LEDGER) -> Page[XpEntry]:
    """Where XP came from and went to, newest first."""
    return page_of(XpEntry.objects.filter(user=user), order=("-id",), cursor=cursor, size=size)
