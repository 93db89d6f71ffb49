"""The published document of the event bus."""

import json
from pathlib import Path

from lexora_contract import topology
from tools.asyncapi import document

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "reference" / "asyncapi.json"


def test_the_published_document_is_the_one_the_code_makes() -> None:
    assert PUBLISHED.read_text(encoding="utf-8").strip() == document(), "renew it with `make asyncapi`"


def test_it_names_every_queue_that_carries_requests_and_results() -> None:
    operations = json.loads(document())["operations"]
    directions = {name: operation["action"] for name, operation in operations.items()}
    expected = {}
    for family in topology.FAMILIES.values():
        expected |= dict.fromkeys([family.interactive.queue.name, family.bulk.queue.name], "receive")
        expected |= dict.fromkeys([family.completed.name, family.failed.name], "send")
    assert directions == expected


def test_every_message_in_it_is_described() -> None:
    messages = json.loads(document())["components"]["messages"]
    assert {message["payload"]["$ref"].rpartition("/")[2] for message in messages.values()} == {
        "TranslationRequested",
        "TranslationCompleted",
        "TranslationFailed",
    }
