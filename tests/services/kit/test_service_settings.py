import pytest
from pydantic import ValidationError

from lexora_services.kit.settings import ServiceSettings, check_can_serve

TOKEN = "t" * 32


@pytest.fixture(autouse=True)
def _nothing_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ServiceSettings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_without_an_environment_it_listens_to_this_machine_and_to_no_queue() -> None:
    settings = ServiceSettings()
    assert settings.service_host == "127.0.0.1"
    assert settings.amqp_url == ""
    assert (settings.service_interactive_slots, settings.service_bulk_slots) == (8, 8)


def test_an_empty_value_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVICE_PORT", "")
    assert ServiceSettings().service_port == 0


def test_a_process_needs_a_token() -> None:
    check_can_serve(ServiceSettings(service_token=TOKEN))
    with pytest.raises(SystemExit, match=r"SERVICE_TOKEN is not set\. Set the same random text of 32 characters"):
        check_can_serve(ServiceSettings())


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("SERVICE_TOKEN", "short", "Set a random text of 32 characters or more"),
        ("AMQP_URL", "rabbit:5672", "must begin with amqp:// or amqps://"),
        ("SERVICE_PORT", "70000", "less than or equal to 65535"),
        ("SERVICE_BULK_SLOTS", "0", "greater than or equal to 1"),
        ("LEXORA_LOG_LEVEL", "LOUD", "'INFO'"),
    ],
)
def test_a_wrong_value_stops_the_start_and_names_the_remedy(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, remedy: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError, match=name.lower()) as error:
        ServiceSettings()
    assert remedy in str(error.value)


def test_secrets_are_not_shown() -> None:
    settings = ServiceSettings(service_token=TOKEN, amqp_url="amqp://lexora:hidden@127.0.0.1")
    assert TOKEN not in repr(settings)
    assert "hidden" not in repr(settings)
