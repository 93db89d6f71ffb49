"""The menus of the shell. A room says in its `apps.py` what it has; what is not there appears nowhere."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from lexora_language import fold

Words = str | Promise
MENUS: dict[str, Words] = {
    "practice": _("Practice"),
    "library": _("Library"),
    "tools": _("Tools"),
    "community": _("Community"),
}


def everybody(_user: Any) -> bool:
    return True


@dataclass(frozen=True)
class Item:
    """A page that a menu leads to. `menu` is one of `MENUS`, `top`, `account`, or empty: only the search knows it.

    `order` decides the place in its menu, `bar` that in the bottom bar of a phone (0: not there), where `short` may
    stand for a long label. `visible` is asked for people who are signed in; guests see what is `for_guests`.
    """

    menu: str
    label: Words
    url_name: str
    icon: str
    order: int = 0
    bar: int = 0
    short: Words = ""
    about: Words = ""
    for_guests: bool = False
    visible: Callable[[Any], bool] = everybody

    @cached_property
    def url(self) -> str:
        return reverse(self.url_name)

    @property
    def icon_template(self) -> str:
        return f"ui/icons/{self.icon}.html"


_items: dict[str, Item] = {}


def add(*items: Item) -> None:
    """Take pages into the menus. The same address again takes the former one's place."""
    _items.update({item.url_name: item for item in items})


def open_to(user: Any) -> list[Item]:
    """Every page that this person may open, in order."""
    may = [i for i in _items.values() if (i.visible(user) if user.is_authenticated else i.for_guests)]
    return sorted(may, key=lambda item: item.order)


@dataclass(frozen=True)
class Link:
    """An item as a page shows it."""

    item: Item
    is_current: bool


@dataclass(frozen=True)
class Menu:
    """A menu with something in it. One that leads to one page only is that page's link."""

    key: str
    label: Words
    links: list[Link]

    @property
    def only(self) -> Link | None:
        return self.links[0] if len(self.links) == 1 else None

    @property
    def is_current(self) -> bool:
        return any(link.is_current for link in self.links)


@dataclass(frozen=True)
class Shell:
    """What the header and the bottom bar of a page show."""

    menus: list[Menu]
    top: list[Link]
    account: list[Link]
    bar: list[Link]


def shell_of(request: HttpRequest) -> Shell:
    """The menus for whoever asks."""
    items = open_to(getattr(request, "user", AnonymousUser()))  # a refusal may come before anybody is known
    current = _current(items, request.path)

    def links(wanted: list[Item]) -> list[Link]:
        return [Link(item, item is current) for item in wanted]

    grouped = {key: links([item for item in items if item.menu == key]) for key in (*MENUS, "top", "account")}
    return Shell(
        menus=[Menu(key, label, grouped[key]) for key, label in MENUS.items() if grouped[key]],
        top=grouped["top"],
        account=grouped["account"],
        bar=links(sorted((item for item in items if item.bar), key=lambda item: item.bar)),
    )


def _current(items: list[Item], path: str) -> Item | None:
    """The item whose address the page's begins with; the longest, so that a page wins over the one above it."""
    fits = [item for item in items if path == item.url or (item.url != "/" and path.startswith(item.url + "/"))]
    return max(fits, key=lambda item: len(item.url), default=None)


def matching(user: Any, text: str) -> list[Item]:
    """Pages this person may open whose label or description has a word that begins like the text."""
    wanted = fold(text)
    return [item for item in open_to(user) if wanted and _begins(wanted, f"{item.label} {item.about}")]


def _begins(wanted: str, text: str) -> bool:
    return f" {wanted}" in f" {fold(text)}"
