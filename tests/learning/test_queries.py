"""What is due: which cards, in which order, how many new ones; and how much was done today."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lexora.accounts.models import User
from lexora.learning.actions import grade_entry
from lexora.learning.models.settings import NEW_PER_DAY
from lexora.learning.queries import Counts, due_counts, due_entries, goal_of, new_entries, reviews_today
from lexora.learning.rules import Goal, Grade
from lexora.words import actions as words
from lexora.words.models import Entry
from tests.factories import NOW, make_entry, make_user
from tests.learning.practised import graded, wishes

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def ann() -> User:
    return make_user()


def reviewed(owner: User, text: str, *answers: Grade, first: datetime) -> Entry:
    """An entry that got these answers, one a day."""
    entry = make_entry(owner, text)
    for n, answer in enumerate(answers):
        grade_entry(user=owner, entry=entry, grade=answer, key=f"{text} {n}", now=first + n * DAY)
    return entry


def due(owner: User, *, limit: int = 20, now: datetime = NOW) -> list[str]:
    return [entry.source_text for entry in due_entries(owner, limit=limit, now=now)]


def test_learning_comes_first_then_the_most_overdue_then_new(ann: User) -> None:
    make_entry(ann, "new one")
    make_entry(ann, "new and translated", translations={"uk": "новий"})
    reviewed(ann, "due for a day", Grade.EASY, first=NOW - 2 * DAY)
    reviewed(ann, "due for long", Grade.EASY, first=NOW - 9 * DAY)
    reviewed(ann, "due today", Grade.EASY, first=NOW - DAY)
    reviewed(ann, "learning", Grade.AGAIN, first=NOW - DAY)
    reviewed(ann, "not yet", Grade.GOOD, first=NOW)
    expected = ["learning", "due for long", "due for a day", "due today", "new and translated", "new one"]
    assert due(ann) == expected
    assert due(ann, limit=3) == expected[:3]
    assert due_counts(ann, now=NOW) == Counts(learning=1, review=3, new=2)
    assert due_counts(ann, now=NOW).total == 6


def test_what_is_archived_or_deleted_or_of_somebody_else_is_never_due(ann: User) -> None:
    seen = [reviewed(ann, text, Grade.AGAIN, first=NOW - DAY) for text in ("seen archived", "seen deleted")]
    new = [make_entry(ann, text) for text in ("new archived", "new deleted")]
    words.archive(ann, [seen[0].pk, new[0].pk], now=NOW)
    words.delete(ann, [seen[1].pk, new[1].pk], now=NOW)
    bob = make_user()
    make_entry(bob, "of bob")
    reviewed(bob, "seen by bob", Grade.AGAIN, first=NOW - DAY)
    assert due(ann) == []
    assert due_counts(ann, now=NOW) == Counts(learning=0, review=0, new=0)


def test_a_day_has_a_limit_of_new_entries_and_the_next_day_another(ann: User) -> None:
    entries = [make_entry(ann, f"word {n}") for n in range(NEW_PER_DAY + 5)]
    assert len(due(ann, limit=100)) == NEW_PER_DAY
    for n, entry in enumerate(entries[:NEW_PER_DAY]):
        left = NEW_PER_DAY - n
        assert due_counts(ann, now=NOW).new == left
        grade_entry(user=ann, entry=entry, grade=Grade.GOOD, key=str(n), now=NOW)
    assert due(ann) == []
    tomorrow = due(ann, limit=100, now=NOW + DAY)
    assert tomorrow[:NEW_PER_DAY] == [f"word {n}" for n in range(NEW_PER_DAY)]  # due again
    assert tomorrow[NEW_PER_DAY:] == [f"word {n}" for n in range(NEW_PER_DAY, NEW_PER_DAY + 5)]


def test_the_day_is_that_of_the_learner(ann: User) -> None:
    ann.time_zone = "Europe/Kyiv"
    entry = make_entry(ann, "apple")
    evening, midnight = datetime(2026, 3, 2, 21, 59, tzinfo=UTC), datetime(2026, 3, 2, 22, 0, tzinfo=UTC)
    grade_entry(user=ann, entry=entry, grade=Grade.GOOD, key="k", now=evening)
    assert due(ann, now=evening) == []
    assert due(ann, now=midnight) == ["apple"]
    ann.time_zone = "UTC"
    assert due(ann, now=midnight) == []


def test_the_number_of_queries_does_not_grow_with_the_cards(ann: User) -> None:
    needed = []
    for count in (2, 12):
        for n in range(count):
            reviewed(ann, f"seen {count} {n}", Grade.AGAIN, first=NOW - DAY)
            make_entry(ann, f"new {count} {n}")
        with CaptureQueriesContext(connection) as queries:
            due(ann, limit=40)
            due_counts(ann, now=NOW)
        needed.append(len(queries))
    assert needed[0] == needed[1] <= 10


def test_new_entries_with_a_translation_come_before_those_without(ann: User) -> None:
    texts = ["first", "second", "third"]
    for text in texts:
        make_entry(ann, text, translations={"uk": "так"} if text == "third" else {})
    assert [entry.source_text for entry in new_entries(ann)] == ["third", "first", "second"]


def test_reviews_of_today_are_those_of_the_learners_own_day(ann: User) -> None:
    ann.time_zone = "Europe/Kyiv"  # two hours ahead
    bob = make_user()
    for owner, text, day in ((ann, "apple", 1), (ann, "house", 2), (ann, "bread", 2), (bob, "bob’s", 2)):
        grade_entry(
            user=owner,
            entry=make_entry(owner, text),
            grade=Grade.GOOD,
            key=text,
            now=datetime(2026, 3, day, 21, 0, tzinfo=UTC),
        )
    before, after = datetime(2026, 3, 2, 21, 59, tzinfo=UTC), datetime(2026, 3, 2, 22, 0, tzinfo=UTC)
    assert [reviews_today(ann, now=now) for now in (before, after)] == [2, 0]
    assert goal_of(ann, now=before) == Goal(done=2, goal=10)


def test_reviews_of_today_are_counted_through_an_index_in_one_query(ann: User) -> None:
    with CaptureQueriesContext(connection) as queries:
        reviews_today(ann, now=NOW)
    assert len(queries) == 1
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {queries[0]['sql']}")
            assert "USING INDEX" in str(cursor.fetchall())


def asked_both_ways(owner: User, *texts: str) -> list[Entry]:
    """Entries whose two directions are both due."""
    wishes(owner, one_per_direction=True, directions=["forward", "reverse"])
    entries = [make_entry(owner, text, translations={"uk": f"{text}-uk"}) for text in texts]
    for entry in entries:
        graded(entry, Grade.EASY, at=NOW - 9 * DAY, direction="forward")
        graded(entry, Grade.EASY, at=NOW - 8 * DAY, direction="reverse")
    return entries


def test_of_the_directions_of_an_entry_one_is_counted_a_day(ann: User) -> None:
    first, _other = asked_both_ways(ann, "apple", "pear")
    assert due(ann) == ["apple", "pear"]
    assert due_counts(ann, now=NOW) == Counts(learning=0, review=2, new=0)
    graded(first, at=NOW, direction="forward")
    assert due(ann) == ["pear"]
    assert due_counts(ann, now=NOW) == Counts(learning=0, review=1, new=0)


def test_a_direction_that_is_new_does_not_come_beside_one_that_is_due(ann: User) -> None:
    wishes(ann, one_per_direction=True, directions=["forward", "reverse"])
    graded(make_entry(ann, "apple", translations={"uk": "яблуко"}), Grade.EASY, at=NOW - 9 * DAY, direction="forward")
    assert due(ann) == ["apple"]
    assert due_counts(ann, now=NOW) == Counts(learning=0, review=1, new=0)


@pytest.mark.parametrize(("limit", "counts"), [(0, (0, 0)), (1, (1, 0)), (2, (2, 0)), (3, (2, 1)), (9, (2, 2))])
def test_no_more_is_counted_than_the_limit_lets_come(ann: User, limit: int, counts: tuple[int, int]) -> None:
    for n in range(2):
        reviewed(ann, f"learning {n}", Grade.AGAIN, first=NOW - DAY)
        reviewed(ann, f"review {n}", Grade.EASY, first=NOW - 9 * DAY)
    wishes(ann, reviews_per_day=limit)
    assert due_counts(ann, now=NOW) == Counts(*counts, new=0)
    assert len(due(ann)) == sum(counts)
