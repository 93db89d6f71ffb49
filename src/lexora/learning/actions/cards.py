"""Storing what schedulers say: cards, and the columns of entries that follow from them."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from lexora.core.days import start_of_day
from lexora.learning import queries, rules
from lexora.learning.models import Card, PracticeSettings, Review
from lexora.learning.rules import CardState, asks
from lexora.words import actions as words
from lexora.words.models import Entry

STORED = ("repetitions", "interval", "ease", "stability", "difficulty", "lapses", "step")  # named alike on both sides


def state_of(card: Card | None) -> CardState:
    """A card as the schedulers see it."""
    if card is None or card.state == rules.NEW:
        return CardState()
    return CardState(
        state=card.state,
        due=card.due_on,
        last_at=card.last_review_at,
        step_due=card.step_due_at,
        **{name: getattr(card, name) for name in STORED},
    )


def put(card: Card, state: CardState) -> None:
    """Let a card say what a scheduler said; it is not stored yet."""
    for name in STORED:
        setattr(card, name, getattr(state, name))
    card.state, card.step_due_at, card.last_review_at = state.state, state.step_due, state.last_at
    if state.due:
        card.due_on = state.due


def seed_of(entry_id: int, direction: str) -> str:
    return f"{entry_id}:{direction}"


def keep_columns(entry: Entry, cards: Sequence[Card], *, is_suspended: bool = False) -> None:
    """Let the entry say how its cards stand: the lowest state, the nearest day, the lowest ease."""
    seen = [card for card in cards if card.state != rules.NEW]
    if is_suspended:
        known = words.Learning(state=Entry.State.SUSPENDED, ease=_ease(seen))
    elif seen:
        states = {card.state for card in seen}
        state = Entry.State.LEARNING if rules.LEARNING in states else Entry.State.REVIEW
        due_at = start_of_day(min(card.due_on for card in seen), entry.owner.time_zone)
        known = words.Learning(state=state, due_at=due_at, ease=_ease(seen))
    else:
        known = words.Learning()
    words.keep_learning_columns(entry.pk, known)


def _ease(seen: Sequence[Card]) -> float:
    return round(min(card.ease for card in seen), 4) if seen else words.Learning().ease


def rebuild(entry: Entry, settings: PracticeSettings) -> list[Card]:
    """Make the cards of an entry anew from its log, as the learner wants them now; return them."""
    former = {card.direction: card for card in Card.objects.filter(user=entry.owner, entry=entry)}
    log = log_of(entry, settings)
    cards = [_rebuilt(entry, direction, reviews, settings, former) for direction, reviews in log.items()]
    if cards and settings.one_per_direction:
        cards += _siblings(entry, cards, settings, former)
    _store(cards, former)
    return cards


def log_of(entry: Entry, settings: PracticeSettings) -> dict[str, list[Review]]:
    """The log of an entry, in order: for each card that there should be its lines."""
    log: dict[str, list[Review]] = {}
    for review in Review.objects.filter(entry=entry, user=entry.owner, undone_at=None).order_by("reviewed_at", "id"):
        log.setdefault(direction_of(review, settings), []).append(review)
    return log


def direction_of(review: Review, settings: PracticeSettings) -> str:
    """Which card a review belongs to. In one schedule all do; in several, those of one schedule count for the first."""
    if not settings.one_per_direction:
        return asks.ONE_SCHEDULE
    return review.direction or asks.wanted(settings.directions, asks.ASKS)[0]


def _rebuilt(
    entry: Entry, direction: str, reviews: Sequence[Review], settings: PracticeSettings, former: dict[str, Card]
) -> Card:
    state = rules.replay((review.line() for review in reviews), settings.options, seed=seed_of(entry.pk, direction))
    card = former.get(direction) or Card(user=entry.owner, entry=entry, direction=direction)
    put(card, state)
    card.total_reviews = len(reviews)
    card.correct_reviews = sum(rules.is_correct(rules.Grade(review.grade)) for review in reviews)
    card.last_review_on, card.last_review_at = reviews[-1].local_day, reviews[-1].reviewed_at
    if state.due is None:  # a log of nothing that moves
        card.state, card.due_on = rules.LEARNING, reviews[-1].local_day
    card.version = settings.version
    return card


def _siblings(entry: Entry, cards: Sequence[Card], settings: PracticeSettings, former: dict[str, Card]) -> list[Card]:
    """New cards for the ways that were not asked yet, from the day after the last review."""
    has_audio = bool(queries.sounds_of([entry.pk])) if queries.has_sounds() else False
    ways = queries.ways_of(entry, settings, has_audio=has_audio)
    there = {card.direction for card in cards}
    last = max((card.last_review_on for card in cards if card.last_review_on), default=None)
    made = []
    for way in ways:
        if way not in there and last:
            known = former.get(way)
            card = known or Card(user=entry.owner, entry=entry, direction=way)
            due = known.due_on if known and known.state == rules.NEW else last + timedelta(days=1)
            put(card, replace(CardState(), due=due))
            card.version, card.total_reviews, card.correct_reviews = settings.version, 0, 0
            card.last_review_on = None
            made.append(card)
    return made


def add_siblings(entry: Entry, cards: Sequence[Card], settings: PracticeSettings) -> None:
    """Make the cards of the other directions, once the first was asked."""
    made = _siblings(entry, cards, settings, {card.direction: card for card in cards})
    Card.objects.bulk_create(made, ignore_conflicts=True)


def _store(cards: Collection[Card], former: dict[str, Card]) -> None:
    kept = {card.pk for card in cards if card.pk}
    gone = [card.pk for card in former.values() if card.pk not in kept]
    if gone:
        Card.objects.filter(pk__in=gone).delete()
    for card in cards:
        card.save()


def snapshot(card: Card | None) -> dict[str, Any]:
    """The card as JSON, for taking an answer back; empty when there was none."""
    if card is None or card.pk is None:
        return {}
    values: dict[str, Any] = {name: getattr(card, name) for name in (*STORED, *COUNTED)}
    for name in DATES:
        value = getattr(card, name)
        values[name] = value.isoformat() if value else None
    return values


COUNTED = ("state", "total_reviews", "correct_reviews", "version")
DATES = ("due_on", "last_review_on", "last_review_at", "step_due_at")


def restore(card: Card, values: dict[str, Any]) -> None:
    """Make the card what it was; it is not stored yet."""
    for field in Card._meta.fields:
        if field.name in values:
            setattr(card, field.name, field.to_python(values[field.name]))
