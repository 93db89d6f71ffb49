"""What the services say to the platform over RabbitMQ, as an AsyncAPI document made from their code.

python -m tools.asyncapi > docs/reference/asyncapi.json
"""

import json

from faststream.specification import AsyncAPI

from lexora_services.kit.metrics import Metrics
from lexora_services.kit.settings import ServiceSettings
from lexora_services.translation.main import make_bus
from lexora_services.translation.settings import TranslationSettings
from lexora_services.translation.wiring import build

CONTRACT_VERSION = "1"


def document() -> str:
    """The document, the same on every machine."""
    service = build(TranslationSettings(translation_providers=()))
    bus = make_bus(service, ServiceSettings(amqp_url="amqp://rabbitmq"), Metrics())
    about = AsyncAPI(bus.broker, title="Lexora services", version=CONTRACT_VERSION).to_specification().to_json()
    service.close()
    return json.dumps(json.loads(about), indent=2, sort_keys=True, ensure_ascii=False)


if __name__ == "__main__":
    print(document())
