"""Hints to open pages. A hint may be lost; a page refetches what it shows when its socket comes back."""

import asyncio
import logging

from channels.layers import get_channel_layer
from django.db import transaction

log = logging.getLogger(__name__)
_loops: list[asyncio.AbstractEventLoop] = []


def attach(loop: asyncio.AbstractEventLoop) -> None:
    """Name the server's loop: the sockets and their queues live there."""
    _loops[:] = [loop]


def detach() -> None:
    _loops.clear()


def group_of(user_id: int) -> str:
    """The channel group of all open pages of a person."""
    return f"user-{user_id}"


def tell(user_id: int, thing: str) -> None:
    """After the commit, tell a person's open pages that a thing, such as `entry:42`, changed."""
    transaction.on_commit(lambda: _send(user_id, thing))


def _send(user_id: int, thing: str) -> None:
    # A thread must hand the message to the server's loop: queues of another loop would never wake the socket.
    loop = _loops[0] if _loops else None
    if loop is None or loop.is_closed():
        return
    message = {"type": "changed", "thing": thing}
    asyncio.run_coroutine_threadsafe(_group_send(group_of(user_id), message), loop)


async def _group_send(group: str, message: dict[str, str]) -> None:
    try:
        await get_channel_layer().group_send(group, message)
    except Exception as error:
        log.warning("a hint could not be sent: %s", type(error).__name__)
