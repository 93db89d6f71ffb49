"""How often grading and taking back ask the database: a session does it hundreds of times."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lexora.accounts.models import User
from lexora.learning.rules import Grade
from lexora.words.models import Entry
from tests.factories import NOW, make_entry
from tests.learning.practised import graded, undone, wishes

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@pytest.fixture
def apple(ann: User) -> Entry:
    return make_entry(ann, "apple", language="en")


def asked(work: Callable[[], object]) -> list[str]:
    """The queries of some work, without beginning and ending transactions."""
    with CaptureQueriesContext(connection) as captured:
        work()
    sql = [query["sql"] for query in captured.captured_queries]
    return [text for text in sql if not text.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]


def test_the_first_answer_of_all(apple: Entry) -> None:
    assert len(asked(lambda: graded(apple))) <= 19


def test_the_first_answer_of_a_day(apple: Entry) -> None:
    graded(apple)
    assert len(asked(lambda: graded(apple, at=NOW + DAY))) <= 15


def test_a_later_answer_of_a_day(apple: Entry) -> None:
    pear = make_entry(apple.owner, "pear", language="en")
    graded(apple)
    graded(pear)
    graded(apple, at=NOW + DAY)
    assert len(asked(lambda: graded(pear, at=NOW + DAY))) <= 13


def test_an_answer_that_earns_nothing(apple: Entry) -> None:
    pear = make_entry(apple.owner, "pear", language="en")
    graded(pear)
    assert len(asked(lambda: graded(apple, Grade.AGAIN))) <= 11


def test_the_same_answer_once_more(apple: Entry) -> None:
    graded(apple, key="k")
    assert len(asked(lambda: graded(apple, key="k"))) <= 2


def test_taking_back(apple: Entry) -> None:
    graded(apple)
    pear = make_entry(apple.owner, "pear", language="en")
    graded(pear)
    review = graded(apple, at=NOW + MINUTE)
    assert len(asked(lambda: undone(review))) <= 14
    first_of_all = Entry.objects.get(pk=pear.pk)
    review = graded(first_of_all, at=NOW + DAY)
    assert len(asked(lambda: undone(review))) <= 21


def test_a_late_answer_asks_as_often_whatever_the_length_of_the_log(apple: Entry) -> None:
    pear = make_entry(apple.owner, "pear", language="en")
    for entry, answers in ((apple, 3), (pear, 30)):
        for number in range(answers):
            graded(entry, at=NOW + number * DAY)
    few, many = (asked(lambda e=entry: graded(e, at=NOW + 0.5 * DAY, now=NOW + 29 * DAY)) for entry in (apple, pear))
    assert len(many) == len(few) <= 22


def test_an_answer_of_a_direction(apple: Entry) -> None:
    wishes(apple.owner, one_per_direction=True, directions=["forward", "reverse"])
    graded(apple, direction="forward")
    graded(apple, at=NOW + DAY, direction="reverse")
    assert len(asked(lambda: graded(apple, at=NOW + 2 * DAY, direction="forward"))) <= 17
