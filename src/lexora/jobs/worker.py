"""The worker of the full stack: relay, answers and scheduler in one process. Several may run at once."""

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import aio_pika
import psycopg
from aio_pika.abc import AbstractConnection
from aio_pika.exceptions import AMQPError
from django.core.cache import cache
from django.db import connections
from django.utils import timezone
from psycopg.conninfo import make_conninfo

from lexora.jobs import broker, wake
from lexora.jobs.answers import Answers
from lexora.jobs.relay import Relay
from lexora.jobs.scheduler import Scheduler

log = logging.getLogger(__name__)
THREADS = 6  # for database work
RECONNECT = (0.5, 1, 2, 5)  # seconds between attempts to reach the broker; the last goes on
LISTEN_AGAIN = 1.0  # seconds
LAST_ANSWERS = 10  # seconds that what is in hand may take when the worker is stopped
HEARTBEAT = 5.0  # seconds
ALIVE = timedelta(seconds=30)  # a worker that said nothing for longer is taken for dead
BROKER_AWAY = (AMQPError, OSError, TimeoutError)


class Worker:
    """Runs until `stop` is called, whatever happens to broker and database meanwhile."""

    def __init__(self, amqp_url: str, *, window: int) -> None:
        self._amqp_url = amqp_url
        self._window = window
        self._stopping = asyncio.Event()
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="worker-db")
        self._relay: Relay | None = None

    def stop(self) -> None:
        """Finish what is in hand and end."""
        self._stopping.set()
        if self._relay:
            self._relay.stop()

    async def run(self) -> None:
        scheduler = Scheduler()
        scheduler.start()
        helpers = [asyncio.create_task(self._listen_for_ever()), asyncio.create_task(_beat_for_ever())]
        try:
            await self._serve_until_stopped()
        finally:
            for helper in helpers:
                helper.cancel()
            await asyncio.gather(*helpers, return_exceptions=True)
            await asyncio.to_thread(scheduler.stop)
            self._pool.shutdown()

    async def _serve_until_stopped(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            try:
                async with _connected(self._amqp_url) as connection:
                    log.info("connected to the broker")
                    failures = 0
                    await self._serve(connection)
            except BROKER_AWAY as error:
                log.warning("the broker does not answer (%s); trying again", type(error).__name__)
                await self._pause(RECONNECT[min(failures, len(RECONNECT) - 1)])
                failures += 1

    async def _serve(self, connection: AbstractConnection) -> None:
        """Relay and take answers until stopped. Raises when the connection or a channel is lost."""
        sending = await connection.channel(publisher_confirms=True, on_return_raises=True)
        taking = await connection.channel()
        await broker.declare_all(sending)
        relay = self._relay = Relay(sending, self._pool, window=self._window)
        answers = Answers(self._pool, stored=relay.wake)
        queues = await broker.declare_all(taking)
        await answers.start(taking, queues)
        running = asyncio.create_task(relay.run())
        lost = [asyncio.ensure_future(thing.closed()) for thing in (connection, sending, taking)]
        if self._stopping.is_set():
            relay.stop()
        try:
            await asyncio.wait([running, *lost], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for future in lost:
                future.cancel()
        if not running.done():
            running.cancel()
            answers.drop()
            raise ConnectionError("the connection to the broker was lost")
        try:
            await running
        except BaseException:
            answers.drop()
            raise
        await asyncio.wait_for(answers.stop(), LAST_ANSWERS)

    async def _listen_for_ever(self) -> None:
        """Hear PostgreSQL's NOTIFY. Without it the relay looks every second."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(_conninfo(), autocommit=True) as listening:
                    await listening.execute(f"LISTEN {wake.CHANNEL}")
                    self._wake()  # for what was said before
                    async for _notification in listening.notifies():
                        self._wake()
            except psycopg.Error as error:
                log.warning("the database does not notify (%s); listening again", type(error).__name__)
            await asyncio.sleep(LISTEN_AGAIN)

    def _wake(self) -> None:
        if self._relay:
            self._relay.wake()

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)


@contextlib.asynccontextmanager
async def _connected(url: str) -> AsyncIterator[AbstractConnection]:
    connection = await aio_pika.connect(url, timeout=5, client_properties={"connection_name": "lexora worker"})
    try:
        yield connection
    finally:
        with contextlib.suppress(*BROKER_AWAY):
            await asyncio.wait_for(connection.close(), 5)


def _conninfo() -> str:
    """The same database as Django's, on a connection of its own."""
    settings = connections["default"].settings_dict
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return make_conninfo(**{theirs: settings[ours] for ours, theirs in names.items() if settings.get(ours)})


async def _beat_for_ever() -> None:
    while True:
        await asyncio.to_thread(beat, timezone.now())
        await asyncio.sleep(HEARTBEAT)


def beat(now: datetime) -> None:
    """Say in the cache that a worker of this host lives."""
    cache.set(_key(), now.isoformat(), ALIVE.total_seconds())
    cache.set("worker", now.isoformat(), ALIVE.total_seconds())


def is_alive_here() -> bool:
    """Whether a worker of this host gave a sign of life lately."""
    return cache.get(_key()) is not None


def _key() -> str:
    return f"worker:{socket.gethostname()}"
