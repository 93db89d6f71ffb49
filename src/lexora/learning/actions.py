"""Grading a card."""

from datetime import datetime

from django.db import IntegrityError, transaction

from lexora.accounts.models import User
from lexora.core.days import local_day, start_of_day
from lexora.core.errors import Refused
from lexora.learning import rules
from lexora.learning.models import Card, Review
from lexora.learning.rules import CardState, Grade
from lexora.words import actions as words
from lexora.words.models import Entry


class KeyOfAnother(Refused):
    code = "key_of_another_review"
    status = 409


def grade_entry(*, user: User, entry: Entry, grade: Grade, key: str, now: datetime) -> Review:
    """Grade an entry of the user's. A repeated key changes nothing and gives the first answer."""
    try:
        with transaction.atomic():
            _take_turn(entry)
            return _same_key(user, entry, key) or _grade(user, entry, grade, key, now=now)
    except IntegrityError:
        # The same request arrived twice at once, and the other was quicker.
        review = _same_key(user, entry, key)
        if review is None:
            raise
        return review


def _take_turn(entry: Entry) -> None:
    """Two answers at once wait for each other at the entry: before the first review there is no card to lock."""
    Entry.objects.select_for_update(no_key=True).filter(pk=entry.pk).values_list("pk").first()


def _same_key(user: User, entry: Entry, key: str) -> Review | None:
    review = Review.objects.filter(user=user, key=key).first()
    if review and review.entry_id != entry.pk:
        raise KeyOfAnother
    return review


def _grade(user: User, entry: Entry, grade: Grade, key: str, *, now: datetime) -> Review:
    today = local_day(now, user.time_zone)
    card = Card.objects.filter(user=user, entry=entry).first()
    after = rules.sm2(_state_of(card), grade, today)
    review = Review.objects.create(
        user=user,
        entry=entry,
        key=key,
        grade=grade,
        reviewed_at=now,
        local_day=today,
        was_new=card is None,
        state_after=after.state,
        interval_after=after.interval,
        ease_after=after.ease,
        due_after=after.due or today,
    )
    _keep(card or Card(user=user, entry=entry), after, grade, user=user, review=review)
    return review


def _state_of(card: Card | None) -> CardState:
    if card is None:
        return CardState()
    return CardState(
        state=card.state,
        repetitions=card.repetitions,
        interval=card.interval,
        ease=card.ease,
        due=card.due_on,
    )


def _keep(card: Card, after: CardState, grade: Grade, *, user: User, review: Review) -> None:
    card.state, card.repetitions, card.interval = after.state, after.repetitions, after.interval
    card.ease = review.ease_after
    card.due_on, card.last_review_on = review.due_after, review.local_day
    card.total_reviews += 1
    card.correct_reviews += rules.is_correct(grade)
    card.save()
    due_at = start_of_day(review.due_after, user.time_zone)
    words.keep_learning_columns(card.entry_id, state=after.state, due_at=due_at, ease=round(after.ease, 4))
