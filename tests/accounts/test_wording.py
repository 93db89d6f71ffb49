"""The pages of packages speak as ours do."""

import re

import pytest

from lexora.accounts.models import User
from tests.clients import browser_of

PAGES = ("/accounts/2fa/", "/accounts/password/change/", "/accounts/email/", "/accounts/reauthenticate/")


@pytest.mark.parametrize("path", PAGES)
def test_english_headings_and_labels_have_one_capital(ann: User, path: str) -> None:
    text = browser_of(ann).get(path).content.decode()
    headings = re.findall(r"<(?:h1|h2|label|legend)\b[^>]*>\s*([^<]+?)\s*<", text)
    assert headings
    assert [heading for heading in headings if re.search(r"\s[A-Z][a-z]", heading)] == []
