"""Requests from the queues, one result for each: consume, work, publish, acknowledge."""

import asyncio
import logging
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from contextvars import copy_context
from dataclasses import dataclass

from faststream.rabbit.annotations import RabbitMessage
from faststream.rabbit.publisher import RabbitPublisher
from pydantic import ValidationError

from lexora_contract import messages, topology
from lexora_services.kit import logs, metrics
from lexora_services.kit.answer import Work, answer
from lexora_services.kit.answers import Answer, Answers
from lexora_services.kit.bus import TRY_AGAIN, Bus, rabbit_queue

log = logging.getLogger(__name__)
INTERACTIVE = "Requests that somebody waits for."
BULK = "Batches. They have slots of their own and hold up nobody."
COMPLETED = "Work that is done; it may name parts that were refused."
FAILED = "Work that was refused, and whether it is worth asking again."


@dataclass(frozen=True)
class Slots:
    """How many requests of each lane may be in hand at once."""

    interactive: int
    bulk: int


def subscribe(bus: Bus, family: topology.Family, work: Work, *, slots: Slots, counts: metrics.Metrics) -> None:
    """Take the requests of a family, do the work, publish exactly one result for each."""
    answers = Answers()
    results = Results(bus, family)
    for lane, about, queue, size in (
        ("interactive", INTERACTIVE, family.interactive.queue, slots.interactive),
        ("bulk", BULK, family.bulk.queue, slots.bulk),
    ):
        pool = bus.pool(queue.name, size)
        consumer = Consumer(bus, family.name, lane, work, pool, answers, results, counts)
        bus.subscriber(queue, consumer.read, prefetch=size, description=about)(consumer.handle)


class Results:
    """The two queues that take the results of a family."""

    def __init__(self, bus: Bus, family: topology.Family) -> None:
        self._bus = bus
        self._completed = self._publisher(family.completed, messages.TranslationCompleted, COMPLETED)
        self._failed = self._publisher(family.failed, messages.TranslationFailed, FAILED)

    async def publish(self, answer: Answer) -> None:
        """Return when RabbitMQ keeps the result. Until then the request stays in hand, and work is not done twice."""
        publisher = self._completed if answer.outcome == metrics.COMPLETED else self._failed
        while True:
            try:
                await publisher.publish(answer.body)
                return
            except Exception as error:
                log.warning("a result is not kept yet: %s", type(error).__name__)
            await asyncio.sleep(TRY_AGAIN)
            with suppress(Exception):
                await self._bus.declare()  # perhaps somebody deleted the queue

    def _publisher(self, queue: topology.Queue, schema: type[messages.Message], description: str) -> RabbitPublisher:
        return self._bus.broker.publisher(
            rabbit_queue(queue),
            mandatory=True,
            persist=True,
            content_type="application/json",
            schema=schema,
            title=queue.name,
            description=description,
        )


@dataclass(frozen=True)
class Consumer:
    """The requests of one queue."""

    bus: Bus
    family: str
    lane: str
    work: Work
    pool: Executor
    answers: Answers
    results: Results
    counts: metrics.Metrics

    async def read(self, delivery: RabbitMessage) -> messages.Request:
        """An unreadable message raises, and goes to the dead letters."""
        try:
            return messages.parse_request(delivery.body)
        except ValidationError as error:
            log.error("a message of %s cannot be read: %s", self.family, _where(error))
            self._count(metrics.MALFORMED)
            raise

    async def handle(self, request: messages.Request, delivery: RabbitMessage) -> None:
        """A crash raises, and the request goes to the dead letters. Retrying belongs to the job table alone."""
        logs.begin(request.traceparent, job_id=str(request.job_id))
        if delivery.raw_message.redelivered:
            self.counts.redelivered.labels(self.family, self.lane).inc()
        with self._holding():
            answer = await self._answer(request)
            # When the connection is lost in between, RabbitMQ delivers the request again, and the answer is there.
            await self.results.publish(answer)
            self._count(answer.outcome)
            await delivery.ack()

    async def _answer(self, request: messages.Request) -> Answer:
        if self.answers.has(request.job_id):
            self.counts.remembered.labels(self.family, self.lane).inc()
        try:
            return await self.answers.get(request.job_id, lambda: self._work(request))
        except Exception:
            log.exception("the work crashed")
            self._count(metrics.CRASHED)
            raise

    async def _work(self, request: messages.Request) -> Answer:
        loop, context = asyncio.get_running_loop(), copy_context()
        return await loop.run_in_executor(self.pool, context.run, self._do, request)

    def _do(self, request: messages.Request) -> Answer:
        began = time.perf_counter()
        try:
            result = answer(request, self.work)
        finally:
            self.counts.seconds.labels(self.family, self.lane).observe(time.perf_counter() - began)
        return Answer(result.model_dump_json().encode(), _outcome(result))

    @contextmanager
    def _holding(self) -> Iterator[None]:
        with self.bus.holding(), self.counts.in_hand.labels(self.family, self.lane).track_inprogress():
            yield

    def _count(self, outcome: str) -> None:
        self.counts.jobs.labels(self.family, self.lane, outcome).inc()


def _outcome(result: messages.TranslationCompleted | messages.TranslationFailed) -> str:
    if isinstance(result, messages.TranslationCompleted):
        return metrics.COMPLETED
    return metrics.RETRY if result.payload.retryable else metrics.REFUSED


def _where(error: ValidationError) -> str:
    """The fields that are wrong, without what stands in them."""
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    return ", ".join(f"{'.'.join(map(str, problem['loc']))} {problem['type']}" for problem in problems[:5])
