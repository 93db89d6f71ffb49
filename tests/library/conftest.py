"""Ann's browser, and a curated word."""

import pytest
from django.test import Client

from lexora.accounts.models import User
from lexora.library.models import GoldWord
from tests.clients import browser_of
from tests.factories import make_word


@pytest.fixture
def browser(ann: User) -> Client:
    return browser_of(ann)


@pytest.fixture
def apple() -> GoldWord:
    return make_word(
        "apple",
        uk="яблуко; яблучко",
        el="το μήλο; μηλαράκι",
        example="The apple is red.",
        example_uk="Яблуко червоне.",
        example_el="Το μήλο είναι κόκκινο.",
    )
