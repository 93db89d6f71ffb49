"""What becomes of a message, without RabbitMQ."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from faststream.rabbit import TestRabbitBroker
from faststream.rabbit.annotations import RabbitMessage
from pydantic import ValidationError

from lexora_contract import messages
from lexora_contract.messages import TranslationRequest, TranslationResult
from lexora_contract.reasons import BUSY, NO_PROVIDER, CannotDo, TryLater, WorkError
from lexora_services.kit.answer import Work
from tests.services.kit.bench import HeldWork, Service, make_service
from tests.services.platform import FAMILY, request, shout, until

Result = messages.TranslationCompleted | messages.TranslationFailed


def raising(error: Exception) -> Work:
    def work(payload: TranslationRequest) -> TranslationResult:
        raise error

    return work


@asynccontextmanager
async def answering(work: Work) -> AsyncIterator[tuple[Service, list[tuple[str, Result]]]]:
    """A service, and the results that it has sent so far: queue and message."""
    service, sent = make_service(work), list[tuple[str, Result]]()

    async def note(delivery: RabbitMessage) -> None:
        sent.append((delivery.raw_message.routing_key or "", messages.parse_result(delivery.body)))

    for queue in (FAMILY.completed, FAMILY.failed):
        service.bus.broker.subscriber(queue.name)(note)
    async with TestRabbitBroker(service.bus.broker):
        yield service, sent


async def ask(service: Service, asked: messages.TranslationRequested) -> None:
    await service.bus.broker.publish(asked.model_dump_json().encode(), asked.event_type)


@pytest.mark.parametrize("bulk", [False, True])
async def test_a_request_gets_exactly_one_result(bulk: bool) -> None:
    asked = request("apple", "pear", bulk=bulk)
    async with answering(shout) as (service, sent):
        await ask(service, asked)
    expected = messages.TranslationCompleted(
        job_id=asked.job_id, traceparent=asked.traceparent, payload=shout(asked.payload)
    )
    assert sent == [("translation.completed", expected)]
    lane = "bulk" if bulk else "interactive"
    assert service.count("lexora_jobs_total", lane, outcome="completed") == 1
    assert service.count("lexora_job_seconds_count", lane) == 1
    assert service.count("lexora_jobs_in_hand", lane) == 0


@pytest.mark.parametrize(
    ("error", "outcome"), [(CannotDo(NO_PROVIDER), "refused"), (TryLater(BUSY, provider="google"), "retry")]
)
async def test_a_refusal_is_a_failed_result(error: WorkError, outcome: str) -> None:
    async with answering(raising(error)) as (service, sent):
        await ask(service, request())
    [(queue, result)] = sent
    assert queue == "translation.failed"
    assert isinstance(result, messages.TranslationFailed)
    assert result.payload == messages.Failure(reason=error.reason, retryable=error.retryable)
    assert service.count("lexora_jobs_total", outcome=outcome) == 1


async def test_a_crash_is_no_result() -> None:
    async with answering(raising(ZeroDivisionError())) as (service, sent):
        with pytest.raises(ZeroDivisionError):
            await ask(service, request())
    assert sent == []
    assert service.count("lexora_jobs_total", outcome="crashed") == 1


@pytest.mark.parametrize("raw", [b"", b"nonsense", b"{}", b'{"job_id": "1"}', b"\xff\xfe"])
async def test_an_unreadable_message_is_no_work(raw: bytes) -> None:
    async with answering(shout) as (service, sent):
        with pytest.raises(ValidationError):
            await service.bus.broker.publish(raw, "translation.requested", content_type="application/json")
    assert sent == []
    assert service.count("lexora_jobs_total", outcome="malformed") == 1
    assert service.count("lexora_job_seconds_count") == 0


async def test_what_is_wrong_with_a_message_is_told_without_its_texts(caplog: pytest.LogCaptureFixture) -> None:
    asked = request("tell nobody").model_dump_json().replace('"ref":"0"', '"ref":7').encode()
    async with answering(shout) as (service, _):
        with pytest.raises(ValidationError):
            await service.bus.broker.publish(asked, "translation.requested")
    assert "payload.items.0.ref string_type" in caplog.text
    assert "tell nobody" not in caplog.text


async def test_a_request_that_comes_again_is_answered_without_working_twice() -> None:
    asked, held = request(), HeldWork()
    held.let_go.set()
    async with answering(held) as (service, sent):
        await ask(service, asked)
        await ask(service, asked)
    assert held.texts == ["apple"]
    assert len(sent) == 2
    assert sent[0] == sent[1]
    assert service.count("lexora_jobs_remembered_total") == 1


async def test_a_request_that_comes_again_meanwhile_waits_for_the_first() -> None:
    asked, held = request(), HeldWork()
    async with answering(held) as (service, sent):
        both = [asyncio.create_task(ask(service, asked)) for _ in range(2)]
        await until(lambda: service.count("lexora_jobs_in_hand") == 2, "both are in hand")
        held.let_go.set()
        await asyncio.gather(*both)
    assert held.texts == ["apple"]
    assert len(sent) == 2


async def test_a_failure_is_not_remembered() -> None:
    """The job table sends the same job again, in the hope of another outcome."""
    outcomes: list[Exception | None] = [TryLater(BUSY, provider="google"), ZeroDivisionError(), None]

    def work(payload: TranslationRequest) -> TranslationResult:
        if error := outcomes.pop(0):
            raise error
        return shout(payload)

    asked = request()
    async with answering(work) as (service, sent):
        await ask(service, asked)
        with pytest.raises(ZeroDivisionError):
            await ask(service, asked)
        await ask(service, asked)
    assert [queue for queue, _ in sent] == ["translation.failed", "translation.completed"]
