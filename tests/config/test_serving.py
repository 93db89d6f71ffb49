"""Many connections at once: none of them keeps other people out."""

import asyncio
import io
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
import uvicorn
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse
from websockets.asyncio.client import ClientConnection, connect

from lexora.config import handler
from lexora.core import connections
from lexora.core.connections import ImpatientProtocol
from lexora.notifications.consumers import MOST, TOO_MANY
from tests.process import Lexora, free_port, wait_until

EMAIL, PASSWORD = "ann@example.com", "Correct-Horse-7"
MANY = 205


@pytest.fixture(scope="module")
def lexora(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lexora]:
    with Lexora(tmp_path_factory.mktemp("serving")) as running:
        running.run("create-user", EMAIL, "--password", PASSWORD, "--native", "uk", "--learning", "en")
        yield running


def cookies_of_ann(lexora: Lexora) -> str:
    with httpx.Client(base_url=lexora.url, headers={"Referer": lexora.url}) as browser:
        form = browser.get("/accounts/login/", follow_redirects=True)
        [token] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)[:1]
        data = {"login": EMAIL, "password": PASSWORD, "csrfmiddlewaretoken": token}
        assert browser.post(form.url, data=data).status_code == 302
        return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())


def is_healthy(lexora: Lexora) -> bool:
    return httpx.get(f"{lexora.url}/health", timeout=10).status_code == 200


def test_many_silent_connections_keep_nobody_out(lexora: Lexora) -> None:
    with ExitStack() as open_ones:
        for _ in range(MANY):
            open_ones.enter_context(socket.create_connection(("localhost", lexora.port)))
        assert is_healthy(lexora)


def test_many_sockets_of_one_person_keep_nobody_out(lexora: Lexora) -> None:
    headers = {"Cookie": cookies_of_ann(lexora), "Origin": lexora.url}

    async def open_all() -> list[int | None]:
        pages: list[ClientConnection] = []
        for _ in range(MANY):
            pages.append(await connect(f"ws://localhost:{lexora.port}/websocket", additional_headers=headers))
        assert await asyncio.to_thread(is_healthy, lexora)
        await asyncio.wait_for(asyncio.gather(*(page.wait_closed() for page in pages[:-MOST])), timeout=20)
        codes = [page.close_code for page in pages]
        await asyncio.gather(*(page.close() for page in pages))
        return codes

    assert asyncio.run(open_all()) == [TOO_MANY] * (MANY - MOST) + [None] * MOST


async def test_more_requests_than_threads_are_asked_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    release, pages = threading.Event(), handler.PageHandler()
    monkeypatch.setattr(handler, "AT_WORK", 1)
    monkeypatch.setattr(pages, "get_response", lambda _request: release.wait(20) and HttpResponse("done"))
    request = ASGIRequest({"type": "http", "method": "GET", "path": "/", "headers": []}, io.BytesIO())
    working = asyncio.create_task(pages.get_response_async(request))
    await asyncio.sleep(0)
    refused = await pages.get_response_async(request)
    release.set()
    assert (refused.status_code, refused["Retry-After"]) == (503, "1")
    assert (await working).status_code == 200
    assert (await pages.get_response_async(request)).status_code == 200


def test_who_never_asks_for_anything_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "SILENCE", 0.3)
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(answer_slowly, http=ImpatientProtocol, port=port, log_config=None))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_until(lambda: server.started, seconds=20, what="the server starts")
        for beginning in (b"", b"GET / HTTP/1.1\r\nHo"):
            with socket.create_connection(("127.0.0.1", port), timeout=10) as silent:
                silent.sendall(beginning)
                assert silent.recv(100) == b""
        assert httpx.get(f"http://127.0.0.1:{port}/").status_code == 200
    finally:
        server.should_exit = True
        thread.join(20)


async def answer_slowly(scope: Any, _receive: Any, send: Any) -> None:
    """Longer than a silent connection may be."""
    if scope["type"] == "http":
        await asyncio.sleep(0.6)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body"})
