"""The numbers of the home page."""

from datetime import timedelta

import pytest

from lexora.learning.actions import grade_entry
from lexora.learning.rules import Grade
from lexora.portal.queries import counters
from lexora.portal.rules import Counters
from lexora.words import actions as words
from tests.factories import NOW, make_entry, make_user

pytestmark = pytest.mark.django_db


def fill(**who: bool) -> None:
    person = make_user(**who)  # type: ignore[arg-type]
    entry = make_entry(person, "apple", language="en", translations={"uk": "яблуко"})
    grade_entry(user=person, entry=entry, grade=Grade.GOOD, key="k", now=NOW)
    gone = make_entry(person, "house", language="en")
    words.delete(person, [gone.pk], now=NOW)


def test_demo_people_and_deleted_entries_do_not_count() -> None:
    fill()
    fill(demo=True)
    assert counters(now=NOW) == Counters(entries=1, learners=1, translations=1, reviews=1)


def test_they_are_counted_once_in_five_minutes() -> None:
    before = counters(now=NOW)
    fill()
    assert counters(now=NOW + timedelta(seconds=299)) == before
    assert counters(now=NOW + timedelta(seconds=300)).entries == before.entries + 1
