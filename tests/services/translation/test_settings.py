from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from lexora_services.translation.settings import KNOWN_PROVIDERS, TranslationSettings
from lexora_services.translation.wiring import MAKERS, build
from tests.services.translation.helpers import make_settings


def from_environment(monkeypatch: pytest.MonkeyPatch, **values: str) -> TranslationSettings:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return TranslationSettings()


def test_without_an_environment_everything_is_on() -> None:
    settings = TranslationSettings()
    assert settings.translation_providers == ("dictionary", "google", "mymemory", "libretranslate", "freedict")
    assert settings.translation_outside
    assert settings.dictionary_file.parts[-2:] == ("content", "gold_vocabulary.tsv")
    assert (settings.dictionary_file.parents[1] / "src" / "lexora_services").is_dir()


def test_values_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = from_environment(
        monkeypatch,
        TRANSLATION_PROVIDERS=" mymemory, Dictionary ,",
        TRANSLATION_OUTSIDE="false",
        TRANSLATION_TIMEOUT_SECONDS="2.5",
        mymemory_email="ann@example.org",
        FREEDICT_DIR="/opt/dictd",
        UNRELATED="x",
    )
    assert settings.translation_providers == ("mymemory", "dictionary")
    assert not settings.translation_outside
    assert settings.translation_timeout_seconds == 2.5
    assert settings.mymemory_email == "ann@example.org"
    assert settings.freedict_dir == Path("/opt/dictd")


def test_an_empty_value_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = from_environment(monkeypatch, TRANSLATION_PROVIDERS="", TRANSLATION_TIMEOUT_SECONDS="")
    assert settings.translation_providers == KNOWN_PROVIDERS
    assert settings.translation_timeout_seconds == 10


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        (
            "TRANSLATION_PROVIDERS",
            "dictionary,gogle,deepl",
            "names gogle, deepl, which is no provider. Choose from dictionary, google,",
        ),
        ("TRANSLATION_PROVIDERS", "google,google", "Name each once"),
        ("GOOGLE_TRANSLATE_URL", "translate.google.com/m", "must begin with http:// or https://"),
        ("LIBRETRANSLATE_URL", "localhost:5000", "must begin with http:// or https://"),
        ("TRANSLATION_TIMEOUT_SECONDS", "0", "greater than 0"),
        ("TRANSLATION_RATE_PER_SECOND", "0", "greater than 0"),
        ("TRANSLATION_BREAKER_FAILURES", "0", "greater than or equal to 1"),
        ("TRANSLATION_OUTSIDE", "perhaps", "valid boolean"),
    ],
)
def test_a_wrong_value_stops_the_start_and_names_the_remedy(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, remedy: str
) -> None:
    with pytest.raises(ValidationError) as error:
        from_environment(monkeypatch, **{name: value})
    assert remedy in str(error.value)
    assert name.lower() in str(error.value)


def test_the_key_of_a_server_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "secret" not in repr(from_environment(monkeypatch, LIBRETRANSLATE_API_KEY="secret"))


def test_every_known_provider_can_be_made() -> None:
    assert set(MAKERS) == set(KNOWN_PROVIDERS)


@pytest.mark.parametrize(
    ("values", "chain"),
    [
        ({}, ["dictionary", "google", "mymemory", "freedict"]),
        ({"libretranslate_url": "http://127.0.0.1:5000"}, list(KNOWN_PROVIDERS)),
        ({"translation_providers": ("freedict", "mymemory")}, ["freedict", "mymemory"]),
        ({"translation_providers": "mymemory,dictionary"}, ["mymemory", "dictionary"]),
        ({"translation_outside": False}, ["dictionary", "freedict"]),
        (
            {"translation_outside": False, "libretranslate_url": "http://127.0.0.1:5000"},
            ["dictionary", "libretranslate", "freedict"],
        ),
        ({"translation_providers": ()}, []),
    ],
)
def test_the_chain_follows_from_the_settings(values: dict[str, Any], chain: list[str]) -> None:
    service = build(make_settings(**values))
    assert [link.provider.name for link in service.chain.links] == chain
    service.close()


def test_what_waits_for_a_server_has_a_breaker_and_what_is_outside_a_bucket() -> None:
    service = build(make_settings(libretranslate_url="http://127.0.0.1:5000"))
    guards = {link.provider.name: (link.breaker is not None, link.bucket is not None) for link in service.chain.links}
    assert guards == {
        "dictionary": (False, False),
        "google": (True, True),
        "mymemory": (True, True),
        "libretranslate": (True, False),
        "freedict": (False, False),
    }
    service.close()


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ({}, ["Google Translate", "MyMemory"]),
        ({"translation_providers": ("mymemory", "dictionary")}, ["MyMemory"]),
        ({"translation_outside": False}, []),
        ({"libretranslate_url": "http://127.0.0.1:5000", "translation_providers": ("libretranslate",)}, []),
    ],
)
def test_the_privacy_notice_names_who_is_outside(values: dict[str, Any], names: list[str]) -> None:
    service = build(make_settings(**values))
    assert service.outside_providers() == names
    service.close()
