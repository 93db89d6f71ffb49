"""Taking an answer back."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.learning import queries, rules
from lexora.learning.actions import cards, days
from lexora.learning.actions.reviews import award_key, take_turn
from lexora.learning.actions.streaks import unmark_active
from lexora.learning.actions.xp import locked_progress, take_back
from lexora.learning.models import Card, PracticeSettings, Review
from lexora.words.models import Entry

UNDO_KEPT = timedelta(days=1)
BATCH = 200  # rows in one transaction


class CannotUndo(Refused):
    code = "undo_gone"
    status = 410


def undo_review(*, user: User, key: str, now: datetime) -> Review:
    """Take back the last answer to a card, with its XP; a second time changes nothing. Raises `CannotUndo`."""
    review = Review.objects.select_related("entry").filter(user=user, key=key).first()
    if review is None or review.entry.deleted_at:
        raise CannotUndo
    review.entry.owner = user
    with transaction.atomic():
        take_turn(review.entry)
        review.refresh_from_db(fields=["undone_at", "before"])
        if review.undone_at is None:
            _undo(review, now=now)
    return review


def last_undoable(user: User, *, now: datetime) -> Review | None:
    """The answer that would be taken back next."""
    recent = Review.objects.filter(user=user, undone_at=None, reviewed_at__gt=now - UNDO_KEPT)
    return recent.order_by("-reviewed_at", "-id").first()


def _undo(review: Review, *, now: datetime) -> None:
    user = review.entry.owner
    settings = queries.settings_of(user)
    if review.reviewed_at <= now - UNDO_KEPT or not _is_last(review, settings):
        raise CannotUndo
    progress, day = locked_progress(user), queries.day_of(user, review.local_day)
    earned = take_back(progress, award_key(review), day, now=now)
    progress.booster_left += bool(earned and earned.is_boosted)
    before, review.undone_at, review.before = review.before, now, None
    review.save(update_fields=["undone_at", "before"])
    _restore(review, before, settings)
    days.add(day, review, -1)
    day.save()
    if not day.is_active:
        unmark_active(progress, day.day)
    progress.save()


def _is_last(review: Review, settings: PracticeSettings) -> bool:
    """Whether the card had no answer since."""
    later = Review.objects.filter(entry=review.entry_id, undone_at=None, reviewed_at__gte=review.reviewed_at)
    mine, my_place = cards.direction_of(review, settings), (review.reviewed_at, review.pk)
    return not any(
        cards.direction_of(other, settings) == mine and (other.reviewed_at, other.pk) > my_place for other in later
    )


def _restore(review: Review, before: dict[str, Any] | None, settings: PracticeSettings) -> None:
    """The card as it was; where that is not known, or is of another scheduler, anew from the log."""
    entry = review.entry
    there = {card.direction: card for card in Card.objects.filter(user=entry.owner, entry=entry)}
    card = there.get(review.direction)
    lapses = _lapses(there)
    if before and card and before["version"] == settings.version:
        cards.restore(card, before)
        card.save()
    else:
        there = {card.direction: card for card in cards.rebuild(entry, settings)}
    made_a_leech = _lapses(there) < lapses and rules.is_leech(lapses)
    is_suspended = entry.learning_state == Entry.State.SUSPENDED and not made_a_leech
    cards.keep_columns(entry, list(there.values()), is_suspended=is_suspended)


def _lapses(there: dict[str, Card]) -> int:
    return max((card.lapses for card in there.values()), default=0)


def forget_snapshots(*, now: datetime) -> int:
    """Drop what was kept for taking answers back, a day later."""
    count = 0
    old = Review.objects.exclude(before=None).filter(reviewed_at__lt=now - UNDO_KEPT)
    while ids := list(old.values_list("pk", flat=True)[:BATCH]):
        count += Review.objects.filter(pk__in=ids).update(before=None)
    return count
