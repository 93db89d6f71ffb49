"""The queues of the event bus, as data. Both sides declare them before use; declaring again changes nothing.

All are durable quorum queues of the default exchange, so that a queue's name is its routing key.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lexora_contract.messages import TRANSLATION

RESULTS_DEAD = "results.dead"  # results that nobody could read or store: for the administrator to look at
DEAD_KEPT = 10_000  # dead letters of one queue; the oldest go first


@dataclass(frozen=True)
class Queue:
    """One queue. `ttl_seconds` 0: messages wait for ever."""

    name: str
    dead_letters: str = ""
    ttl_seconds: int = 0
    delivery_limit: int = 0  # how often a message may come back from a consumer that died
    max_length: int = 0

    def arguments(self) -> dict[str, str | int]:
        """The arguments of its declaration, as RabbitMQ 3.10 and later know them."""
        arguments: dict[str, str | int] = {"x-queue-type": "quorum"}
        if self.dead_letters:
            # At least once: a dead letter is kept until the queue of dead letters has confirmed it.
            arguments |= {
                "x-dead-letter-exchange": "",
                "x-dead-letter-routing-key": self.dead_letters,
                "x-dead-letter-strategy": "at-least-once",
                "x-overflow": "reject-publish",
            }
        if self.ttl_seconds:
            arguments["x-message-ttl"] = self.ttl_seconds * 1000
        if self.delivery_limit:
            arguments["x-delivery-limit"] = self.delivery_limit
        if self.max_length:
            arguments["x-max-length"] = self.max_length
        return arguments


@dataclass(frozen=True)
class Lane:
    """A queue of requests. `worst_case_seconds`: the longest that one request may take."""

    queue: Queue
    worst_case_seconds: int

    @property
    def resend_after(self) -> int:
        """Seconds after which an unanswered request is sent again: the copy before it has expired by then."""
        return self.queue.ttl_seconds + self.worst_case_seconds


@dataclass(frozen=True)
class Family:
    """The queues of one kind of work."""

    name: str
    interactive: Lane
    bulk: Lane
    completed: Queue
    failed: Queue
    dead: Queue

    def lane(self, name: str) -> Lane:
        return self.bulk if name == "bulk" else self.interactive

    def queues(self) -> tuple[Queue, ...]:
        """All of them, those first that others send dead letters to."""
        return (self.dead, self.completed, self.failed, self.interactive.queue, self.bulk.queue)


def _lane(queue: str, *, dead: str, worst_case_seconds: int) -> Lane:
    # A request expires after ten times its worst case, so that only one copy of it lives.
    return Lane(
        Queue(queue, dead_letters=dead, ttl_seconds=10 * worst_case_seconds, delivery_limit=1), worst_case_seconds
    )


def _family(name: str, *, interactive_seconds: int, bulk_seconds: int) -> Family:
    dead = f"{name}.dead"
    return Family(
        name=name,
        interactive=_lane(f"{name}.requested", dead=dead, worst_case_seconds=interactive_seconds),
        bulk=_lane(f"{name}.requested.bulk", dead=dead, worst_case_seconds=bulk_seconds),
        # The platform may be killed often while it holds the same result.
        completed=Queue(f"{name}.completed", dead_letters=RESULTS_DEAD, delivery_limit=50),
        failed=Queue(f"{name}.failed", dead_letters=RESULTS_DEAD, delivery_limit=50),
        dead=Queue(dead, max_length=DEAD_KEPT),
    )


# A typed text: three outside providers, each with a time-out of 10 s and a wait for its turn. A batch: 50 texts.
FAMILIES = {TRANSLATION: _family(TRANSLATION, interactive_seconds=60, bulk_seconds=180)}
SHARED = (Queue(RESULTS_DEAD, max_length=DEAD_KEPT),)


def all_queues() -> Iterator[Queue]:
    """Every queue, in the order in which they can be declared."""
    yield from SHARED
    for family in FAMILIES.values():
        yield from family.queues()
