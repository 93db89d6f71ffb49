"""The connection to RabbitMQ: made when the server is there, and made again whenever it was away."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import cast

from aio_pika import RobustConnection
from faststream import AckPolicy
from faststream.rabbit import Channel, QueueType, RabbitBroker, RabbitMessage, RabbitQueue
from faststream.rabbit.schemas.queue import QuorumQueueArgs
from faststream.rabbit.subscriber import RabbitSubscriber

from lexora_contract import topology

log = logging.getLogger(__name__)
TRY_AGAIN = 1.0  # seconds
CONNECT = 5.0  # seconds; shorter than OPEN, or aio-pika would go on alone when it is interrupted
OPEN = 15.0  # seconds until everything is connected, declared and consumed
FINISH = 9.0  # seconds that work in hand gets when the service stops; a container is killed after 10
PATIENCE = 2.0  # seconds for a word with a server that may be away

Reader = Callable[[RabbitMessage], Awaitable[object]]


def rabbit_queue(queue: topology.Queue) -> RabbitQueue:
    """A queue of the contract, for FastStream."""
    return RabbitQueue(queue.name, QueueType.QUORUM, arguments=cast(QuorumQueueArgs, queue.arguments()))


class Bus:
    """Knows what is in hand, so that a stop loses nothing."""

    def __init__(self, url: str) -> None:
        self.broker = RabbitBroker(
            url,
            timeout=CONNECT,
            reconnect_interval=TRY_AGAIN,
            graceful_timeout=None,  # `stop` waits by itself, after it has stopped taking
            default_channel=Channel(on_return_raises=True),  # a result that nothing takes is an error
            on_close=(self._lost,),
            ack_policy=AckPolicy.REJECT_ON_ERROR,
            logger=None,  # FastStream's own lines tell the words of errors
        )
        self._connection: RobustConnection | None = None
        self._consumed: set[str] = set()
        self._pools: list[ThreadPoolExecutor] = []
        self._in_hand = 0
        self._connected = False
        self._stopping = asyncio.Event()
        self._gone = asyncio.Event()
        self._keeper: asyncio.Task[None] | None = None
        self._stop_at = 0.0

    @property
    def is_ready(self) -> bool:
        """Whether requests are taken."""
        return self._connected and all(subscriber.running for subscriber in self.broker.subscribers)

    def pool(self, name: str, threads: int) -> ThreadPoolExecutor:
        """Threads that are let go when the bus stops."""
        pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._pools.append(pool)
        return pool

    def subscriber(self, queue: topology.Queue, read: Reader, *, prefetch: int, description: str) -> RabbitSubscriber:
        """Calling it with a handler consumes the queue; `read` makes the handler's first argument of a message."""
        self._consumed.add(queue.name)
        # A channel of its own: on a shared one, RabbitMQ would give one queue the slots of the other.
        channel = Channel(prefetch_count=prefetch)
        return self.broker.subscriber(
            rabbit_queue(queue), channel=channel, decoder=read, title=queue.name, description=description
        )

    @contextmanager
    def holding(self) -> Iterator[None]:
        """A request is in hand: a stop waits for it."""
        self._in_hand += 1
        try:
            yield
        finally:
            self._in_hand -= 1

    def start(self) -> None:
        """Connect in the background as soon as the server is there, and again whenever it was away."""
        self._keeper = asyncio.create_task(self._keep_open())

    async def pause(self) -> None:
        """Take no new requests."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        self._stop_at = time.monotonic() + FINISH
        if self._connected:
            for subscriber in self.broker.subscribers:
                await _at_most(PATIENCE, subscriber.stop())

    async def stop(self) -> None:
        """Finish what is in hand; what takes too long goes back to its queue."""
        await self.pause()
        while self._in_hand and time.monotonic() < self._stop_at:
            await asyncio.sleep(0.02)
        if self._in_hand:
            log.warning("%d unfinished requests go back to their queue", self._in_hand)
        for pool in self._pools:
            pool.shutdown(wait=False, cancel_futures=True)
        if self._keeper:
            self._keeper.cancel()
        await self._disconnect()

    async def _keep_open(self) -> None:
        while not self._stopping.is_set():
            try:
                await asyncio.wait_for(self._open(), OPEN)
                await self._gone.wait()
            except Exception as error:
                log.warning("RabbitMQ cannot be used yet: %s: %s", type(error).__name__, error)
            await self._disconnect()
            await _at_most(TRY_AGAIN, self._stopping.wait())

    async def _open(self) -> None:
        self._gone.clear()
        self._connection = await self.broker.connect()
        await self.declare()
        await self.broker.start()
        self._connected = not self._gone.is_set()
        log.info("connected to RabbitMQ")

    async def declare(self) -> None:
        """Declare every queue of the contract that is not consumed here.

        Those that are belong to the channel of their consumer, which declares them: FastStream keeps the channel that
        was first, and the prefetch of the consumer would be lost.
        """
        for queue in topology.all_queues():
            if queue.name not in self._consumed:
                declared = await self.broker.declare_queue(rabbit_queue(queue))
                await declared.declare()  # the line above asks RabbitMQ the first time only

    async def _disconnect(self) -> None:
        self._connected = False
        if self._connection:  # first: a broker that waits for a lost connection would wait for ever
            await _at_most(PATIENCE, self._connection.close())
        await _at_most(PATIENCE, self.broker.stop())

    def _lost(self, *_about: object) -> None:
        """Open everything anew. aio-pika would do so too, but could wait for an answer that never comes."""
        if self._connected and not self._stopping.is_set():
            log.warning("the connection to RabbitMQ is lost")
        self._connected = False
        self._gone.set()


async def _at_most(seconds: float, farewell: Awaitable[object]) -> None:
    """Say good-bye to a server that may not be listening any more."""
    with suppress(Exception):
        await asyncio.wait_for(farewell, seconds)
