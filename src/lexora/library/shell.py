"""The library's places in the menus, in the pages of other rooms, and in what comes round by the clock."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from lexora.jobs import scheduler
from lexora.library.actions import prints
from lexora.ui import slots
from lexora.ui.menus import Item, add


def connect() -> None:
    """Take part in the shell."""
    connect_prints()


def connect_prints() -> None:
    """The ways to the printer, and the work behind them."""
    about = _("Your words as a list or as flashcards, on paper")
    add(Item("", _("Print my words"), "library:print_options", "print", about=about))
    slots.fill("vocabulary", "library/_print_link.html")
    slots.fill("selection", "library/_print_selection.html")
    scheduler.register("make prints", every=timedelta(seconds=2), action=lambda now: prints.make_next_print(now=now))
    scheduler.register("forget prints", every=timedelta(minutes=5), action=lambda now: prints.forget_prints(now=now))
