"""The menus of the shell: each person sees what they may open, and nothing that is not there."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from lexora.accounts.models import User
from lexora.ui import menus, slots
from lexora.ui.menus import Item
from tests.clients import browser_of
from tests.factories import make_user


@pytest.fixture(autouse=True)
def _nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menus, "_items", {})


def at(path: str, user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = user
    return request


def test_a_menu_without_pages_is_not_there(ann: User) -> None:
    assert menus.shell_of(at("/", ann)).menus == []


def test_a_menu_with_one_page_is_a_link_to_it(ann: User) -> None:
    menus.add(Item("practice", "Practice", "learning:practice", "cards"))
    [menu] = menus.shell_of(at("/", ann)).menus
    assert menu.only is not None
    assert menu.only.item.url == "/my/practice"


def test_pages_stand_in_order_and_the_current_one_is_marked(ann: User) -> None:
    menus.add(
        Item("tools", "Later", "portal:privacy", "info", order=20),
        Item("tools", "First", "translation:translator", "globe", order=10),
    )
    [menu] = menus.shell_of(at("/translator", ann)).menus
    assert [(str(link.item.label), link.is_current) for link in menu.links] == [("First", True), ("Later", False)]
    assert menu.only is None
    assert menu.is_current


def test_a_page_wins_over_the_one_above_it(ann: User) -> None:
    menus.add(
        Item("top", "Vocabulary", "vocabulary:list", "book"),
        Item("community", "Shared", "vocabulary:shared", "users"),
    )
    shell = menus.shell_of(at("/my/vocabulary/shared", ann))
    assert not shell.top[0].is_current
    assert shell.menus[0].is_current


def test_guests_see_what_is_for_guests() -> None:
    menus.add(
        Item("practice", "Practice", "learning:practice", "cards"),
        Item("tools", "Translator", "translation:translator", "globe", for_guests=True),
    )
    assert [menu.key for menu in menus.shell_of(at("/", AnonymousUser())).menus] == ["tools"]


@pytest.mark.django_db
def test_who_may_not_open_a_page_does_not_see_it(ann: User) -> None:
    menus.add(Item("tools", "Style", "portal:style", "sparkle", visible=lambda user: user.is_staff))
    assert menus.shell_of(at("/", ann)).menus == []
    assert len(menus.shell_of(at("/", make_user(admin=True))).menus) == 1


def test_the_bar_of_a_phone_has_its_own_order(ann: User) -> None:
    menus.add(
        Item("top", "Vocabulary", "vocabulary:list", "book", bar=2),
        Item("", "Home", "portal:home", "home", bar=1),
        Item("practice", "Practice", "learning:practice", "cards"),
    )
    assert [str(link.item.label) for link in menus.shell_of(at("/", ann)).bar] == ["Home", "Vocabulary"]


@pytest.mark.parametrize(
    ("text", "found"), [("trans", ["Translator"]), ("text", ["Translator"]), ("late", []), ("", []), ("!", [])]
)
def test_pages_are_found_by_the_beginnings_of_their_words(ann: User, text: str, found: list[str]) -> None:
    menus.add(Item("tools", "Translator", "translation:translator", "globe", about="Translate a text"))
    assert [str(item.label) for item in menus.matching(ann, text)] == found


class TestPlaces:
    @pytest.fixture(autouse=True)
    def _empty(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(slots, "_filled", {place: {} for place in slots.PLACES})

    def test_an_empty_place_shows_nothing(self) -> None:
        assert slots.templates_in("header") == []

    def test_what_a_room_puts_in_a_place_stands_on_the_page_once(self, ann: User) -> None:
        slots.fill("shell", "ui/icons/x.html", order=2)
        slots.fill("shell", "ui/icons/bell_of_tests.html", order=1)
        slots.fill("shell", "ui/icons/x.html", order=3)
        assert slots.templates_in("shell") == ["ui/icons/bell_of_tests.html", "ui/icons/x.html"]

    def test_a_place_that_does_not_exist_is_a_mistake(self) -> None:
        with pytest.raises(KeyError):
            slots.fill("nowhere", "ui/icons/x.html")


def test_a_page_shows_the_menus(ann: User) -> None:
    menus.add(Item("practice", "Practice", "learning:practice", "cards", bar=1))
    page = browser_of(ann).get("/privacy").content.decode()
    assert page.count('href="/my/practice"') == 3  # the header, the sheet of a phone, the bar
