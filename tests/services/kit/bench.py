"""A service of the kit in this process, whose work a test holds in its hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from threading import Event

from lexora_contract.messages import TranslationRequest, TranslationResult
from lexora_services.kit.answer import Work
from lexora_services.kit.bus import Bus
from lexora_services.kit.consuming import Slots, subscribe
from lexora_services.kit.metrics import Metrics
from tests.services.platform import FAMILY, PATIENCE, shout, until


@dataclass
class HeldWork:
    """Work that waits until it is let go, and notes what it was given."""

    texts: list[str] = field(default_factory=list)
    let_go: Event = field(default_factory=Event)

    def __call__(self, payload: TranslationRequest) -> TranslationResult:
        self.texts.append(payload.items[0].text)
        assert self.let_go.wait(3 * PATIENCE)
        return shout(payload)


@dataclass
class Service:
    bus: Bus
    counts: Metrics

    def count(self, name: str, lane: str = "interactive", **labels: str) -> float:
        """A number of the metrics; 0 while nothing was counted."""
        value = self.counts.registry.get_sample_value(name, {"family": FAMILY.name, "lane": lane, **labels})
        return value or 0.0


def make_service(work: Work, url: str = "amqp://127.0.0.1", *, interactive: int = 4, bulk: int = 2) -> Service:
    """Wired up, not started."""
    service = Service(Bus(url), Metrics())
    subscribe(service.bus, FAMILY, work, slots=Slots(interactive, bulk), counts=service.counts)
    return service


@asynccontextmanager
async def serving(work: Work, url: str, *, interactive: int = 4, bulk: int = 2) -> AsyncIterator[Service]:
    """A service that takes requests."""
    service = make_service(work, url, interactive=interactive, bulk=bulk)
    service.bus.start()
    try:
        await until(lambda: service.bus.is_ready, "the service is ready")
        yield service
    finally:
        await service.bus.stop()
