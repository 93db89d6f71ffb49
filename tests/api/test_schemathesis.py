"""Whatever the description allows, and much that it does not: no operation breaks."""

import itertools
from collections.abc import Iterator

import pytest
import schemathesis
from django.conf import LazySettings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error

from lexora.accounts.models import User
from lexora.learning import actions as learning
from lexora.learning.rules import Grade
from tests.clients import program_of
from tests.factories import NOW, make_entry

MOST = 25  # examples of one operation
description = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
_numbers = itertools.count()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each operation has a number: where the tests of all had one name, several processes ran the first alone."""
    metafunc.parametrize("number", [next(_numbers)])


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """The end of a request closes no connection: the test's transaction lives there."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def bearer(ann: User, settings: LazySettings) -> str:
    """A valid token of somebody with entries, and no rate in the way."""
    settings.RATES = dict.fromkeys(settings.RATES, "1000000/second")
    for n in range(3):
        learning.grade_entry(user=ann, entry=make_entry(ann, f"word{n}"), grade=Grade.AGAIN, key=str(n), now=NOW)
    return str(program_of(ann).defaults["HTTP_AUTHORIZATION"])


@description.parametrize()
@settings(
    max_examples=MOST,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_no_operation_breaks(case: schemathesis.Case, bearer: str, number: int) -> None:
    # The client of WSGI applications reads no compressed answers.
    answer = case.call(headers={"Authorization": bearer, "Accept-Encoding": "identity"})
    case.validate_response(answer, checks=[not_a_server_error])
    if answer.status_code >= 400:
        assert set(answer.json()) == {"code", "message"}
