"""What a person may be called, and how much they may want to do. Pure."""

import re
from typing import Protocol

HANDLE = re.compile(r"[a-z][a-z0-9_]{2,29}")
GOALS = (5, 10, 20, 30, 50)  # reviews a day that are proposed
GOAL_DEFAULT, GOAL_MOST = 10, 500
STEPS = 3  # of the onboarding
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
