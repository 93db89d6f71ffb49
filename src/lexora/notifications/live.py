"""Hints to open pages. A hint may be lost; a page refetches what it shows when its socket comes back."""

import asyncio
import logging

from channels.layers import get_channel_layer
from django.db import transaction

log = logging.getLogger(__name__)
_loops: list[asyncio.AbstractEventLoop] = []
_waiting: dict[int, dict[str, None]] = {}  # what to tell each person, in order; touched by the loop only
_sending: set[asyncio.Task[None]] = set()


def attach(loop: asyncio.AbstractEventLoop) -> None:
    """Name the server's loop: the sockets and their queues live there."""
    _loops[:] = [loop]


def detach() -> None:
    _loops.clear()
    _waiting.clear()


def group_of(user_id: int) -> str:
    """The channel group of all open pages of a person."""
    return f"user-{user_id}"


def tell(user_id: int, thing: str) -> None:
    """After the commit, tell a person's open pages that a thing, such as `entry:42`, changed."""
    transaction.on_commit(lambda: _hand_over(user_id, thing))


def _hand_over(user_id: int, thing: str) -> None:
    # A thread must hand the message to the server's loop: queues of another loop would never wake the socket.
    loop = _loops[0] if _loops else None
    if loop is not None and not loop.is_closed():
        loop.call_soon_threadsafe(_put, user_id, thing)


def _put(user_id: int, thing: str) -> None:
    """Collect what comes while something is being sent: a burst of hints becomes one message per person."""
    _waiting.setdefault(user_id, {})[thing] = None
    if not _sending:
        task = asyncio.get_running_loop().create_task(_send_all())
        _sending.add(task)
        task.add_done_callback(_sending.discard)


async def _send_all() -> None:
    while _waiting:
        user_id = next(iter(_waiting))
        await _group_send(group_of(user_id), list(_waiting.pop(user_id)))


async def _group_send(group: str, things: list[str]) -> None:
    try:
        await get_channel_layer().group_send(group, {"type": "changed", "things": things})
    except Exception as error:
        log.warning("%s hints could not be sent: %s", len(things), type(error).__name__)
