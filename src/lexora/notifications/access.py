"""The door to notifications: for whom they are, or as if they did not exist."""

from lexora.accounts.models import User
from lexora.core.errors import NotFound
from lexora.notifications.models import Notification
from lexora.notifications.queries import notifications_of

LARGEST_ID = 2**63 - 1


def notification_of(user: User, notification_id: int) -> Notification:
    """The user's own notification; raises `NotFound`."""
    found = notifications_of(user).filter(pk=notification_id).first() if notification_id <= LARGEST_ID else None
    if found is None:
        raise NotFound
    return found
