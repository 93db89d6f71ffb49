"""Makers of people and entries, with defaults for whatever a test does not care about."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from lexora.accounts import actions as accounts
from lexora.accounts.models import User
from lexora.learning.models import ShopItem
from lexora.library.models import GoldWord
from lexora.words import actions as words
from lexora.words.models import Entry

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PASSWORD = "Correct-Horse-7"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
_numbers = count(1)


def make_user(*, email: str = "", native: str = "uk", learning: tuple[str, ...] = ("en", "el"), **fields: Any) -> User:
    """A learner who is set up; `admin=True` makes an administrator."""
    email = email or f"learner{next(_numbers)}@example.com"
    known = {name: fields.pop(name) for name in ("admin", "demo", "handle") if name in fields}
    user = accounts.create_user(email=email, password=PASSWORD, native=native, learning=learning, now=NOW, **known)
    for name, value in fields.items():
        setattr(user, name, value)
    user.save()
    return user


def make_entry(owner: User, text: str = "apple", *, now: datetime = NOW, **draft: Any) -> Entry:
    """An entry of the owner's; its missing translations are asked for as usual."""
    return words.add_entry(owner=owner, draft=words.Draft(text=text, **draft), now=now).entry


def make_word(word: str, *, added_at: datetime = LONG_AGO, **fields: Any) -> GoldWord:
    """A curated word; what is left out says nothing."""
    known = {"level": "A1", "pos": "noun", "uk": f"{word}-uk", "el": f"{word}-el", "position": next(_numbers)}
    made = GoldWord.objects.create(word=word, **{**known, **fields})
    GoldWord.objects.filter(pk=made.pk).update(added_at=added_at)
    return made


def make_item(slug: str = "streak-freeze", **fields: Any) -> ShopItem:
    """A thing for sale; `kind` follows from the slug."""
    kind = "profile_frame" if slug.startswith("frame") else slug.replace("-", "_")
    words = {"names": {"en": slug}, "descriptions": {"en": slug}}
    most = 1 if kind == "profile_frame" else 3
    known = {"kind": kind, "price": 50, "most": most, "position": next(_numbers), **words}
    return ShopItem.objects.create(slug=slug, **{**known, **fields})
