"""What the search over everything finds here: pages, and what can be done with the text itself."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from lexora.ui import menus
from lexora.ui.spotlight import Group, Hit, register


def connect() -> None:
    register(Group("pages", gettext_lazy("Pages"), pages, order=40, for_guests=True))
    register(Group("actions", gettext_lazy("Actions"), actions, order=90, offers=True))


def pages(request: HttpRequest, text: str) -> list[Hit]:
    """Pages that this person may open."""
    items = menus.matching(request.user, text)
    return [Hit(str(item.label), item.url, item.icon, detail=str(item.about)) for item in items]


def actions(_request: HttpRequest, text: str) -> list[Hit]:
    """What can be done with a text, whether anything is found or not."""
    given = urlencode({"text": text})
    add, translate = reverse("vocabulary:new"), reverse("translation:translator")
    return [
        Hit(gettext("Add “%(text)s” to my vocabulary") % {"text": text}, f"{add}?{given}", "plus"),
        Hit(gettext("Translate “%(text)s”") % {"text": text}, f"{translate}?{given}", "globe"),
    ]
