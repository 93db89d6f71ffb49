"""Grading: card, log and entry change together, and once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from lexora.learning.actions import KeyOfAnother, cards, grade_entry, reviews
from lexora.learning.models import Card, Review
from lexora.learning.queries import progress_of
from lexora.learning.rules import Grade, xp
from lexora.words.models import Entry
from tests.factories import NOW, make_entry, make_user
from tests.threads import at_once

TODAY = NOW.date()


def grade(entry: Entry, answer: Grade = Grade.GOOD, *, key: str = "k", now: datetime = NOW) -> Review:
    return grade_entry(user=entry.owner, entry=entry, grade=answer, key=key, now=now)


def stored() -> tuple[list[Any], list[Any], list[Any]]:
    """Everything that grading may change."""
    entry_columns = ("learning_state", "due_at", "ease")
    return (
        list(Card.objects.order_by("id").values()),
        list(Review.objects.order_by("id").values()),
        list(Entry.objects.order_by("id").values(*entry_columns)),
    )


@pytest.mark.django_db
def test_the_first_grade_makes_the_card_and_writes_the_log() -> None:
    entry = make_entry(make_user())
    review = grade(entry, Grade.EASY)
    [card], [log], [columns] = stored()
    tomorrow = TODAY + timedelta(days=1)
    assert (card["state"], card["repetitions"], card["interval"], card["ease"]) == ("review", 1, 1, 2.65)
    assert (card["due_on"], card["last_review_on"]) == (tomorrow, TODAY)
    assert (card["total_reviews"], card["correct_reviews"]) == (1, 1)
    assert (log["id"], log["grade"], log["was_new"], log["reviewed_at"], log["local_day"]) == (
        review.pk, 3, True, NOW, TODAY,
    )  # fmt: skip
    assert (log["state_after"], log["interval_after"], log["ease_after"], log["due_after"]) == (
        "review", 1, 2.65, tomorrow,
    )  # fmt: skip
    assert columns == {"learning_state": "review", "due_at": datetime(2026, 3, 3, tzinfo=UTC), "ease": 2.65}


@pytest.mark.django_db
def test_later_grades_go_on_from_the_card() -> None:
    entry = make_entry(make_user())
    answers = [Grade.GOOD, Grade.GOOD, Grade.GOOD, Grade.AGAIN, Grade.HARD]
    reviews = [grade(entry, answer, key=str(n), now=NOW + timedelta(days=20 * n)) for n, answer in enumerate(answers)]
    assert [review.interval_after for review in reviews] == [1, 4, 10, 1, 1]
    assert [review.was_new for review in reviews] == [True, False, False, False, False]
    card = Card.objects.get()
    assert (card.total_reviews, card.correct_reviews, card.ease) == (5, 3, 2.35)
    assert card.due_on == TODAY + timedelta(days=81)


@pytest.mark.django_db
def test_the_measured_sequence_survives_the_table() -> None:
    entry = make_entry(make_user())
    reviews = [grade(entry, Grade.EASY, key=str(n)) for n in range(6)]
    assert [review.interval_after for review in reviews] == [1, 5, 18, 69, 278, 1174]
    entry.refresh_from_db()
    assert entry.ease == 3.4


@pytest.mark.django_db
def test_a_repeated_key_changes_nothing_and_gives_the_first_answer() -> None:
    entry = make_entry(make_user())
    first, before = grade(entry, Grade.GOOD), stored()
    assert grade(entry, Grade.AGAIN, now=NOW + timedelta(days=3)) == first
    assert stored() == before


@pytest.mark.django_db
def test_the_key_of_another_entry_is_refused() -> None:
    ann = make_user()
    grade(make_entry(ann, "apple"))
    before = stored()
    with pytest.raises(KeyOfAnother):
        grade(make_entry(ann, "pear"))
    assert stored()[:2] == before[:2]


@pytest.mark.django_db
def test_two_people_may_use_the_same_key() -> None:
    for person in (make_user(), make_user()):
        grade(make_entry(person))
    assert Review.objects.count() == 2


@pytest.mark.django_db
def test_when_a_part_cannot_be_stored_nothing_is(monkeypatch: pytest.MonkeyPatch) -> None:
    entry, before = make_entry(make_user()), stored()

    def broken(*_args: object, **_fields: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cards.words, "keep_learning_columns", broken)
    with pytest.raises(ZeroDivisionError):
        grade(entry)
    assert stored() == before


@pytest.mark.django_db(transaction=True)
def test_the_same_answer_sent_twice_at_once_is_one_review() -> None:
    entry = make_entry(make_user())
    reviews = at_once(*[lambda: grade(entry)] * 4)
    assert len({review.pk for review in reviews}) == 1
    assert Card.objects.get().total_reviews == Review.objects.count() == 1


@pytest.mark.django_db
def test_a_review_that_another_server_stored_since_the_look_is_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = make_entry(make_user())
    review, look, first_look = grade(entry), reviews._same_key, iter([None])
    monkeypatch.setattr(reviews, "_same_key", lambda *about: next(first_look, look(*about)))
    assert grade(entry) == review
    assert Card.objects.get().total_reviews == 1


@pytest.mark.django_db(transaction=True)
def test_different_answers_at_once_all_count() -> None:
    entry = make_entry(make_user())
    at_once(*[lambda key=str(n): grade(entry, key=key) for n in range(4)])
    card = Card.objects.get()
    assert (card.total_reviews, card.repetitions, card.interval) == (4, 4, 25)
    assert Review.objects.filter(was_new=True).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "now", "due_on", "due_at"),
    [
        ("UTC", "2026-03-02T23:30", date(2026, 3, 3), "2026-03-03T00:00"),
        ("Europe/Kyiv", "2026-03-02T21:59", date(2026, 3, 3), "2026-03-02T22:00"),
        ("Europe/Kyiv", "2026-03-02T22:00", date(2026, 3, 4), "2026-03-03T22:00"),
        ("Europe/Kyiv", "2026-03-28T12:00", date(2026, 3, 29), "2026-03-28T22:00"),
        ("Europe/Kyiv", "2026-03-29T12:00", date(2026, 3, 30), "2026-03-29T21:00"),
        ("America/Los_Angeles", "2026-03-03T07:00", date(2026, 3, 3), "2026-03-03T08:00"),
        ("Pacific/Kiritimati", "2026-03-02T10:00", date(2026, 3, 4), "2026-03-03T10:00"),
    ],
)
def test_a_card_is_due_when_the_day_of_the_learner_begins(zone: str, now: str, due_on: date, due_at: str) -> None:
    entry = make_entry(make_user(time_zone=zone))
    review = grade(entry, now=datetime.fromisoformat(now).replace(tzinfo=UTC))
    entry.refresh_from_db()
    assert review.due_after == due_on
    assert entry.due_at == datetime.fromisoformat(due_at).replace(tzinfo=UTC)


@pytest.mark.django_db
def test_of_the_new_cards_of_a_day_a_hundred_earn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xp, "NEW_REWARDED", 2)
    ann = make_user()
    for n in range(3):
        grade(make_entry(ann, f"word{n}"), key=str(n))
    assert progress_of(ann).lifetime_xp == 2 * 10
    grade(ann.entries.get(source_text="word2"), key="later", now=NOW + timedelta(days=1))
    assert progress_of(ann).lifetime_xp == 3 * 10
