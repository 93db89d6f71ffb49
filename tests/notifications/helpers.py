"""Telling people things in tests."""

from datetime import datetime
from typing import Any

from django.db import transaction

from lexora.accounts.models import User
from lexora.notifications import actions
from lexora.notifications.models import Notification
from tests.factories import NOW

KIND = "word_copied"


def tell(
    user: User, text: str = "apple", *, kind: str = KIND, key: str = "", now: datetime = NOW, **given: Any
) -> Notification:
    """Tell a person that Bob copied a word of theirs; the row of what they were told."""
    key = key or f"copied {text}"
    params = {"person": "Bob", "text": text}
    link = given.pop("link", "/my/vocabulary/1")
    with transaction.atomic():
        actions.notify(user_id=user.pk, kind=kind, params=params, link=link, key=key, now=now, **given)
    return Notification.objects.get(user=user, key=key)


def told(user: User) -> list[str]:
    """The sentences a person was told, newest first."""
    return [row.text for row in Notification.objects.filter(user=user, deleted_at=None).order_by("-told_at", "-id")]
