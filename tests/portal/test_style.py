"""The style page: the calls it shows are the calls it renders."""

import re
from pathlib import Path

import pytest
from django.test import Client

from lexora.accounts.models import User
from lexora.portal import style
from tests.clients import browser_of
from tests.factories import make_user

COMPONENTS = Path(style.__file__).parents[1] / "ui" / "templates" / "components"


@pytest.fixture
def page(db: None) -> str:
    return str(browser_of(make_user(admin=True)).get("/style").content.decode())


def test_every_component_is_shown() -> None:
    calls = "".join(source for _title, source in style._sources())
    used = "".join(path.read_text() for path in COMPONENTS.glob("*.html"))
    for name in sorted(path.stem for path in COMPONENTS.glob("*.html")):
        assert f"<c-{name.replace('_', '-')}" in calls + used, name


def test_each_part_stands_in_both_themes(page: str) -> None:
    shown = len(style._sources())
    assert page.count('class="lx-style__pane" data-theme="light"') == shown
    assert page.count('class="lx-style__pane" data-theme="dark"') == shown
    assert "&lt;c-button kind=&quot;primary&quot; icon=&quot;plus&quot;&gt;" in page


def test_no_id_is_there_twice(page: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert sorted(set(ids)) == sorted(ids)


def test_the_call_hides_what_only_keeps_the_panes_apart(page: str) -> None:
    assert "{{ pane }}" not in page


def test_only_staff_sees_it(ann: User, client: Client) -> None:
    assert browser_of(ann).get("/style").status_code == 404
    assert client.get("/style").status_code == 404


def test_everybody_sees_it_while_lexora_is_being_developed(client: Client, db: None, settings: object) -> None:
    settings.DEBUG = True  # type: ignore[attr-defined]
    assert client.get("/style").status_code == 200


def test_every_colour_on_the_page_is_a_token() -> None:
    tokens = (COMPONENTS.parents[1] / "static/ui/css/tokens.css").read_text()
    for colour in style.COLOURS:
        assert f"--lx-{colour}:" in tokens, colour
