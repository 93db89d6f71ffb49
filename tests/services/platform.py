"""The platform's end of the queues: asks, and takes what comes back."""

import asyncio
import time
from collections.abc import Callable
from typing import Self
from uuid import uuid4

import aio_pika
from aio_pika.abc import AbstractIncomingMessage, AbstractQueue

from lexora_contract import messages, topology
from lexora_contract.messages import TRANSLATION, TextItem, TranslatedItem, TranslationRequest, TranslationResult

FAMILY = topology.FAMILIES[TRANSLATION]
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PATIENCE = 10.0  # seconds; a test that waits for this is broken


def request(*texts: str, bulk: bool = False) -> messages.TranslationRequested:
    items = [TextItem(ref=str(number), text=text) for number, text in enumerate(texts or ("apple",))]
    return messages.TranslationRequested(
        job_id=uuid4(),
        event_type="translation.requested.bulk" if bulk else "translation.requested",
        traceparent=f"00-{TRACE}-00f067aa0ba902b7-01",
        payload=TranslationRequest(source="en", target="uk", items=items),
    )


def shout(payload: TranslationRequest) -> TranslationResult:
    """Translates by writing in capitals."""
    items = [TranslatedItem(ref=item.ref, text=item.text.upper(), provider="fake") for item in payload.items]
    return TranslationResult(items=items)


async def until(is_so: Callable[[], bool], what: str) -> None:
    """Let others work until it is so."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, f"{what}: not within {PATIENCE} s"
        await asyncio.sleep(0.01)


class Platform:
    """`async with Platform(url) as platform:` has declared every queue."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._queues: dict[str, AbstractQueue] = {}

    async def __aenter__(self) -> Self:
        self._connection = await aio_pika.connect(self._url)
        self._channel = await self._connection.channel(on_return_raises=True)
        await self.declare(*topology.all_queues())
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._connection.close()

    async def declare(self, *queues: topology.Queue) -> None:
        for queue in queues:
            declared = await self._channel.declare_queue(queue.name, durable=True, arguments=queue.arguments())
            self._queues[queue.name] = declared

    async def clear(self) -> None:
        for queue in self._queues.values():
            await queue.purge()

    async def send(self, body: bytes, queue: topology.Queue = FAMILY.interactive.queue) -> None:
        message = aio_pika.Message(body, content_type="application/json", delivery_mode=2)
        await self._channel.default_exchange.publish(message, queue.name)

    async def ask(self, *requests: messages.TranslationRequested) -> None:
        for asked in requests:
            lane = FAMILY.bulk if asked.event_type.endswith(".bulk") else FAMILY.interactive
            await self.send(asked.model_dump_json().encode(), lane.queue)

    async def delete(self, queue: topology.Queue) -> None:
        await self._channel.queue_delete(queue.name)

    async def look(self, queue: topology.Queue) -> tuple[int, int]:
        """How many messages wait in the queue, and how many consumers it has."""
        found = (await self._channel.declare_queue(queue.name, passive=True)).declaration_result
        return found.message_count or 0, found.consumer_count or 0

    async def take(self, queue: topology.Queue) -> AbstractIncomingMessage:
        """The next message of the queue, when it is there."""
        deadline = time.monotonic() + PATIENCE
        while (message := await self._queues[queue.name].get(no_ack=True, fail=False)) is None:
            assert time.monotonic() < deadline, f"{queue.name}: no message within {PATIENCE} s"
            await asyncio.sleep(0.01)
        return message

    async def completed(self, count: int = 1) -> list[messages.TranslationCompleted]:
        """So many results, in the order of arrival."""
        taken = [messages.parse_result((await self.take(FAMILY.completed)).body) for _ in range(count)]
        return [result for result in taken if isinstance(result, messages.TranslationCompleted)]

    async def failed(self) -> messages.TranslationFailed:
        result = messages.parse_result((await self.take(FAMILY.failed)).body)
        assert isinstance(result, messages.TranslationFailed)
        return result
