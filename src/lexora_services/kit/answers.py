"""What was answered of late: a request that comes again is not worked on twice."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from cachetools import TTLCache

from lexora_services.kit.metrics import COMPLETED

KEPT_BYTES = 32_000_000
KEPT_SECONDS = 3600
ENTRY = 1000  # bytes that an entry takes besides its body


@dataclass(frozen=True)
class Answer:
    """The body of a result, and what came out."""

    body: bytes
    outcome: str


class Answers:
    """Answers by job; those that are still being worked out, too. For one event loop.

    A failure is not kept: the job table sends the same job again in the hope of another outcome.
    """

    def __init__(self, *, size: int = KEPT_BYTES, seconds: float = KEPT_SECONDS) -> None:
        self._kept: TTLCache[UUID, Answer] = TTLCache(size, seconds, getsizeof=lambda answer: ENTRY + len(answer.body))
        self._coming: dict[UUID, asyncio.Task[Answer]] = {}

    def has(self, job_id: UUID) -> bool:
        return job_id in self._kept or job_id in self._coming

    async def get(self, job_id: UUID, work: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer that there is, or the one that `work` gives."""
        if known := self._kept.get(job_id):
            return known
        if job_id not in self._coming:
            self._coming[job_id] = asyncio.create_task(self._work(job_id, work))
        # Who asked may vanish with the connection. The work goes on, and finds who asks again.
        return await asyncio.shield(self._coming[job_id])

    async def _work(self, job_id: UUID, work: Callable[[], Awaitable[Answer]]) -> Answer:
        try:
            answer = await work()
            if answer.outcome == COMPLETED and ENTRY + len(answer.body) <= self._kept.maxsize:
                self._kept[job_id] = answer
            return answer
        finally:
            del self._coming[job_id]
