"""The interface language and the theme: for this browser, and for who is signed in."""

import pytest
from django.test import Client

from lexora.accounts.models import User
from tests.clients import browser_of

DOORS = [("/language", "language", "uk", "lexora_language"), ("/theme", "theme", "dark", "lexora_theme")]


@pytest.mark.parametrize(("door", "name", "value", "cookie"), DOORS)
def test_a_choice_is_kept_in_the_browser(db: None, door: str, name: str, value: str, cookie: str) -> None:
    client = Client()
    answer = client.post(door, {name: value, "next": "/translator?src=el"})
    assert answer["Location"] == "/translator?src=el"
    assert answer.cookies[cookie].value == value
    assert answer.cookies[cookie]["samesite"] == "Lax"
    text = client.get("/translator").content.decode()
    assert ('lang="uk"' if name == "language" else 'data-theme="dark"') in text.split("<head>")[0]


@pytest.mark.parametrize(("door", "name", "value", "cookie"), DOORS)
def test_a_choice_is_kept_in_the_profile(ann: User, bob: User, door: str, name: str, value: str, cookie: str) -> None:
    browser_of(ann).post(door, {name: value})
    ann.refresh_from_db()
    bob.refresh_from_db()
    assert value in (ann.interface_language, ann.theme)
    assert (bob.interface_language, bob.theme) == ("", "auto")
    text = browser_of(ann).get("/").content.decode()
    assert ('lang="uk"' if name == "language" else 'data-theme="dark"') in text.split("<head>")[0]


@pytest.mark.parametrize(("door", "name", "value", "cookie"), DOORS)
@pytest.mark.parametrize("given", ["", "de", "UK", "<b>", "dark ", "x" * 500])
def test_a_choice_that_does_not_exist_is_refused(
    ann: User, door: str, name: str, value: str, cookie: str, given: str
) -> None:
    answer = browser_of(ann).post(door, {name: given})
    assert answer.status_code == 400
    assert "This choice does not exist." in answer.content.decode()
    assert cookie not in answer.cookies
    ann.refresh_from_db()
    assert (ann.interface_language, ann.theme) == ("", "auto")


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "http:///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        " https://evil.example",
        "https:evil.example",
        "",
    ],
)
@pytest.mark.parametrize(("door", "name", "value", "cookie"), DOORS)
def test_nobody_is_led_elsewhere(db: None, door: str, name: str, value: str, cookie: str, elsewhere: str) -> None:
    assert Client().post(door, {name: value, "next": elsewhere})["Location"] == "/"


def test_a_forged_theme_cookie_is_ignored(db: None) -> None:
    client = Client()
    client.cookies["lexora_theme"] = '"><script>'
    text = client.get("/").content.decode()
    assert 'data-theme="auto"' in text
    assert "<script>" not in text


def test_the_browsers_language_is_the_first_guess(db: None) -> None:
    text = Client(headers={"Accept-Language": "el-GR,el;q=0.9"}).get("/").content.decode()
    assert 'lang="el"' in text.split("<head>")[0]
