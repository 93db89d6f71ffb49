"""The whole service as a process, between a real RabbitMQ and an outside world on the loopback."""

import asyncio
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import httpx

from lexora_contract import messages
from tests.process import wait_until
from tests.rabbit_server import RabbitMQ
from tests.services.platform import FAMILY, TRACE, Platform, request
from tests.services.process import COMMAND, TOKEN, TranslationProcess, environment
from tests.services.translation.wire import TranslationServers


def make_process(folder: Path, servers: TranslationServers, **settings: str) -> TranslationProcess:
    return TranslationProcess(
        folder / "service.log",
        **{**servers.environment, "TRANSLATION_PROVIDERS": "google", "TRANSLATION_TIMEOUT_SECONDS": "20", **settings},
    )


def test_without_a_token_nothing_is_served(tmp_path: Path) -> None:
    done = subprocess.run(COMMAND, env=environment(), capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert "SERVICE_TOKEN is not set. Set the same random text of 32 characters or more" in done.stderr


def test_without_queues_calls_are_answered(tmp_path: Path, servers: TranslationServers) -> None:
    with make_process(tmp_path, servers) as service:
        assert service.status("/ready") == 200
        answer = httpx.post(
            service.url + "/translate",
            json={"text": "tell nobody", "source": "en", "target": "uk"},
            headers={"Authorization": f"Bearer {TOKEN}"},
        )
        assert answer.json()["provider"] == "google"
        assert service.stop() == 0
    assert service.lines()
    assert "tell nobody" not in service.log.read_text()


async def test_a_killed_service_loses_nothing(
    tmp_path: Path, servers: TranslationServers, platform: Platform, rabbit: RabbitMQ
) -> None:
    servers.script("google", "timeout")
    asked = [request(f"word {letter}", bulk=letter > "f") for letter in "abcdefghijkl"]
    with make_process(tmp_path, servers, AMQP_URL=rabbit.url) as service:
        await asyncio.to_thread(service.wait_until_ready)
        await platform.ask(*asked)
        await asyncio.to_thread(
            wait_until, lambda: len(servers.asked()) == 12, seconds=10, what="the service holds all requests"
        )
        service.kill()
        servers.script("google", "ok")
        await asyncio.to_thread(service.start)
        results = await platform.completed(12)
        await asyncio.to_thread(service.stop)
    assert ids(results) == ids(asked)
    assert [await platform.look(queue) for queue in FAMILY.queues()] == [(0, 0)] * 5


async def test_a_stop_finishes_what_is_in_hand(
    tmp_path: Path, servers: TranslationServers, platform: Platform, rabbit: RabbitMQ
) -> None:
    servers.script("google", "timeout")
    asked = [request("in hand"), request("waiting")]
    settings = {"AMQP_URL": rabbit.url, "SERVICE_INTERACTIVE_SLOTS": "1", "TRANSLATION_TIMEOUT_SECONDS": "1"}
    with make_process(tmp_path, servers, **settings) as service:
        await asyncio.to_thread(service.wait_until_ready)
        await platform.ask(*asked)
        await asyncio.to_thread(wait_until, lambda: bool(servers.asked()), seconds=10, what="the work begins")
        began = time.monotonic()
        assert await asyncio.to_thread(service.stop) == 0
    assert time.monotonic() - began < 9
    assert (await platform.failed()).job_id == asked[0].job_id
    assert await platform.look(FAMILY.interactive.queue) == (1, 0)
    assert not (await platform.take(FAMILY.interactive.queue)).redelivered


async def test_a_log_line_names_the_trace_of_the_request_that_caused_it(
    tmp_path: Path, servers: TranslationServers, platform: Platform, rabbit: RabbitMQ
) -> None:
    servers.script("google", "error")
    asked = request("tell nobody")
    with make_process(tmp_path, servers, AMQP_URL=rabbit.url) as service:
        await platform.ask(asked)
        await platform.failed()
        metrics = httpx.get(service.url + "/metrics").text
        await asyncio.to_thread(service.stop)
    written = [line for line in service.lines() if line["trace"] == TRACE]
    assert {line["job_id"] for line in written} == {str(asked.job_id)}
    assert any("status 500" in line["message"] for line in written)
    assert any(line["logger"].startswith("uvicorn") for line in service.lines())
    assert "tell nobody" not in service.log.read_text()
    assert 'lexora_jobs_total{family="translation",lane="interactive",outcome="retry"} 1.0' in metrics


async def test_health_answers_while_every_thread_works(
    tmp_path: Path, servers: TranslationServers, platform: Platform, rabbit: RabbitMQ
) -> None:
    servers.script("google", "timeout")
    with make_process(tmp_path, servers, AMQP_URL=rabbit.url, SERVICE_INTERACTIVE_SLOTS="2") as service:
        await platform.ask(*(request() for _ in range(4)))
        await asyncio.to_thread(wait_until, lambda: len(servers.asked()) == 2, seconds=10, what="both threads work")
        began = time.monotonic()
        assert service.status("/health") == 200
        assert service.status("/ready") == 200
        assert time.monotonic() - began < 1
    await platform.clear()


def ids(of: Sequence[messages.Message]) -> set[UUID]:
    return {message.job_id for message in of}
