"""Which frame somebody wears round their avatar. The room that has frames says so; without one there are none."""

from collections.abc import Callable
from typing import Any

Wearing = Callable[[Any], str]
_wearing: list[Wearing] = []


def provide_frames(wearing: Wearing) -> None:
    """Let a room say which frame the person wears who looks at a page."""
    _wearing.append(wearing)


def own_frame(user: Any) -> str:
    """The frame of whoever looks at a page; empty without one."""
    return next((frame for wearing in _wearing if (frame := wearing(user))), "")
