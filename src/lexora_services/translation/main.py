"""The translation service as a process of its own: calls, queues, health."""

from fastapi import APIRouter, FastAPI

from lexora_contract import topology
from lexora_contract.messages import TRANSLATION, TranslateAnswer, TranslateCall
from lexora_services.kit import logs
from lexora_services.kit.app import create_app
from lexora_services.kit.bus import Bus
from lexora_services.kit.consuming import Slots, subscribe
from lexora_services.kit.metrics import Metrics
from lexora_services.kit.serving import serve
from lexora_services.kit.settings import ServiceSettings, check_can_serve
from lexora_services.translation.wiring import TranslationService, build

PORT = 8001


def run() -> None:
    """Serve until the process is told to stop."""
    settings = ServiceSettings()
    check_can_serve(settings)
    logs.configure(settings.lexora_log_level)
    service, counts = build(), Metrics()
    bus = make_bus(service, settings, counts) if settings.amqp_url else None
    serve(make_app(service, settings, bus, counts), settings, bus=bus, port=PORT)


def make_app(service: TranslationService, settings: ServiceSettings, bus: Bus | None, counts: Metrics) -> FastAPI:
    """The web application; it takes the service with it when it ends."""
    return create_app(
        calls_of(service),
        token=settings.service_token,
        bus=bus,
        counts=counts,
        checks={"providers": lambda: bool(service.chain.links)},
        close=service.close,
    )


def calls_of(service: TranslationService) -> APIRouter:
    """What the platform asks for while somebody waits."""
    router = APIRouter()

    @router.post("/translate")
    def translate(call: TranslateCall) -> TranslateAnswer:
        return service.translate(call)

    @router.get("/providers")
    async def providers() -> dict[str, list[str]]:
        """Whom texts may be sent to, by the names people know."""
        return {"outside": service.outside_providers()}

    return router


def make_bus(service: TranslationService, settings: ServiceSettings, counts: Metrics) -> Bus:
    """The connection to the queues of the translation family."""
    bus = Bus(settings.amqp_url)
    slots = Slots(settings.service_interactive_slots, settings.service_bulk_slots)
    subscribe(bus, topology.FAMILIES[TRANSLATION], service.translate_items, slots=slots, counts=counts)
    return bus
