"""The library's places in the menus."""

from django.utils.translation import gettext_lazy as _

from lexora.ui.menus import Item, add


def connect() -> None:
    """Take part in the shell."""
    connect_phrases()


def connect_phrases() -> None:
    """Expressions and phrases."""
    for url_name, label, icon, order, about in (
        ("library:idioms", _("Idioms"), "quote", 30, _("Sayings and phrasal verbs, and what they really mean")),
        ("library:phrasebook", _("Phrasebook"), "suitcase", 40, _("What to say on a journey, and how it sounds")),
    ):
        add(Item("library", label, url_name, icon, order=order, about=about, for_guests=True))
