"""The doors to what learners own, buy, and show of themselves: open, or as if there were nothing."""

from lexora.accounts.models import User
from lexora.core.errors import NotFound
from lexora.learning import queries
from lexora.learning.models import OwnedItem, ShopItem

LARGEST_ID = 2**63 - 1


def item_for_sale(slug: str) -> ShopItem:
    """The item; raises `NotFound` when it is not, or no longer, for sale."""
    item = ShopItem.objects.filter(slug=slug, is_retired=False).first()
    if item is None:
        raise NotFound
    return item


def frame_of_own(user: User, owned_id: int) -> OwnedItem:
    """A frame that the user owns; raises `NotFound`."""
    mine = OwnedItem.objects.filter(user=user, kind=ShopItem.Kind.FRAME, quantity__gt=0).select_related("item")
    found = mine.filter(pk=owned_id).first() if owned_id <= LARGEST_ID else None
    if found is None:
        raise NotFound
    return found


def person_for(viewer: User, handle: str) -> User:
    """The person with this handle whom the viewer may see; raises `NotFound`."""
    user = queries.with_handle(handle)
    if user is None or not (user.pk == viewer.pk or queries.is_public(user)):
        raise NotFound
    return user
