"""The worker on a real broker, with messages that live for a second only, and a service that does what a test says."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import aio_pika
import pytest
from aio_pika.abc import AbstractIncomingMessage
from asgiref.sync import sync_to_async
from django.db import connection as database

from lexora.jobs import outbox, rules
from lexora.jobs.models import Job
from lexora.jobs.worker import Worker
from lexora.words import actions as words
from lexora.words.models import Translation
from lexora_contract import messages, topology
from lexora_contract.messages import TRANSLATION
from tests.factories import NOW, make_entry, make_user
from tests.jobs.helpers import completed
from tests.rabbit_server import RabbitMQ
from tests.services.platform import shout

pytestmark = [pytest.mark.enable_socket, pytest.mark.django_db(transaction=True)]
PATIENCE = 20.0  # seconds
Handle = Callable[[AbstractIncomingMessage], Awaitable[Any]]


@pytest.fixture(scope="module")
def rabbit() -> Iterator[RabbitMQ]:
    with RabbitMQ() as server:
        yield server


@pytest.fixture(autouse=True)
def short_lives(monkeypatch: pytest.MonkeyPatch) -> topology.Family:
    """Queues of this test alone, whose requests expire after a second, and retries that come at once."""
    prefix = uuid4().hex[:8]
    family = topology.FAMILIES[TRANSLATION]
    dead = replace(family.dead, name=f"{prefix}.dead")
    lanes = [
        topology.Lane(replace(lane.queue, dead_letters=dead.name, ttl_seconds=1), worst_case_seconds=1)
        for lane in (family.interactive, family.bulk)
    ]
    short = replace(family, interactive=lanes[0], bulk=lanes[1], dead=dead)
    monkeypatch.setitem(topology.FAMILIES, TRANSLATION, short)
    quick = tuple(timedelta(milliseconds=100) for _ in rules.DELAYS["interactive"])
    monkeypatch.setitem(rules.DELAYS, "interactive", quick)
    return short


@pytest.fixture(autouse=True)
async def _give_back() -> AsyncIterator[None]:
    """The thread in which a test asks the database keeps its connection otherwise."""
    yield
    await sync_to_async(lambda: database.close())()


@pytest.fixture
async def channel(rabbit: RabbitMQ) -> AsyncIterator[aio_pika.abc.AbstractChannel]:
    """Queues that no former test has left anything in."""
    async with await aio_pika.connect(rabbit.url) as connection:
        channel = await connection.channel(on_return_raises=True)
        for queue in topology.all_queues():
            await channel.queue_delete(queue.name)
        yield channel


@asynccontextmanager
async def working(rabbit: RabbitMQ) -> AsyncIterator[None]:
    worker = Worker(rabbit.url, window=2)
    task = asyncio.create_task(worker.run())
    yield
    worker.stop()
    await asyncio.wait_for(task, PATIENCE)


async def until(is_so: Callable[[], bool], _what: str) -> None:
    """Look again and again; a `TimeoutError` when it does not become so."""
    async with asyncio.timeout(PATIENCE):
        while not await sync_to_async(is_so)():
            await asyncio.sleep(0.05)


async def serve(channel: aio_pika.abc.AbstractChannel, handle: Handle) -> None:
    """Take requests as a service does."""
    lane = topology.FAMILIES[TRANSLATION].interactive.queue
    queue = await channel.declare_queue(lane.name, durable=True, arguments=lane.arguments())  # type: ignore[arg-type]
    await queue.consume(handle)


async def taken_from(queue: aio_pika.abc.AbstractQueue) -> bytes:
    """The next message of the queue, when it is there."""
    async with asyncio.timeout(PATIENCE):
        while (letter := await queue.get(no_ack=True, fail=False)) is None:
            await asyncio.sleep(0.05)
    return letter.body


def asks_for(*texts: str) -> list[Job]:
    owner = make_user(native="uk", learning=("en",))
    for text in texts:
        make_entry(owner, text, language="en")
    return list(Job.objects.all())


def statuses() -> set[str]:
    return set(Job.objects.values_list("status", flat=True))


async def test_a_service_may_be_away_for_longer_than_any_message_lives(
    rabbit: RabbitMQ, channel: aio_pika.abc.AbstractChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    expired: list[object] = []
    reopen = outbox.reopen_expired

    def count(job_id: Any, **named: Any) -> bool:
        expired.append(job_id)
        return reopen(job_id, **named)

    async def translate(message: AbstractIncomingMessage) -> None:
        request = messages.parse_request(message.body)
        answer = messages.TranslationCompleted(job_id=request.job_id, payload=shout(request.payload))
        body = answer.model_dump_json().encode()
        await channel.default_exchange.publish(aio_pika.Message(body), "translation.completed")
        await message.ack()

    monkeypatch.setattr(outbox, "reopen_expired", count)
    await sync_to_async(asks_for)("Nobody is at home", "The house is empty")
    async with working(rabbit):
        # Nobody listens, and yet nothing is lost: the worker declares the queue before it publishes.
        await until(lambda: len(expired) >= 4, "each message expires twice")
        await serve(channel, translate)
        await until(lambda: statuses() == {"completed"}, "both are translated")
    assert await sync_to_async(lambda: set(Job.objects.values_list("attempts", flat=True)))() == {0}
    texts = await sync_to_async(lambda: sorted(Translation.objects.values_list("text", flat=True)))()
    assert texts == ["NOBODY IS AT HOME", "THE HOUSE IS EMPTY"]


async def test_poison_is_tried_a_bounded_number_of_times(
    rabbit: RabbitMQ, channel: aio_pika.abc.AbstractChannel
) -> None:
    tries: list[object] = []

    async def choke(message: AbstractIncomingMessage) -> None:
        tries.append(message.message_id)
        await message.reject(requeue=False)

    await sync_to_async(asks_for)("A text that nobody survives")
    async with working(rabbit):
        await until(lambda: Job.objects.get().status == "processing", "it is sent")
        await serve(channel, choke)
        await until(lambda: statuses() == {"failed"}, "it is given up")
    assert len(tries) == len(rules.DELAYS["interactive"]) + 1
    row = await sync_to_async(Translation.objects.get)()
    assert row.reason == {"code": "crashed", "params": {}}


async def test_strange_answers_change_nothing_and_hold_up_nobody(
    rabbit: RabbitMQ, channel: aio_pika.abc.AbstractChannel
) -> None:
    def prepare() -> tuple[bytes, bytes, bytes]:
        """Answers for an entry that is changed, one that is deleted, and one that waits."""
        asks_for("changed", "deleted", "waiting")
        rows = {row.entry.source_text: row for row in Translation.objects.select_related("entry__owner", "job")}
        answers = {text: completed(row, "відповідь") for text, row in rows.items()}
        entry = rows["changed"].entry
        words.edit_entry(entry, text="changed since", now=NOW)
        words.delete(entry.owner, [rows["deleted"].entry_id], now=NOW)
        return answers["changed"], answers["deleted"], answers["waiting"]

    changed, deleted, waiting = await sync_to_async(prepare)()
    unknown = messages.parse_result(waiting).model_copy(update={"job_id": uuid4()}).model_dump_json().encode()
    malformed = (b"", b"{", b'{"event_type": "translation.completed", "job_id": "x"}', b"\xff")
    async with working(rabbit):
        await until(lambda: not Job.objects.filter(status="pending").exists(), "all is sent")
        for body in (*malformed, unknown, changed, deleted, waiting, waiting):
            await channel.default_exchange.publish(aio_pika.Message(body), "translation.completed")
        await until(lambda: Job.objects.filter(status="completed").count() == 1, "the one that waits is stored")
        dead = await channel.declare_queue(topology.RESULTS_DEAD, passive=True)
        found = [await taken_from(dead) for _ in malformed]
        assert await dead.get(no_ack=True, fail=False) is None
    assert sorted(found) == sorted(malformed)
    texts = await sync_to_async(lambda: sorted(t for t in Translation.objects.values_list("text", flat=True) if t))()
    assert texts == ["відповідь"]
