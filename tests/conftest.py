"""What all tests share."""

import faulthandler
import os
from collections import Counter
from collections.abc import Generator

import pytest
from django.core.cache import cache
from hypothesis import Phase, settings

from lexora.accounts.models import User
from lexora.core.rate import forget_rates
from lexora.portal import catalogues
from tests.factories import make_user

pytest_plugins = ["tests.leave_out"]

# Without explaining a failure: for that Hypothesis traces every line, which takes minutes where a database is asked.
settings.register_profile("lexora", phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink])
settings.load_profile("lexora")


STDERR = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[STDERR] = os.dup(2)  # that nothing captures


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """pytest-timeout watches a test no longer once it failed, and what is torn down after that may hang."""
    faulthandler.dump_traceback_later(float(item.config.getini("timeout")), exit=True, file=item.config.stash[STDERR])
    try:
        return (yield)
    finally:
        faulthandler.cancel_dump_traceback_later()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those with a browser come last: Playwright keeps a loop running, in which no asynchronous test can begin.

    Of tests with one name, several processes would run the first alone.
    """
    if twice := [name for name, count in Counter(item.nodeid for item in items).items() if count > 1]:
        raise pytest.UsageError(f"there are several tests of one name: {', '.join(twice)}")
    items.sort(key=is_of_browser)
    for item in filter(is_of_browser, items):
        item.add_marker(pytest.mark.flaky(reruns=1))  # a busy machine may be slower than a page may be; it is printed


def is_of_browser(item: pytest.Item) -> bool:
    return item.get_closest_marker("browser") is not None


@pytest.fixture(scope="session", autouse=True)
def _catalogues() -> None:
    """Before anything is translated: what gettext has not found once it does not look for again."""
    catalogues.compile_all()


@pytest.fixture(autouse=True)
def _fresh_counters() -> None:
    """Rates and cached values of one test are nothing to the next."""
    forget_rates()
    cache.clear()


@pytest.fixture
def ann(db: None) -> User:
    """The owner."""
    return make_user(email="ann@example.com", handle="ann")


@pytest.fixture
def bob(db: None) -> User:
    """A friend."""
    return make_user(email="bob@example.com", handle="bob")


@pytest.fixture
def charlie(db: None) -> User:
    """A stranger."""
    return make_user(email="charlie@example.com", handle="charlie")
