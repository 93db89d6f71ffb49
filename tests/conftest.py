"""What all tests share."""

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


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those with a browser come last: Playwright keeps a loop running, in which no asynchronous test can begin."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


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
