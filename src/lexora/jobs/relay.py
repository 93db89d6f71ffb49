"""The relay: takes due jobs out of the table and publishes them."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from aio_pika.abc import AbstractChannel
from django.utils import timezone

from lexora.jobs import actions, broker, outbox
from lexora.jobs.models import Job
from lexora.jobs.requests import crashed, queue_of, request_of
from lexora.jobs.threads import in_database

log = logging.getLogger(__name__)
T = TypeVar("T")
AT_ONCE = 50  # interactive jobs in one turn
POLL = 1.0  # seconds; behind PostgreSQL's NOTIFY, which a lost connection may miss
SWEEP = 2.0  # seconds between two looks for overdue leases


class Relay:
    """Sends what is due until it is stopped."""

    def __init__(self, channel: AbstractChannel, pool: ThreadPoolExecutor, *, window: int) -> None:
        self._woken = asyncio.Event()
        self._stopping = False
        self._channel = channel
        self._pool = pool
        self._window = window
        self._last_owner = 0

    async def run(self) -> None:
        """Raises `AMQPError` when the broker is lost; what was being sent is given back before."""
        sweeping = asyncio.create_task(self._sweep_for_ever())
        try:
            while not self._stopping:
                self._woken.clear()
                if not await self.turn():
                    await self._wait()
        finally:
            sweeping.cancel()

    def wake(self) -> None:
        """There may be work."""
        self._woken.set()

    def stop(self) -> None:
        """End after what is just being sent."""
        self._stopping = True
        self.wake()

    async def turn(self) -> int:
        """Send what is due now, at most a handful; return how much."""
        typed = await self._claim(lambda now: outbox.claim(Job.Lane.INTERACTIVE, limit=AT_ONCE, now=now))
        await self._send(typed)
        bulk = await self._claim(self._claim_bulk)
        await self._send(bulk)
        return len(typed) + len(bulk)

    async def _sweep_for_ever(self) -> None:
        while True:
            if reopened := await self._in_database(lambda now: outbox.reopen_overdue(now=now)):
                log.info("%s jobs without an answer are sent again", reopened)
                self.wake()
            await asyncio.sleep(SWEEP)

    async def _wait(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), POLL)

    def _claim_bulk(self, now: datetime) -> list[Job]:
        jobs = outbox.claim_in_turn(window=self._window, after_owner=self._last_owner, now=now)
        if jobs:
            self._last_owner = jobs[-1].owner_id or 0
        return jobs

    async def _claim(self, claim: Callable[[datetime], list[Job]]) -> list[Job]:
        return await self._in_database(claim)

    async def _send(self, jobs: Sequence[Job]) -> None:
        """Publish, outside of any transaction, and note what the broker confirmed and what not."""
        if not jobs:
            return
        outcomes = await asyncio.gather(*map(self._publish, jobs), return_exceptions=True)
        errors = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        sent = [job for job, outcome in zip(jobs, outcomes, strict=True) if outcome is None]
        refused = [job for job, outcome in zip(jobs, outcomes, strict=True) if outcome is not None]
        await self._in_database(lambda now: outbox.extend_lease(sent, now=now))
        if refused:
            await self._in_database(lambda now: outbox.give_back(refused, now=now))
            raise errors[0]

    async def _publish(self, job: Job) -> None:
        try:
            request = request_of(job)
        except Exception:
            log.exception("job %s makes no request", job.pk)
            await self._in_database(lambda now: actions.accept_result(crashed(job), now=now))
            return
        await broker.publish(self._channel, queue_of(job), request, message_id=str(job.pk))

    async def _in_database(self, work: Callable[[datetime], T]) -> T:
        return await in_database(self._pool, lambda: work(timezone.now()))
