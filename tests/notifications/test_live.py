"""Hints to open pages: handed to the server's loop after the commit, a burst as one message."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from channels.layers import get_channel_layer
from channels.routing import URLRouter
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from lexora.accounts.models import User
from lexora.notifications import consumers, live
from lexora.notifications.consumers import MOST, TOO_MANY
from lexora.notifications.routing import websocket_urlpatterns
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
async def attached() -> AsyncIterator[None]:
    live.attach(asyncio.get_running_loop())
    yield
    live.detach()


class Page:
    """The socket of an open page."""

    def __init__(self, user: User | AnonymousUser, path: str = "/websocket") -> None:
        scope = {"type": "websocket", "path": path, "user": user}
        self._socket = ApplicationCommunicator(URLRouter(websocket_urlpatterns), scope)  # type: ignore[no-untyped-call]

    async def connect(self) -> dict[str, Any]:
        await self._socket.send_input({"type": "websocket.connect"})
        return await self._socket.receive_output()  # type: ignore[no-any-return]

    async def answer(self) -> dict[str, Any]:
        return await self._socket.receive_output()  # type: ignore[no-any-return]

    async def hear(self) -> Any:
        return json.loads((await self._socket.receive_output())["text"])

    async def closing_code(self) -> int:
        return int((await self._socket.receive_output())["code"])

    async def hears_nothing(self) -> bool:
        return bool(await self._socket.receive_nothing())

    async def leave(self) -> None:
        await self._socket.send_input({"type": "websocket.disconnect", "code": 1000})
        await self._socket.wait()


def change(user: User, *things: str, fails: bool = False) -> None:
    """As an action in a thread does."""
    with transaction.atomic():
        for thing in things:
            live.tell(user.pk, thing)
        transaction.set_rollback(fails)


async def test_an_open_page_hears_each_thing_and_only_its_own() -> None:
    ann, bob = await sync_to_async(make_user)(), await sync_to_async(make_user)()
    pages = [Page(ann), Page(ann), Page(bob)]
    for page in pages:
        assert (await page.connect())["type"] == "websocket.accept"
    await sync_to_async(change)(ann, "entry:1", "entry:2")
    for page in pages[:2]:
        assert await page.hear() == {"changed": "entry:1"}
        assert await page.hear() == {"changed": "entry:2"}
        assert await page.hears_nothing()
    assert await pages[2].hears_nothing()
    for page in pages:
        await page.leave()


async def test_what_is_rolled_back_is_not_told() -> None:
    ann = await sync_to_async(make_user)()
    page = Page(ann)
    await page.connect()
    await sync_to_async(change)(ann, "entry:1", fails=True)
    assert await page.hears_nothing()
    await page.leave()


async def test_a_burst_is_one_message_per_person(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[str, Any]] = []

    async def keep(group: str, message: dict[str, Any]) -> None:
        await asyncio.sleep(0)
        sent.append((group, message["things"]))

    monkeypatch.setattr(get_channel_layer(), "group_send", keep)
    things = [f"entry:{n}" for n in range(500)]
    for thing in things:
        live._put(1, thing)
    live._put(2, "entry:1")
    await asyncio.gather(*live._sending)
    assert sent == [("user-1", things), ("user-2", ["entry:1"])]


async def test_a_layer_that_is_away_costs_only_the_hint(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_args: object) -> None:
        raise ConnectionError

    caplog.set_level("WARNING")
    monkeypatch.setattr(get_channel_layer(), "group_send", fail)
    live._put(1, "entry:1")
    await asyncio.gather(*live._sending)
    assert "1 hints could not be sent: ConnectionError" in caplog.text


async def test_the_oldest_of_too_many_pages_is_closed_and_other_people_keep_theirs() -> None:
    ann, bob = await sync_to_async(make_user)(), await sync_to_async(make_user)()
    pages = [Page(bob), *(Page(ann) for _ in range(MOST + 1))]
    for page in pages:
        assert (await page.connect())["type"] == "websocket.accept"
    assert await pages[1].closing_code() == TOO_MANY
    await pages[1].leave()
    await sync_to_async(change)(ann, "entry:1")
    for page in pages[2:]:
        assert await page.hear() == {"changed": "entry:1"}
    await sync_to_async(change)(bob, "entry:2")
    assert await pages[0].hear() == {"changed": "entry:2"}
    for page in [pages[0], *pages[2:]]:
        await page.leave()
    assert not consumers._open


async def test_nobody_is_turned_away_silently() -> None:
    page = Page(AnonymousUser())
    assert (await page.connect())["type"] == "websocket.accept"
    answer = await page.answer()
    assert (answer["type"], answer["code"]) == ("websocket.close", 4401)


async def test_a_socket_at_another_address_is_turned_away() -> None:
    page = Page(AnonymousUser(), path="/elsewhere")
    answer = await page.connect()
    assert (answer["type"], answer["code"]) == ("websocket.close", 4404)
