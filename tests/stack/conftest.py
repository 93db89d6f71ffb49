"""A whole stack of real processes on servers of its own."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.services.translation.wire import TranslationServers
from tests.stack.people import Person
from tools.stack import Stack

PROVIDERS = "dictionary,google"


@pytest.fixture(scope="session")
def providers() -> Iterator[TranslationServers]:
    """The outside world. Each test begins with quick answers."""
    with TranslationServers() as servers:
        yield servers


@pytest.fixture(scope="session")
def stack(providers: TranslationServers) -> Iterator[Stack]:
    environment = {
        **providers.environment,
        "TRANSLATION_PROVIDERS": PROVIDERS,
        "TRANSLATION_RATE_PER_SECOND": "100000",
        "LEXORA_DEMO": "0",
        "LEXORA_ENV_FILE": "",
        "RATE_API": "1000000/minute",
        "RATE_API_TOKEN": "1000000/minute",
        "RATE_SIGNUP": "1000000/hour",
        "RATE_SIGNIN": "1000000/minute",
        "WEB_WORKERS": "2",
    }
    # Not in pytest's own folder, which nobody but its owner may enter: PostgreSQL does not run as root.
    with (
        TemporaryDirectory(prefix="lexora-stack-") as folder,
        Stack(Path(folder), private=True, **environment) as running,
    ):
        yield running


@pytest.fixture(autouse=True)
def _quick_providers(providers: TranslationServers) -> Iterator[None]:
    yield
    providers.seconds = 0.0
    providers.script("google", "ok")


@pytest.fixture
def ann(stack: Stack) -> Iterator[Person]:
    """A learner of English with a native language, Ukrainian: one translation per word."""
    with Person(stack) as person:
        yield person
