"""The kit on a real RabbitMQ: what is lost, repeated or held up when something breaks."""

import asyncio
import logging
import time

import aio_pika
import pytest
from aio_pika import IncomingMessage
from aio_pika.exceptions import DeliveryError

from lexora_contract import messages, topology
from lexora_contract.messages import TranslationRequest, TranslationResult
from lexora_services.kit import bus
from tests.rabbit_server import RabbitMQ
from tests.services.kit.bench import HeldWork, make_service, serving
from tests.services.platform import FAMILY, PATIENCE, Platform, request, shout, until

REQUESTS = FAMILY.interactive.queue


def crash_on_pear(payload: TranslationRequest) -> TranslationResult:
    if payload.items[0].text == "pear":
        raise ZeroDivisionError
    return shout(payload)


async def test_both_sides_declare_the_same_queues(platform: Platform, rabbit: RabbitMQ) -> None:
    async with serving(shout, rabbit.url):
        await platform.declare(*topology.all_queues())  # RabbitMQ refuses arguments that differ
        consumers = {queue.name: (await platform.look(queue))[1] for queue in topology.all_queues()}
    expected = dict.fromkeys(consumers, 0) | {"translation.requested": 1, "translation.requested.bulk": 1}
    assert consumers == expected


async def test_queues_with_other_arguments_keep_a_service_from_being_ready(
    platform: Platform, rabbit: RabbitMQ, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, logger=bus.__name__)
    await platform.delete(FAMILY.failed)
    await platform.declare(topology.Queue(FAMILY.failed.name, max_length=1))
    service = make_service(shout, rabbit.url)
    service.bus.start()
    try:
        await until(lambda: "PRECONDITION_FAILED" in caplog.text, "the refusal is logged")
        assert not service.bus.is_ready
        await platform.delete(FAMILY.failed)
        await until(lambda: service.bus.is_ready, "the service tries again")
    finally:
        await service.bus.stop()


@pytest.mark.parametrize("bulk", [False, True])
async def test_a_request_is_answered(platform: Platform, rabbit: RabbitMQ, bulk: bool) -> None:
    asked = request("apple", "pear", bulk=bulk)
    async with serving(shout, rabbit.url):
        await platform.ask(asked)
        message = await platform.take(FAMILY.completed)
    result = messages.parse_result(message.body)
    assert (result.job_id, result.traceparent, result.payload) == (
        asked.job_id,
        asked.traceparent,
        shout(asked.payload),
    )
    assert message.delivery_mode == 2  # kept on disk
    assert await platform.look(FAMILY.interactive.queue) == (0, 0)


async def test_no_more_is_taken_than_there_are_slots(platform: Platform, rabbit: RabbitMQ) -> None:
    held = HeldWork()
    async with serving(held, rabbit.url, interactive=3, bulk=2):
        await platform.ask(*(request("word") for _ in range(10)), *(request("batch", bulk=True) for _ in range(10)))
        await until(lambda: len(held.texts) == 5, "every slot is taken")
        assert (await platform.look(FAMILY.interactive.queue))[0] == 7
        assert (await platform.look(FAMILY.bulk.queue))[0] == 8
        assert sorted(held.texts) == ["batch"] * 2 + ["word"] * 3
        held.let_go.set()
        await platform.completed(20)


async def test_batches_do_not_hold_up_a_typed_word(platform: Platform, rabbit: RabbitMQ) -> None:
    held = HeldWork()

    def work(payload: TranslationRequest) -> TranslationResult:
        return held(payload) if payload.items[0].text == "batch" else shout(payload)

    typed = request("word")
    async with serving(work, rabbit.url, interactive=1, bulk=2):
        await platform.ask(*(request("batch", bulk=True) for _ in range(6)))
        await until(lambda: len(held.texts) == 2, "batches take every slot of their lane")
        await platform.ask(typed)
        [result] = await platform.completed()
        held.let_go.set()
        await platform.completed(6)
    assert result.job_id == typed.job_id


