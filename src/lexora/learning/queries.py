"""What is due, and what was done today."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from lexora.accounts.models import User
from lexora.core.days import local_day
from lexora.learning import rules
from lexora.learning.models import Card, Review
from lexora.learning.rules import Goal
from lexora.words.models import Entry
from lexora.words.queries import entries_of

MOST_COUNTED = 1000  # due cards of one state; whoever has more need not know how many
IN_TURN = (rules.LEARNING, rules.REVIEW)


@dataclass(frozen=True)
class Counts:
    """How many cards wait, as a learner sees them."""

    learning: int
    review: int
    new: int

    @property
    def total(self) -> int:
        return self.learning + self.review + self.new


def due_entries(user: User, *, limit: int, now: datetime) -> list[Entry]:
    """The next entries to review: learning first, then the most overdue, then new ones within the day's limit."""
    today = local_day(now, user.time_zone)
    due = _due_cards(user, today).order_by("due_on", "id").select_related("entry")
    entries: list[Entry] = []
    for state in IN_TURN:  # each walks the index, whereas both at once would be sorted anew
        entries += [card.entry for card in due.filter(state=state)[: limit - len(entries)]]
    if room := min(limit - len(entries), _new_left(user, today)):
        entries += new_entries(user)[:room]
    return entries


def due_counts(user: User, *, now: datetime) -> Counts:
    """How many cards wait today."""
    today = local_day(now, user.time_zone)
    due = _due_cards(user, today)
    learning, review = (due.filter(state=state)[:MOST_COUNTED].count() for state in IN_TURN)
    left = _new_left(user, today)
    new = new_entries(user)[:left].count() if left else 0
    return Counts(learning=learning, review=review, new=new)


def new_entries(user: User) -> QuerySet[Entry]:
    """Entries that were never reviewed, those with a translation first, the oldest first."""
    new = entries_of(user).filter(status=Entry.Status.ACTIVE, learning_state=Entry.State.NEW)
    return new.order_by("-is_translated", "id")


def reviews_today(user: User, *, now: datetime) -> int:
    """How many cards the learner graded on this day of theirs."""
    return Review.objects.filter(user=user, local_day=local_day(now, user.time_zone)).count()


def goal_of(user: User, *, now: datetime) -> Goal:
    """How far the learner is from the daily goal."""
    return Goal(done=reviews_today(user, now=now), goal=user.daily_goal)


def next_key(entry: Entry) -> str:
    """The key of the next review of an entry: the same in two tabs, so that one of them counts."""
    return f"page-{entry.pk}-{Review.objects.filter(entry=entry).count()}"


def _due_cards(user: User, today: date) -> QuerySet[Card]:
    return Card.objects.filter(user=user, due_on__lte=today, entry__status=Entry.Status.ACTIVE, entry__deleted_at=None)


def _new_left(user: User, today: date) -> int:
    seen = Review.objects.filter(user=user, local_day=today, was_new=True).count()
    return max(0, rules.NEW_PER_DAY - seen)
