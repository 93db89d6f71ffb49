"""What comes back over RabbitMQ: results of the services, and requests that nobody could do."""

import asyncio
import logging
from collections.abc import Callable, Mapping
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
EXPIRED = "expired"
Handler = Callable[[bytes, Mapping[str, Any]], None]


class Answers:
    """Stores answers as they come, each in one transaction, and acknowledges them after the commit."""

    def __init__(self, pool: ThreadPoolExecutor, *, stored: Callable[[], object]) -> None:
        self._pool = pool
        self._stored = stored
        self._in_hand: set[asyncio.Task[None]] = set()
        self._consumers: list[tuple[AbstractQueue, str]] = []

    async def start(self, channel: AbstractChannel, queues: Mapping[str, AbstractQueue], *, at_once: int) -> None:
        """Begin to consume, at most `at_once` unacknowledged messages."""
        await channel.set_qos(prefetch_count=at_once)
        for family in FAMILIES.values():
            for queue, handler in (
                (family.completed, store_result),
                (family.failed, store_result),
                (family.dead, take_dead_letter),
            ):
                await self._consume(queues[queue.name], handler)

    async def stop(self) -> None:
        """Take no more, and finish what is in hand."""
        for queue, tag in self._consumers:
            await queue.cancel(tag)
        while self._in_hand:
            await asyncio.wait(self._in_hand)

    async def _consume(self, queue: AbstractQueue, handler: Handler) -> None:
        async def take(message: AbstractIncomingMessage) -> None:
            task = asyncio.current_task()
            if task:
                self._in_hand.add(task)
                task.add_done_callback(self._in_hand.discard)
            await self._handle(message, handler)

        self._consumers.append((queue, await queue.consume(take)))

    async def _handle(self, message: AbstractIncomingMessage, handler: Handler) -> None:
        try:
            await in_database(self._pool, handler, message.body, message.headers)
        except ValidationError as error:
            log.error("an unreadable message is put with the dead letters: %s", error.title)
            await message.reject(requeue=False)
        except Exception:
            log.exception("an answer could not be stored and is put with the dead letters")
            await message.reject(requeue=False)
        else:
            await message.ack()
            self._stored()


def store_result(body: bytes, _headers: Mapping[str, Any]) -> None:
    """Store a service's answer. When that is impossible, the job counts the attempt; the error goes on."""
    try:
        actions.accept_result(body, now=timezone.now())
    except (ValidationError, *AWAY):
        raise
    except Exception:
        _count_attempt(messages.parse_result(body).job_id)
        raise


def take_dead_letter(body: bytes, headers: Mapping[str, Any]) -> None:
    """A request that expired unread is sent again; one that was refused or killed its reader is an attempt."""
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
