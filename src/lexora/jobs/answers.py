"""What comes back over RabbitMQ: results of the services, and requests that nobody could do."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

from aio_pika.abc import AbstractChannel, AbstractIncomingMessage, AbstractQueue
from django.utils import timezone
from pydantic import ValidationError

from lexora.jobs import actions, outbox
from lexora.jobs.models import Job
from lexora.jobs.requests import crashed
from lexora.jobs.threads import AWAY, in_database
from lexora_contract import messages
from lexora_contract.topology import FAMILIES

log = logging.getLogger(__name__)
AT_ONCE = 50  # messages in one transaction
LOOPS = 2  # one stores while the other waits for the database
LARGE = 4_000  # bytes; the answer to a batch, which no typed word should wait behind
EXPIRED = "expired"
Letter = tuple[bytes, Mapping[str, Any]]  # body and headers
Take = Callable[[AbstractIncomingMessage], Awaitable[None]]
Store = Callable[[Sequence[Letter]], list[bool]]  # whether each is done with, or belongs to the dead letters


class Answers:
    """Stores answers as they come, and acknowledges them after the commit."""

    def __init__(self, pool: ThreadPoolExecutor, *, stored: Callable[[], object]) -> None:
        self._pool = pool
        self._stored = stored
        self._consumers: list[tuple[AbstractQueue, str]] = []
        self._arrived: list[asyncio.Queue[AbstractIncomingMessage]] = []
        self._loops: list[asyncio.Task[None]] = []

    async def start(self, channel: AbstractChannel, queues: Mapping[str, AbstractQueue]) -> None:
        """Begin to consume."""
        await channel.set_qos(prefetch_count=LOOPS * AT_ONCE)
        families = FAMILIES.values()
        small, large = self._loop(store_results, LOOPS), self._loop(store_results, 1)

        async def take(message: AbstractIncomingMessage) -> None:
            (large if len(message.body) > LARGE else small).put_nowait(message)

        dead = self._loop(take_dead_letters, 1)
        for family in families:
            await self._consume(queues[family.completed.name], take)
            await self._consume(queues[family.failed.name], take)
            await self._consume(queues[family.dead.name], dead.put)

    async def stop(self) -> None:
        """Take no more, and finish what is in hand."""
        for queue, tag in self._consumers:
            await queue.cancel(tag)
        for arrived in self._arrived:
            await arrived.join()
        self.drop()

    def drop(self) -> None:
        """Leave what is in hand to the broker, which gives it to somebody else."""
        for loop in self._loops:
            loop.cancel()

    async def _consume(self, queue: AbstractQueue, take: Take) -> None:
        self._consumers.append((queue, await queue.consume(take)))

    def _loop(self, store: Store, tasks: int) -> asyncio.Queue[AbstractIncomingMessage]:
        """What is put there is stored by so many tasks."""
        arrived: asyncio.Queue[AbstractIncomingMessage] = asyncio.Queue()
        self._arrived.append(arrived)
        self._loops += [asyncio.create_task(self._store_for_ever(arrived, store)) for _ in range(tasks)]
        return arrived

    async def _store_for_ever(self, arrived: asyncio.Queue[AbstractIncomingMessage], store: Store) -> None:
        while True:
            taken = [await arrived.get()]
            with contextlib.suppress(asyncio.QueueEmpty):
                while len(taken) < AT_ONCE:
                    taken.append(arrived.get_nowait())
            await self._handle(taken, store)
            for _ in taken:
                arrived.task_done()

    async def _handle(self, taken: Sequence[AbstractIncomingMessage], store: Store) -> None:
        done = await in_database(self._pool, store, [(message.body, message.headers) for message in taken])
        for message, is_done in zip(taken, done, strict=True):
            await (message.ack() if is_done else message.reject(requeue=False))
        self._stored()


def store_results(letters: Sequence[Letter]) -> list[bool]:
    """Store the services' answers. Those that cannot be read or stored belong to the dead letters."""
    read = [_read(body) for body, _headers in letters]
    results = [result for result in read if result]
    try:
        actions.accept_results(results, now=timezone.now())
    except AWAY:
        raise
    except Exception:
        log.exception("of %s answers one cannot be stored; now one by one", len(results))
        return [result is not None and _store_alone(result) for result in read]
    return [result is not None for result in read]


def take_dead_letters(letters: Sequence[Letter]) -> list[bool]:
    """A request that expired unread is sent again; one that was refused or killed its reader is an attempt."""
    for body, headers in letters:
        _take_dead_letter(body, headers)
    return [True] * len(letters)


def _read(body: bytes) -> messages.AnyResult | None:
    try:
        return messages.parse_result(body)
    except ValidationError as error:
        log.error("an unreadable answer is put with the dead letters: %s", error.title)
        return None


def _store_alone(result: messages.AnyResult) -> bool:
    """Store one answer. When that is impossible the job counts the attempt."""
    try:
        actions.accept_results([result], now=timezone.now())
    except AWAY:
        raise
    except Exception:
        log.exception("the answer to job %s cannot be stored and is put with the dead letters", result.job_id)
        _count_attempt(result.job_id)
        return False
    return True


def _take_dead_letter(body: bytes, headers: Mapping[str, Any]) -> None:
    try:
        job_id = messages.parse_request(body).job_id
    except ValidationError as error:
        log.error("a dead letter is no request and is dropped: %s", error.title)
        return
    if _reason(headers) == EXPIRED:
        outbox.reopen_expired(job_id, now=timezone.now())
    else:
        _count_attempt(job_id)


def _count_attempt(job_id: UUID) -> None:
    if job := Job.objects.filter(pk=job_id).first():
        actions.accept_result(crashed(job), now=timezone.now())


def _reason(headers: Mapping[str, Any]) -> str:
    """Why RabbitMQ made a dead letter of it the last time: `expired`, `rejected` or `delivery_limit`."""
    deaths = headers.get("x-death") or [{}]
    return str(deaths[0].get("reason", ""))
