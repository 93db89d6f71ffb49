"""What both sides may rely on. That every sample is read and written without a loss is a rule of the house."""

import json
from importlib import resources
from typing import Any

import pytest
from pydantic import ValidationError

from lexora_contract import messages
from lexora_contract.messages import MAX_BATCH, MAX_TEXT, TextItem, TranslationRequest

SAMPLES = resources.files("lexora_contract").joinpath("samples")


def sample(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SAMPLES.joinpath(f"translation.{name}.v1.json").read_text())
    return found


def raw(message: dict[str, Any]) -> bytes:
    return json.dumps(message).encode()


@pytest.mark.parametrize(
    ("name", "parse"),
    [
        ("requested", messages.parse_request),
        ("requested.bulk", messages.parse_request),
        ("completed", messages.parse_result),
        ("failed", messages.parse_result),
    ],
)
def test_old_code_reads_a_message_with_new_fields(name: str, parse: Any) -> None:
    known = sample(name)
    newer = {**known, "priority": 1, "payload": {**known["payload"], "tone": "formal"}}
    assert parse(raw(newer)) == parse(raw(known))


@pytest.mark.parametrize(
    "change",
    [
        {"event_type": "translation.dead"},
        {"event_type": "enrichment.completed"},
        {"schema_version": 2},
        {"job_id": "17"},
        {"payload": {}},
        {"payload": {"items": [{"ref": "1", "text": "", "provider": "google"}]}},
    ],
)
def test_what_is_no_known_message_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        messages.parse_result(raw({**sample("completed"), **change}))


@pytest.mark.parametrize(
    ("texts", "allowed"),
    [
        ([], False),
        (["a"], True),
        (["a"] * MAX_BATCH, True),
        (["a"] * (MAX_BATCH + 1), False),
        (["a" * MAX_TEXT], True),
        (["a" * (MAX_TEXT + 1)], False),
        ([""], False),
    ],
)
def test_a_request_has_bounds(texts: list[str], allowed: bool) -> None:
    items = [{"ref": str(n), "text": text} for n, text in enumerate(texts)]
    payload = {"source": "en", "target": "uk", "items": items}
    if allowed:
        assert TranslationRequest.model_validate(payload).outside_allowed
    else:
        with pytest.raises(ValidationError):
            TranslationRequest.model_validate(payload)


def test_a_message_is_never_changed() -> None:
    item = TextItem(ref="1", text="a")
    with pytest.raises(ValidationError):
        item.text = "b"
