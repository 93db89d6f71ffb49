"""The library's places in the menus."""

from django.utils.translation import gettext_lazy as _

from lexora.ui.menus import Item, add


def connect() -> None:
    """Take part in the shell."""
    connect_grammar()


def connect_grammar() -> None:
    about = _("Tenses, articles, conditionals and more, explained in your language")
    add(Item("library", _("Grammar"), "library:grammar", "book", order=20, about=about, for_guests=True))