async def test_an_unreadable_message_ends_in_the_dead_letters(platform: Platform, rabbit: RabbitMQ) -> None:
    async with serving(shout, rabbit.url):
        await platform.send(b'{"job_id": "1"}')
        await platform.ask(request())
        dead = await platform.take(FAMILY.dead)
        await platform.completed()
    assert dead.body == b'{"job_id": "1"}'
    assert reason_of(dead.headers) == ("translation.requested", "rejected", 1)


async def test_a_crash_ends_in_the_dead_letters_and_the_rest_flow(platform: Platform, rabbit: RabbitMQ) -> None:
    asked = [request(text) for text in ("apple", "pear", "plum")]
    async with serving(crash_on_pear, rabbit.url):
        await platform.ask(*asked)
        dead = await platform.take(FAMILY.dead)
        results = await platform.completed(2)
    assert messages.parse_request(dead.body) == asked[1]
    assert reason_of(dead.headers) == ("translation.requested", "rejected", 1)
    assert {result.job_id for result in results} == {asked[0].job_id, asked[2].job_id}
    assert await platform.look(REQUESTS) == (0, 0)


async def test_the_result_is_kept_before_the_request_is_given_up(
    platform: Platform, rabbit: RabbitMQ, monkeypatch: pytest.MonkeyPatch
) -> None:
    acknowledge, kept = IncomingMessage.ack, list[int]()

    async def look_first(self: IncomingMessage, multiple: bool = False) -> None:
        kept.append((await platform.look(FAMILY.completed))[0])
        await acknowledge(self, multiple)

    monkeypatch.setattr(IncomingMessage, "ack", look_first)
    async with serving(shout, rabbit.url):
        await platform.ask(request())
        await until(lambda: bool(kept), "the request is acknowledged")
    assert kept == [1]


async def test_a_result_finds_its_queue_even_when_somebody_deleted_it(platform: Platform, rabbit: RabbitMQ) -> None:
    async with serving(shout, rabbit.url) as service:
        await platform.delete(FAMILY.completed)
        await platform.ask(request())
        await until(lambda: service.count("lexora_jobs_total", outcome="completed") == 1, "the request is settled")
        [result] = await platform.completed()
    assert result.payload.items[0].text == "APPLE"
    assert await platform.look(FAMILY.dead) == (0, 0)


