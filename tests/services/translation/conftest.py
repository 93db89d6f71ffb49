from collections.abc import Iterator
from pathlib import Path

import pytest

from lexora_services.translation.wiring import TranslationService
from tests.services.fake_clock import FakeClock
from tests.services.translation.helpers import make_service, write_dictionary
from tests.services.translation.wire import TranslationServers


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy or a provider of the machine must not change a test."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "TRANSLATION_PROVIDERS", "TRANSLATION_OUTSIDE"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def servers() -> Iterator[TranslationServers]:
    with TranslationServers() as running:
        yield running


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def dictionary_file(tmp_path: Path) -> Path:
    return write_dictionary(tmp_path / "vocabulary.tsv")


@pytest.fixture
def service(servers: TranslationServers, clock: FakeClock, dictionary_file: Path) -> Iterator[TranslationService]:
    """Every provider, with the outside world on the loopback."""
    built = make_service(servers, clock=clock, dictionary_file=dictionary_file)
    yield built
    built.close()
