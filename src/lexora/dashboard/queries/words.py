"""What a learner's words are, and which of them are hardest."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Sum

from lexora.accounts.models import User
from lexora.dashboard.rules.shares import Share, shares
from lexora.learning.models import Card
from lexora.vocabulary.queries import with_details
from lexora.words.models import Entry
from lexora.words.queries import entries_of
from lexora.words.rules import NEVER_REVIEWED

HARDEST = 10
MOST_LANGUAGES = 6  # that have a part of the bar


@dataclass(frozen=True)
class Hard:
    """A word that is hard for the learner, with its translations loaded."""

    entry: Entry
    answers: int
    correct: int
    lapses: int

    @property
    def percent(self) -> int:
        """How many of its answers were right."""
        return round(100 * self.correct / self.answers) if self.answers else 0


@dataclass(frozen=True)
class Words:
    """A learner's active entries, counted."""

    total: int
    archived: int
    languages: list[Share[str]]
    types: list[Share[str]]
    states: list[Share[str]]
    hardest: list[Hard]


def words_of(user: User) -> Words:
    """In one query that counts, and four for the hardest."""
    counted = list(_counted(user))
    active = [row for row in counted if row[0] == Entry.Status.ACTIVE]
    return Words(
        total=sum(count for *_names, count in active),
        archived=sum(count for *_names, count in counted) - sum(count for *_names, count in active),
        languages=shares(_sums(active, 1).most_common(MOST_LANGUAGES)),
        types=shares(_in_order(_sums(active, 2), Entry.Type.values)),
        states=shares(_in_order(_sums(active, 3), Entry.State.values)),
        hardest=hardest(user),
    )


def hardest(user: User, *, limit: int = HARDEST) -> list[Hard]:
    """The words of the lowest ease."""
    reviewed = entries_of(user).filter(status=Entry.Status.ACTIVE, ease__lt=NEVER_REVIEWED).defer("search_text")
    entries = with_details(list(reviewed.order_by("ease", "id")[:limit]), user)
    answered = {entry_id: sums for entry_id, *sums in _answered(user, entries)}
    return [Hard(entry, *answered.get(entry.pk, (0, 0, 0))) for entry in entries]


def _counted(user: User) -> Iterable[tuple[str, str, str, str, int]]:
    columns = ("status", "source_language", "type", "learning_state")  # all in the index entry_counts
    counted = entries_of(user).order_by().values(*columns).annotate(count=Count("pk"))
    yield from counted.values_list(*columns, "count")


def _answered(user: User, entries: Iterable[Entry]) -> Iterable[tuple[int, int, int, int]]:
    cards = Card.objects.filter(user=user, entry__in=[entry.pk for entry in entries]).order_by().values("entry")
    sums = cards.annotate(answers=Sum("total_reviews"), correct=Sum("correct_reviews"), lapsed=Sum("lapses"))
    return sums.values_list("entry", "answers", "correct", "lapsed")


def _sums(rows: Iterable[tuple[str, str, str, str, int]], column: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows:
        found[str(row[column])] += row[4]
    return found


def _in_order(counts: Counter[str], names: Iterable[str]) -> list[tuple[str, int]]:
    return [(name, counts[name]) for name in names]
