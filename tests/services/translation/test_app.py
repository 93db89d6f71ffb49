"""The calls of the service: what the platform asks while somebody waits, and what monitors ask."""

from collections.abc import AsyncIterator

import httpx
import pytest

from lexora_services.kit.bus import Bus
from lexora_services.kit.metrics import Metrics
from lexora_services.kit.settings import ServiceSettings
from lexora_services.translation.main import make_app, make_bus
from lexora_services.translation.wiring import TranslationService, build
from tests.services.translation.helpers import make_settings
from tests.services.translation.wire import TranslationServers

TOKEN = "the token of platform and services"
CALL = {"text": "apple", "source": "en", "target": "uk"}
SETTINGS = ServiceSettings(service_token=TOKEN, amqp_url="amqp://127.0.0.1:1")


def make_client(service: TranslationService, *, bus: Bus | None = None, token: str = TOKEN) -> httpx.AsyncClient:
    """Somebody who calls, with a token or without."""
    app = make_app(service, SETTINGS, bus, Metrics())
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://service", headers=headers)


@pytest.fixture
async def client(service: TranslationService) -> AsyncIterator[httpx.AsyncClient]:
    async with make_client(service) as ready:
        yield ready


async def test_a_text_is_translated(client: httpx.AsyncClient) -> None:
    answer = await client.post("/translate", json=CALL)
    assert (answer.status_code, answer.json()) == (200, {"translation": "яблуко", "provider": "dictionary"})


async def test_what_will_not_work_tomorrow_either_is_told(client: httpx.AsyncClient) -> None:
    answer = await client.post("/translate", json={**CALL, "target": "xx"})
    assert answer.status_code == 422
    assert answer.json() == {"code": "no_provider", "params": {"source": "en", "target": "xx"}, "retryable": False}


async def test_what_may_work_later_is_told(client: httpx.AsyncClient, servers: TranslationServers) -> None:
    for provider in ("google", "mymemory", "libretranslate"):
        servers.script(provider, "busy")
    answer = await client.post("/translate", json={**CALL, "text": "reluctant"})
    assert answer.status_code == 503
    assert answer.json() == {"code": "provider_busy", "params": {"provider": "google"}, "retryable": True}


@pytest.mark.parametrize("body", [b"", b"nonsense", b"{}", b'{"text": "tell nobody"}'])
async def test_a_call_that_is_none_is_refused_without_repeating_it(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await client.post("/translate", content=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert "tell nobody" not in answer.text


async def test_who_is_outside_is_named(client: httpx.AsyncClient) -> None:
    answer = await client.get("/providers")
    assert answer.json() == {"outside": ["Google Translate", "MyMemory"]}


@pytest.mark.parametrize("token", ["", "wrong", f"{TOKEN}x", TOKEN[:-1]])
@pytest.mark.parametrize(("method", "path"), [("POST", "/translate"), ("GET", "/providers")])
async def test_without_the_token_nothing_is_done(
    service: TranslationService, servers: TranslationServers, token: str, method: str, path: str
) -> None:
    async with make_client(service, token=token) as stranger:
        answer = await stranger.request(method, path, json={**CALL, "text": "reluctant"})
    assert answer.status_code == 401
    assert answer.json() == {"code": "unauthorized", "message": "This needs the token of the services."}
    assert servers.requests == []


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic dXNlcg==", TOKEN, "Bearer ключ".encode()])
async def test_a_header_of_another_kind_is_no_token(service: TranslationService, header: str | bytes) -> None:
    async with make_client(service, token="") as stranger:
        answer = await stranger.get("/providers", headers={"Authorization": header})
    assert answer.status_code == 401


@pytest.mark.parametrize("path", ["/health", "/ready", "/metrics"])
async def test_monitors_need_no_token(service: TranslationService, path: str) -> None:
    async with make_client(service, token="") as monitor:
        answer = await monitor.get(path)
    assert answer.status_code == 200


async def test_a_service_without_providers_is_not_ready() -> None:
    service = build(make_settings(translation_providers=()))
    async with make_client(service) as client:
        answer = await client.get("/ready")
    assert (answer.status_code, answer.json()) == (503, {"status": "fail", "checks": {"providers": False}})
    service.close()


async def test_without_its_server_a_service_is_healthy_and_not_ready(service: TranslationService) -> None:
    bus = make_bus(service, SETTINGS, Metrics())
    bus.start()
    async with make_client(service, bus=bus) as client:
        health, ready = await client.get("/health"), await client.get("/ready")
    await bus.stop()
    assert health.status_code == 200
    assert (ready.status_code, ready.json()["checks"]) == (503, {"providers": True, "broker": False})


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/nowhere"])
async def test_there_is_nothing_else(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
