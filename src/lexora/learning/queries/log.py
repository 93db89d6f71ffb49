"""Reads of the review log."""

from collections import defaultdict

from lexora.accounts.models import User
from lexora.learning import rules
from lexora.learning.models import Review


def log_of(user: User) -> list[list[rules.Line]]:
    """The whole log of a learner: for each card its lines in order, without what was taken back."""
    rows = Review.objects.filter(user=user, undone_at=None).order_by("reviewed_at", "id")
    columns = ("entry_id", "direction", "grade", "reviewed_at", "local_day", "kind")
    cards: dict[tuple[int, str], list[rules.Line]] = defaultdict(list)
    for entry_id, direction, grade, at, day, kind in rows.values_list(*columns).iterator():
        line = rules.Line(grade=rules.Grade(grade), moment=rules.Moment(at=at, day=day), kind=kind)
        cards[(entry_id, direction)].append(line)
    return list(cards.values())


def count_reviews(user: User) -> int:
    """How many reviews of a learner could teach the scheduler."""
    return Review.objects.filter(user=user, undone_at=None, kind=Review.Kind.MOVES).count()
