"""A demo learner and an administrator for the first look. They are in no list and no counter."""

import secrets
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from lexora.accounts import actions
from lexora.accounts.models import User
from lexora.words import actions as words

DEMO, ADMIN = "demo@lexora.local", "admin@lexora.local"
WORDS = ("apple", "house", "friend", "καλημέρα", "το βιβλίο", "дякую", "вода")


def create_once() -> Iterator[str]:
    """Make the accounts unless some demo account was made before; yields what the administrator must know."""
    if User.objects.filter(is_demo=True).exists():
        return
    yield "Two accounts were made; their passwords are shown this once:"
    yield "  " + _create(ADMIN, handle="demo_admin", admin=True)
    yield "  " + _create(DEMO, handle="demo_learner", admin=False)


@transaction.atomic
def _create(email: str, *, handle: str, admin: bool) -> str:
    password, now = secrets.token_urlsafe(12), timezone.now()
    user = actions.create_user(
        email=email,
        password=password,
        handle=actions.free_handle(handle),
        admin=admin,
        demo=True,
        native="uk",
        learning=["en", "el"],
        now=now,
    )
    if not admin:
        for text in WORDS:
            words.add_entry(owner=user, draft=words.Draft(text=text), now=now)
    return f"{email}  {password}"
