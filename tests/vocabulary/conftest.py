"""Ann's browser, with and without script."""

import pytest
from django.test import Client

from lexora.accounts.models import User
from tests.clients import HTMX, browser_of


@pytest.fixture
def plain(ann: User) -> Client:
    """A browser without script."""
    return browser_of(ann)


@pytest.fixture
def htmx(ann: User) -> Client:
    return browser_of(ann, headers=HTMX)
