"""What the game has in the shell of every page: menu items, the chip in the header, the frame round the avatar."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lexora.accounts import signals
from lexora.accounts.models import User
from lexora.learning import actions, queries
from lexora.ui import slots
from lexora.ui.frames import provide_frames
from lexora.ui.menus import Item, add


def connect() -> None:
    """Take part in the shell, and hear of accounts that come and go."""
    for url_name, label, icon, order, about in (
        ("learning:leaderboard", _("Leaderboard"), "trophy", 30, _("Who earned the most XP, this week and ever")),
        ("learning:shop", _("Shop"), "bag", 40, _("Streak freezes, boosters and frames for your XP")),
        ("learning:inventory", _("Inventory"), "box", 50, _("What you own, and where your XP came from")),
    ):
        add(Item("practice", label, url_name, icon, order=order, about=about, visible=plays))
    add(
        Item(
            "account", _("My public page"), "learning:me", "users", order=12, about=_("What other learners see of you")
        )
    )
    slots.fill("header", "learning/_chip.html", order=-10)
    provide_frames(frame_of)
    signals.visibility_changed.connect(show_in_lists, dispatch_uid="learning")


def plays(user: Any) -> bool:
    """Whether this person sees the game."""
    return not queries.hides_game(user, now=timezone.now())


def frame_of(user: Any) -> str:
    """The frame this person wears, unless they want to see no game."""
    game = queries.game_of(user, now=timezone.now()) if user.is_authenticated else None
    return game.frame if game and not game.is_hidden else ""


def show_in_lists(*, user: User, **_rest: Any) -> None:
    actions.show_in_lists(user)
