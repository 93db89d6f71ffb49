"""The search over everything. A room says in its `apps.py` what it finds; the page and the dialog show it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from lexora_language import clean, fold

QUERY = 100  # characters that are searched for
SHOWN = 5  # hits of a group
DETAIL = 60  # characters of each text in a detail


@dataclass(frozen=True)
class Hit:
    """A line that leads somewhere. `lang` is the language of the title, `is_similar` says that it is only near."""

    title: str
    url: str
    icon: str
    detail: str = ""
    lang: str = ""
    is_similar: bool = False

    @property
    def icon_template(self) -> str:
        return f"ui/icons/{self.icon}.html"


@dataclass(frozen=True)
class Group:
    """Hits of one kind. `find` is given who asks and what for, and asks the database a constant number of times.

    What a group merely `offers` to do with the text is not counted as found. Guests see what is `for_guests`.
    """

    key: str
    title: str | Promise
    find: Callable[[HttpRequest, str], list[Hit]]
    order: int = 0
    for_guests: bool = False
    offers: bool = False


@dataclass(frozen=True)
class Answer:
    """A group with something in it."""

    group: Group
    hits: list[Hit]


_groups: dict[str, Group] = {}


def register(group: Group) -> None:
    """Take a group into the search. The same key again takes the former one's place."""
    _groups[group.key] = group


def asked(text: str) -> str:
    """What is searched for: one line of no more than `QUERY` characters; empty where there is nothing to look for."""
    cleaned = clean(text[:QUERY])
    return cleaned if fold(cleaned) else ""


def answers(request: HttpRequest, text: str) -> list[Answer]:
    """What every group has for whoever asks, in order."""
    wanted = asked(text)
    groups = sorted(_groups.values(), key=lambda group: group.order) if wanted else []
    found = [Answer(g, g.find(request, wanted)[:SHOWN]) for g in groups if _is_for(request, g)]
    return [answer for answer in found if answer.hits]


def count_found(answered: Iterable[Answer]) -> int:
    """How many hits there are, without what is merely offered."""
    return sum(len(answer.hits) for answer in answered if not answer.group.offers)


def spoken(texts: Iterable[tuple[str, str]]) -> SafeString:
    """A detail of (language, text), each marked with its language, so that a screen reader pronounces it right."""
    short = ((language, Truncator(text).chars(DETAIL)) for language, text in texts)
    return format_html_join(" · ", '<span lang="{}">{}</span>', short)


def _is_for(request: HttpRequest, group: Group) -> bool:
    return group.for_guests or request.user.is_authenticated
