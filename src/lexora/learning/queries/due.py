"""What is due, in which order, and how each card is asked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from lexora.accounts.models import User
from lexora.learning import rules
from lexora.learning.models import Card, PracticeSettings, Review
from lexora.learning.queries.today import Today, today_of
from lexora.learning.rules import asks
from lexora.words.models import Entry
from lexora.words.queries import entries_of

MOST_COUNTED = 1000  # due cards of one state; whoever has more need not know how many
IN_TURN = (rules.LEARNING, rules.REVIEW)

Sounds = Callable[[Iterable[int]], Mapping[int, str]]
_sounds: list[Sounds] = []


@dataclass(frozen=True)
class Counts:
    """How many cards wait, as a learner sees them."""

    learning: int
    review: int
    new: int

    @property
    def total(self) -> int:
        return self.learning + self.review + self.new


@dataclass(frozen=True)
class Due:
    """A card that waits. `card` is None for an entry that was never reviewed."""

    entry: Entry
    card: Card | None
    direction: str
    ask: str
    audio: str = ""

    @property
    def seen(self) -> int:
        """How many answers the card had."""
        return self.card.total_reviews if self.card else 0

    @property
    def state(self) -> str:
        return self.card.state if self.card else rules.NEW


def provide_sounds(sounds: Sounds) -> None:
    """Let a room say which of these entries have audio, and at which address."""
    _sounds.append(sounds)


def has_sounds() -> bool:
    """Whether this server has audio at all."""
    return bool(_sounds)


def sounds_of(entry_ids: Iterable[int]) -> dict[int, str]:
    """The addresses of the audio of these entries."""
    ids = list(entry_ids)
    return {pk: address for sounds in _sounds for pk, address in sounds(ids).items()}


def queue(user: User, *, limit: int, now: datetime, today: Today | None = None) -> list[Due]:
    """The next cards: same-day steps that are due, then learning, the most overdue, and new ones within the limits."""
    today = today or today_of(user, now=now)
    cards = list(_stepping(today).filter(step_due_at__lte=now).order_by("step_due_at")[:limit]) if today.steps else []
    cards += _due_cards(today, limit=min(limit - len(cards), today.reviews_left))
    room = min(limit - len(cards), today.new_left)
    siblings = _new_cards(today)[:room] if today.settings.one_per_direction else []
    found: list[tuple[Entry, Card | None]] = [(card.entry, card) for card in [*cards, *siblings]]
    if room := room - len(siblings):
        found += [(entry, None) for entry in new_entries(user)[:room]]
    return _asked(found, today.settings)


def waiting_steps(user: User, *, now: datetime, today: Today) -> list[Due]:
    """Cards whose same-day step comes later today."""
    if not today.steps:
        return []
    cards = _stepping(today).filter(step_due_at__gt=now).order_by("step_due_at")
    return _asked([(card.entry, card) for card in cards[:MOST_COUNTED]], today.settings)


def due_entries(user: User, *, limit: int, now: datetime) -> list[Entry]:
    """The entries of the next cards."""
    return [due.entry for due in queue(user, limit=limit, now=now)]


def due_counts(user: User, *, now: datetime, today: Today | None = None) -> Counts:
    """How many cards wait today."""
    today = today or today_of(user, now=now)
    learning, review = _count_due(today) if today.reviews_left or today.steps else (0, 0)
    new = _count_new(today) if today.new_left else 0
    return Counts(learning=learning, review=review, new=new)


def new_entries(user: User) -> QuerySet[Entry]:
    """Entries that were never reviewed, those with a translation first, the oldest first."""
    new = entries_of(user).filter(status=Entry.Status.ACTIVE, learning_state=Entry.State.NEW)
    return new.order_by("-is_translated", "id")


def next_key(due: Due) -> str:
    """The key of the next review of a card: the same in two tabs, so that one of them counts; another one after an
    answer was taken back."""
    undone = Review.objects.filter(entry=due.entry).exclude(undone_at=None).count()
    key = f"page-{due.entry.pk}-{due.direction}-{due.seen}"
    return f"{key}-{undone}" if undone else key


def count_cards(user: User) -> int:
    """How many cards a learner has."""
    return Card.objects.filter(user=user).count()


def due_of(entry: Entry, *, settings: PracticeSettings) -> Due:
    """How one entry is asked next."""
    cards = list(Card.objects.filter(user=entry.owner, entry=entry).order_by("due_on", "id"))
    return _asked([(entry, cards[0] if cards else None)], settings)[0]


def dues_of(entry: Entry, *, settings: PracticeSettings) -> list[Due]:
    """Every card of an entry, as each would be asked next."""
    cards = list(Card.objects.filter(user=entry.owner, entry=entry).order_by("due_on", "id"))
    return _asked([(entry, card) for card in cards] or [(entry, None)], settings)


def _asked(found: list[tuple[Entry, Card | None]], settings: PracticeSettings) -> list[Due]:
    sounds = sounds_of(entry.pk for entry, _card in found) if _sounds else {}
    return [_due(entry, card, settings, audio=sounds.get(entry.pk, "")) for entry, card in found]


def _due(entry: Entry, card: Card | None, settings: PracticeSettings, *, audio: str) -> Due:
    ways = ways_of(entry, settings, has_audio=bool(audio))
    direction = asks.ONE_SCHEDULE
    if settings.one_per_direction:
        direction = card.direction if card and card.direction else ways[0]
    ask = asks.ask_of(direction, ways, reviews=card.total_reviews if card else 0)
    return Due(entry=entry, card=card, direction=direction, ask=ask, audio=audio)


def ways_of(entry: Entry, settings: PracticeSettings, *, has_audio: bool) -> list[str]:
    """In which ways this entry is asked, the first one first."""
    can = asks.possible(is_translated=entry.is_translated, has_gap=bool(entry.gap), has_audio=has_audio)
    return asks.wanted(settings.directions, can)


def _in_use(cards: QuerySet[Card]) -> QuerySet[Card]:
    """Cards of entries that are neither archived, deleted nor suspended."""
    used = cards.filter(entry__status=Entry.Status.ACTIVE, entry__deleted_at=None)
    return used.exclude(entry__learning_state=Entry.State.SUSPENDED)


def _stepping(today: Today) -> QuerySet[Card]:
    """Cards in a same-day step."""
    cards = Card.objects.filter(user=today.user, step_due_at__isnull=False, last_review_on=today.day)
    return _in_use(cards).select_related("entry")


def _due_today(today: Today) -> QuerySet[Card]:
    """Cards whose day has come, but for those in a step of today. A step of a former day is over."""
    due = _in_use(Card.objects.filter(user=today.user, due_on__lte=today.day))
    return due.exclude(step__isnull=False, last_review_on=today.day) if today.steps else due


def _count_due(today: Today) -> tuple[int, int]:
    """How many cards being learnt, and how many others, the queue has within the limit of the day; same-day steps have
    none."""
    due = _without_siblings(_due_today(today), today)
    learning, review = (due.filter(state=state) for state in IN_TURN)
    if today.settings.one_per_direction:
        review = review.exclude(entry__in=learning.values("entry"))
    stepping, first = _count_learning(learning, today)
    first = min(first, today.reviews_left)
    room = today.reviews_left - first
    return stepping + first, min(_count(review, today), room) if room else 0


def _count_learning(learning: QuerySet[Card], today: Today) -> tuple[int, int]:
    """How many cards are in a same-day step, and how many others are being learnt; in one query."""
    if not today.steps:
        return 0, _count(learning, today)
    both = (learning | _stepping(today).select_related(None)).values_list("pk", "entry", "step", "last_review_on")
    rows = list(both[:MOST_COUNTED])
    stepping = {pk for pk, _entry, step, day in rows if step is not None and day == today.day}
    others = [(pk, entry) for pk, entry, _step, _day in rows if pk not in stepping]
    return len(stepping), len({entry for _pk, entry in others})


def _count(cards: QuerySet[Card], today: Today) -> int:
    """As many as are worth counting; of the directions of an entry one."""
    counted = cards.values("entry").distinct() if today.settings.one_per_direction else cards
    return counted[:MOST_COUNTED].count()


def _due_cards(today: Today, *, limit: int) -> list[Card]:
    due = _without_siblings(_due_today(today), today).order_by("due_on", "id").select_related("entry")
    cards: list[Card] = []
    for state in IN_TURN:  # each walks the index, whereas both at once would be sorted anew
        cards += due.filter(state=state)[: max(0, limit - len(cards))]
    return _one_per_entry(cards) if today.settings.one_per_direction else cards


def _new_cards(today: Today) -> list[Card]:
    """Directions of known entries that were not asked yet."""
    new = _in_use(Card.objects.filter(user=today.user, state=rules.NEW, due_on__lte=today.day))
    new = _without_siblings(new, today).exclude(entry__in=_due_today(today).exclude(state=rules.NEW).values("entry"))
    new = new.order_by("due_on", "id").select_related("entry")
    return _one_per_entry(new[: today.settings.new_per_day])


def _without_siblings(cards: QuerySet[Card], today: Today) -> QuerySet[Card]:
    """Of the directions of an entry one is asked a day."""
    if not today.settings.one_per_direction:
        return cards
    return cards.exclude(entry__in=Card.objects.filter(user=today.user, last_review_on=today.day).values("entry"))


def _one_per_entry(cards: Iterable[Card]) -> list[Card]:
    first: dict[int, Card] = {}
    for card in cards:
        first.setdefault(card.entry_id, card)
    return list(first.values())


def _count_new(today: Today) -> int:
    left = today.new_left
    siblings = len(_new_cards(today)[:left]) if today.settings.one_per_direction else 0
    return siblings + (new_entries(today.user)[: left - siblings].count() if left > siblings else 0)
