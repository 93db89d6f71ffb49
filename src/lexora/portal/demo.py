"""A demo learner and an administrator for the first look. They are in no list and no counter."""

import secrets
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from lexora.accounts import actions
from lexora.accounts.models import User
from lexora.accounts.queries import email_is_taken
from lexora.words import actions as words

DEMO, ADMIN = "demo@lexora.local", "admin@lexora.local"
WORDS = ("apple", "house", "friend", "καλημέρα", "το βιβλίο", "дякую", "вода")


def create_once() -> Iterator[str]:
    """Make the accounts unless some demo account was made before; yields what the administrator must know."""
    if User.objects.filter(is_demo=True).exists():
        return
    accounts = ((ADMIN, "demo_admin", True), (DEMO, "demo_learner", False))
    missing = [account for account in accounts if not email_is_taken(account[0])]
    if missing:
        both = len(missing) == len(accounts)
        made = "Two accounts were made; their passwords are" if both else "An account was made; its password is"
        yield f"{made} shown this once:"
    for email, handle, admin in missing:
        yield "  " + _create(email, handle=handle, admin=admin)


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
