"""Putting an entry out of practice, by hand or because it is forgotten again and again."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from lexora.accounts.models import User
from lexora.learning.actions import cards
from lexora.learning.models import Card
from lexora.notifications import actions as notifications
from lexora.words.models import Entry

LEECH = "leech"  # the kind of notification
TOLD_TEXT = 60  # characters of an entry in a notification


@transaction.atomic
def suspend(entry: Entry, *, suspended: bool = True) -> None:
    """Put an entry out of practice, or take it up again where it stood."""
    found: Sequence[Card] = list(Card.objects.filter(user=entry.owner, entry=entry))
    cards.keep_columns(entry, found, is_suspended=suspended)
    entry.refresh_from_db(fields=["learning_state", "due_at", "ease"])


def tell_of_leech(entry: Entry, card: Card, *, now: datetime) -> None:
    """Tell the learner that a card was suspended, and after how many lapses."""
    user: User = entry.owner
    notifications.notify(
        user_id=user.pk,
        kind=LEECH,
        params={"text": entry.source_text[:TOLD_TEXT], "lapses": card.lapses},
        link=f"/my/vocabulary/{entry.pk}",
        key=f"leech:{entry.pk}:{card.direction}:{card.lapses}",
        now=now,
    )