async def test_a_request_stays_in_hand_until_its_result_is_kept(
    platform: Platform, rabbit: RabbitMQ, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing(self: bus.Bus) -> None: ...

    held = HeldWork()
    async with serving(held, rabbit.url) as service:
        await platform.ask(request())
        await until(lambda: len(held.texts) == 1, "the work begins")
        with monkeypatch.context() as patch:
            patch.setattr(bus.Bus, "declare", nothing)
            await platform.delete(FAMILY.completed)
            held.let_go.set()
            await until(lambda: service.count("lexora_job_seconds_count") == 1, "the work is done")
            assert service.count("lexora_jobs_in_hand") == 1
            await platform.declare(FAMILY.completed)
        await platform.completed()
        await until(lambda: service.count("lexora_jobs_in_hand") == 0, "the request is settled")
    assert held.texts == ["apple"]
    assert await platform.look(FAMILY.dead) == (0, 0)


async def test_a_queue_of_requests_that_somebody_deleted_is_made_and_consumed_again(
    platform: Platform, rabbit: RabbitMQ
) -> None:
    async with serving(shout, rabbit.url), asyncio.timeout(PATIENCE):
        await platform.delete(REQUESTS)
        while not await is_asked(platform):
            await asyncio.sleep(0.05)
        await platform.completed()


async def is_asked(platform: Platform) -> bool:
    """Whether there is a queue to ask in: none yet, or one that is just being made and takes nothing."""
    try:
        await platform.ask(request())
    except DeliveryError:
        return False
    return True


async def test_a_stop_finishes_what_is_in_hand_and_takes_no_more(platform: Platform, rabbit: RabbitMQ) -> None:
    held = HeldWork()
    async with serving(held, rabbit.url, interactive=2) as service:
        await platform.ask(*(request() for _ in range(5)))
        await until(lambda: len(held.texts) == 2, "every slot is taken")
        await service.bus.pause()
        assert not service.bus.is_ready
        held.let_go.set()
    assert len(held.texts) == 2
    await platform.completed(2)
    assert await platform.look(REQUESTS) == (3, 0)
    assert [(await platform.take(REQUESTS)).redelivered for _ in range(3)] == [False] * 3


async def test_what_cannot_be_finished_goes_back_to_its_queue(
    platform: Platform, rabbit: RabbitMQ, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bus, "FINISH", 0.1)
    held, asked = HeldWork(), request()
    async with serving(held, rabbit.url):
        await platform.ask(asked)
        await until(lambda: len(held.texts) == 1, "the work begins")
    held.let_go.set()
    returned = await platform.take(REQUESTS)
    assert messages.parse_request(returned.body) == asked
    assert returned.redelivered
    assert (await platform.look(FAMILY.completed))[0] == 0


async def test_a_request_that_nobody_survives_is_tried_twice(
    platform: Platform, rabbit: RabbitMQ, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bus, "FINISH", 0.05)
    held, asked = HeldWork(), request()
    await platform.ask(asked)
    for tries in (1, 2):
        async with serving(held, rabbit.url):
            await until(lambda: len(held.texts) == tries, "the work begins")  # noqa: B023
    held.let_go.set()
    dead = await platform.take(FAMILY.dead)
    assert messages.parse_request(dead.body) == asked
    assert reason_of(dead.headers) == ("translation.requested", "delivery_limit", 1)


async def test_a_server_that_restarts_meanwhile_costs_no_work_twice(platform: Platform, rabbit: RabbitMQ) -> None:
    held, asked = HeldWork(), request()
    async with serving(held, rabbit.url) as service:
        await platform.ask(asked)
        await until(lambda: len(held.texts) == 1, "the work begins")
        await asyncio.to_thread(rabbit.stop)
        await until(lambda: not service.bus.is_ready, "the loss is noticed")
        await asyncio.to_thread(rabbit.start)
        await until(lambda: service.count("lexora_jobs_redelivered_total") == 1, "the request comes again")
        held.let_go.set()
        await until(lambda: service.count("lexora_jobs_total", outcome="completed") == 1, "the request is settled")
        async with Platform(rabbit.url) as again:
            [result] = await again.completed()
            assert await again.look(FAMILY.completed) == (0, 0)
            assert await again.look(REQUESTS) == (0, 1)
    assert result.job_id == asked.job_id
    assert held.texts == ["apple"]


async def test_a_stop_does_not_wait_for_a_server_that_is_away(rabbit: RabbitMQ) -> None:
    async with serving(shout, rabbit.url):
        await asyncio.to_thread(rabbit.kill)
        began = time.monotonic()
    assert time.monotonic() - began < 5


async def test_a_service_waits_for_the_server_and_declares_what_that_has_lost(rabbit: RabbitMQ) -> None:
    await asyncio.to_thread(rabbit.kill)
    service = make_service(shout, rabbit.url)
    service.bus.start()
    try:
        for _ in range(2):
            await asyncio.to_thread(rabbit.kill)
            rabbit.forget()
            await until(lambda: not service.bus.is_ready, "the server is missed")
            await asyncio.to_thread(rabbit.start)
            await until(lambda: service.bus.is_ready, "the service is connected")
            await use(rabbit)
    finally:
        await service.bus.stop()


async def use(rabbit: RabbitMQ) -> None:
    """Ask something over queues that somebody else has declared."""
    connection = await aio_pika.connect(rabbit.url)
    channel = await connection.channel(on_return_raises=True)
    for queue in topology.all_queues():
        await channel.declare_queue(queue.name, passive=True)
    message = aio_pika.Message(request().model_dump_json().encode())
    await channel.default_exchange.publish(message, REQUESTS.name)
    await connection.close()
    async with Platform(rabbit.url) as platform:
        await platform.completed()


def reason_of(headers: object) -> tuple[str, str, int]:
    """From which queue a dead letter comes, why, and how often."""
    assert isinstance(headers, dict)
    [death] = headers["x-death"]
    return death["queue"], death["reason"], death["count"]
