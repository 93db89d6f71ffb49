"""The services as processes of their own: asked over HTTP, with the token, and missed politely."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, ClassVar

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from lexora.core import tracing
from lexora.jobs import remote, service_access
from lexora_contract.messages import TranslateCall
from lexora_contract.reasons import OUTSIDE_PROVIDERS, CannotDo, TryLater

pytestmark = pytest.mark.enable_socket
CALL = TranslateCall(text="apple", source="en", target="uk")
TOKEN = "a" * 40


class Service(BaseHTTPRequestHandler):
    """Answers what the test wrote down, and keeps what it was asked."""

    answer: ClassVar[tuple[int, Any]] = (200, {})
    asked: ClassVar[list[tuple[str, Any, Any]]] = []

    def do_GET(self) -> None:
        self._reply(None)

    def do_POST(self) -> None:
        self._reply(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _reply(self, body: Any) -> None:
        Service.asked.append((self.path, self.headers, body))
        status, answer = Service.answer
        raw = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_args: object) -> None:
        """Quiet."""


@pytest.fixture
def service(settings: Settings) -> Iterator[type[Service]]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        settings.SERVICE_ACCESS = "lexora.jobs.remote"
        changes = {"translation_service_url": f"http://127.0.0.1:{server.server_port}", "service_token": TOKEN}
        settings.ENV = settings.ENV.model_copy(update=changes)
        remote._client.cache_clear()
        Service.asked.clear()
        yield Service
        remote._client().close()
        remote._client.cache_clear()
        server.shutdown()
        thread.join()


def test_a_call_carries_the_token_and_the_trace(service: type[Service]) -> None:
    service.answer = (200, {"translation": "яблуко", "provider": "dictionary"})
    trace = tracing.begin()
    assert service_access.translate(CALL).translation == "яблуко"
    [(path, headers, body)] = service.asked
    assert path == "/translate"
    assert (headers["Authorization"], headers["traceparent"]) == (f"Bearer {TOKEN}", trace)
    assert body == CALL.model_dump()


@pytest.mark.parametrize(("status", "retryable", "error"), [(422, False, CannotDo), (503, True, TryLater)])
def test_a_refusal_arrives_as_it_was_meant(
    service: type[Service], status: int, retryable: bool, error: type[Exception]
) -> None:
    service.answer = (status, {"code": "provider_busy", "params": {"provider": "google"}, "retryable": retryable})
    with pytest.raises(error) as refusal:
        service_access.translate(CALL)
    assert refusal.value.reason.model_dump() == {"code": "provider_busy", "params": {"provider": "google"}}  # type: ignore[attr-defined]


@pytest.mark.parametrize("answer", [(500, {}), (401, {}), (422, {"detail": "?"}), (200, {"no": "translation"})])
def test_whatever_else_is_answered_may_go_better_later(service: type[Service], answer: tuple[int, Any]) -> None:
    service.answer = answer
    with pytest.raises(TryLater):
        service_access.translate(CALL)


def test_a_service_that_is_away_may_come_back(settings: Settings) -> None:
    settings.ENV = settings.ENV.model_copy(update={"translation_service_url": "http://127.0.0.1:9"})
    remote._client.cache_clear()
    with pytest.raises(TryLater):
        remote.translate(CALL)
    assert remote.outside_providers() == list(OUTSIDE_PROVIDERS)
    remote._client().close()
    remote._client.cache_clear()


def test_who_may_see_texts_is_asked_once_in_a_while(service: type[Service]) -> None:
    service.answer = (200, {"outside": ["MyMemory"]})
    assert service_access.outside_providers() == service_access.outside_providers() == ["MyMemory"]
    assert len(service.asked) == 1
    cache.clear()
    service.answer = (200, {"outside": []})
    assert service_access.outside_providers() == []
