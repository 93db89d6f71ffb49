"""The library's places in the menus."""

from django.utils.translation import gettext_lazy as _

from lexora.ui.menus import Item, add


def connect() -> None:
    """Take part in the shell."""
    connect_gold()


def connect_gold() -> None:
    """The Gold Vocabulary, for everybody."""
    add(
        Item(
            "library",
            _("Gold Vocabulary"),
            "library:gold",
            "trophy",
            order=10,
            about=_("The most useful words, from A1 to B2, with translations and examples"),
            for_guests=True,
        )
    )
