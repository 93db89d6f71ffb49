"""What a person may be called. Pure."""

import re
from typing import Protocol

HANDLE = re.compile(r"[a-z][a-z0-9_]{2,29}")
RESERVED = frozenset({"admin", "administrator", "moderator", "lexora", "system", "support", "root", "me", "null"})


class Named(Protocol):
    handle: str
    display_name: str


def is_handle(text: str) -> bool:
    """3 to 30 letters, digits and underscores, a letter first, and no name of authority."""
    return bool(HANDLE.fullmatch(text)) and text not in RESERVED


def shown_name(person: Named) -> str:
    """How others see a person; never the e-mail address."""
    return person.display_name or person.handle


def wanted_languages(native: str, learning: list[str]) -> list[str]:
    """The languages a person wants each word in: the learning ones and the native one."""
    return sorted({*learning, *([native] if native else [])})
