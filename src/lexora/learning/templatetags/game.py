"""What pages say of XP, streaks and the shop."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from lexora.accounts.models import User
from lexora.learning import queries
from lexora.learning.queries import Game
from lexora.learning.rules import xp
from lexora.learning.rules.frames import frame_of
from lexora.ui.languages import in_interface_language

register = template.Library()
REASONS = {
    xp.REVIEW: _("Practice"),
    xp.UNDO: _("Answer taken back"),
    xp.PURCHASE: _("Bought in the shop"),
    xp.BONUS: _("Bonus"),
    xp.DUEL: _("Duel"),
    xp.STAKE: _("Stake of a duel"),
    xp.CLOZE: _("Grammar Pro"),
    xp.BUILDER: _("Sentence Builder"),
}
MEDALS = {1: _("Gold medal"), 2: _("Silver medal"), 3: _("Bronze medal")}


@register.simple_tag
def game_of(user: Any) -> Game | None:
    """The game of whoever looks at a page; None for guests, and for those who hide it."""
    if not isinstance(user, User):
        return None
    game = queries.game_of(user, now=timezone.now())
    return None if game.is_hidden else game


@register.filter
def in_language(texts: Mapping[str, str]) -> str:
    """Of a text in each language, the one in the language of the interface."""
    return in_interface_language(texts)


@register.filter
def xp_reason(reason: str) -> str:
    """Why XP came or went, in words."""
    return str(REASONS.get(reason, REASONS[xp.BONUS]))


@register.filter
def medal(rank: int) -> str:
    """The medal of the first three."""
    return str(MEDALS.get(rank, ""))


@register.filter
def frame(slug: str) -> str:
    """The look of a frame of the shop."""
    return frame_of(slug)


@register.filter
def is_public(user: User) -> bool:
    """Whether a name may be a link to the person's page."""
    return queries.is_public(user)


@register.filter
def value_of(values: Mapping[str, str], key: str) -> str:
    """The value of a key; the key itself where there is none."""
    return values.get(key, key)


@register.filter
def signed(amount: int) -> str:
    """An amount with its sign, as people write it: +10 or −1,050."""
    sign = "+" if amount > 0 else "−" if amount else ""
    return sign + number_format(abs(amount), force_grouping=True)
