"""Answers from devices that were offline, and from several devices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lexora.accounts.models import User
from lexora.learning import actions
from lexora.learning.models import Card, Day, OwnedItem, Progress, Review
from lexora.learning.rules import EXTRA, FSRS, MOVES, SM2, Grade
from lexora.notifications.models import Notification
from lexora.words.models import Entry
from tests.factories import NOW, make_entry, make_user
from tests.learning.practised import COUNTED, days_of, give_freezes, graded, recounted, schedule_of, undone, wishes

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
AGAIN, HARD, GOOD, EASY = Grade
TODAY = NOW.date()
LONG_AGO = NOW - timedelta(days=400)


@pytest.fixture
def apple(ann: User) -> Entry:
    return make_entry(ann, "apple", language="en", now=LONG_AGO)


def card() -> Card:
    return Card.objects.get()


# The time of an answer


def test_an_answer_keeps_its_own_time_and_day(apple: Entry) -> None:
    review = graded(apple, at=NOW - 3 * DAY, now=NOW)
    assert (review.reviewed_at, review.local_day) == (NOW - 3 * DAY, TODAY - 3 * DAY)
    assert card().due_on == TODAY - 2 * DAY
    assert Day.objects.get().day == TODAY - 3 * DAY


@pytest.mark.parametrize(
    ("zone", "day"),
    [("UTC", date(2026, 3, 1)), ("Europe/Kyiv", date(2026, 3, 2)), ("Pacific/Honolulu", date(2026, 3, 1))],
)
@pytest.mark.django_db
def test_the_day_of_a_late_answer_is_the_learners(zone: str, day: date) -> None:
    entry = make_entry(make_user(time_zone=zone), "apple", language="en", now=LONG_AGO)
    late = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)
    assert graded(entry, at=late, now=NOW).local_day == day


def test_the_future_is_now(apple: Entry) -> None:
    assert graded(apple, at=NOW + 400 * DAY, now=NOW).reviewed_at == NOW


def test_what_is_older_than_thirty_days_is_thirty_days_old(apple: Entry) -> None:
    assert graded(apple, at=NOW - 31 * DAY, now=NOW).reviewed_at == NOW - 30 * DAY


def test_no_answer_is_older_than_what_it_answers(ann: User) -> None:
    entry = make_entry(ann, "apple", language="en", now=NOW - HOUR)
    assert graded(entry, at=NOW - 3 * DAY, now=NOW).reviewed_at == NOW - HOUR


@pytest.mark.parametrize("grade", [HARD, GOOD, EASY])
@pytest.mark.django_db
def test_answers_earn_no_more_for_arriving_the_last_first(grade: Grade) -> None:
    earned = []
    for days in (range(20, -1, -1), range(21)):
        learner = make_user()
        entry = make_entry(learner, "apple", language="en", now=LONG_AGO)
        for ago in days:
            graded(entry, grade, at=NOW - ago * DAY, now=NOW)
        earned.append(Progress.objects.get(user=learner).lifetime_xp)
    assert 0 < earned[1] <= earned[0]


def test_a_late_answer_earns_where_the_later_one_was_due_all_the_same(apple: Entry) -> None:
    graded(apple, HARD, at=NOW)
    graded(apple, HARD, at=NOW - DAY, now=NOW)
    assert Progress.objects.get().lifetime_xp == 10


def test_answers_that_are_all_too_old_keep_their_order(apple: Entry) -> None:
    for number, grade in enumerate([GOOD, GOOD, HARD]):
        graded(apple, grade, at=NOW - (50 - number) * DAY, now=NOW)
    assert [line.grade for line in Review.objects.order_by("reviewed_at", "id")] == [GOOD, GOOD, HARD]
    assert (card().repetitions, card().ease) == (2, 2.35)


def test_the_same_answer_sent_again_later_changes_nothing(apple: Entry) -> None:
    first = graded(apple, at=NOW - 3 * DAY, now=NOW, key="k")
    graded(apple, at=NOW)
    former = schedule_of(apple.owner)
    assert graded(apple, at=NOW - 3 * DAY, now=NOW + DAY, key="k") == first
    assert schedule_of(apple.owner) == former


# Its place in the log


def test_an_older_answer_takes_its_place_before_the_last(apple: Entry) -> None:
    graded(apple, GOOD, at=NOW)
    late = graded(apple, GOOD, at=NOW - 2 * DAY, now=NOW + MINUTE)
    later = Review.objects.exclude(pk=late.pk).get()
    assert (late.was_new, late.interval_after, late.due_after) == (True, 1, TODAY - DAY)
    assert (later.was_new, later.interval_after, later.due_after) == (False, 4, TODAY + 4 * DAY)
    assert (card().repetitions, card().interval, card().due_on) == (2, 4, TODAY + 4 * DAY)
    assert (card().last_review_at, card().last_review_on, card().total_reviews) == (NOW, TODAY, 2)


def test_the_days_count_what_the_lines_became(apple: Entry) -> None:
    for number in range(3):
        graded(apple, GOOD, at=NOW + 6 * number * DAY)
    assert {day.day: day.mature for day in Day.objects.all()} == {
        TODAY: 0, TODAY + 6 * DAY: 0, TODAY + 12 * DAY: 1,
    }  # fmt: skip
    graded(apple, EASY, at=NOW - DAY, now=NOW + 12 * DAY)
    days = {day.day: (day.new, day.mature) for day in Day.objects.all()}
    assert days == {TODAY - DAY: (1, 0), TODAY: (0, 1), TODAY + 6 * DAY: (0, 1), TODAY + 12 * DAY: (0, 1)}


def test_the_last_answer_can_still_be_taken_back_behind_a_late_one(apple: Entry) -> None:
    last = graded(apple, EASY, at=NOW)
    graded(apple, GOOD, at=NOW - DAY, now=NOW + MINUTE)
    undone(last, now=NOW + 2 * MINUTE)
    assert (card().repetitions, card().due_on, card().total_reviews) == (1, TODAY, 1)


def test_a_late_answer_does_not_suspend_an_old_leech_again(apple: Entry) -> None:
    for number in range(8):
        graded(apple, EASY, at=NOW + 40 * number * DAY)
        graded(apple, AGAIN, at=NOW + (40 * number + 20) * DAY)
    actions.suspend(apple, suspended=False)
    graded(apple, GOOD, at=NOW + 290 * DAY, now=NOW + 301 * DAY)
    assert card().lapses == 8
    apple.refresh_from_db()
    assert apple.learning_state != Entry.State.SUSPENDED
    assert Notification.objects.filter(kind="leech").count() == 1


# Two devices


def test_two_devices_that_answer_a_card_on_one_day_move_it_once(apple: Entry) -> None:
    first = graded(apple, GOOD, at=NOW, seen=0)
    second = graded(apple, EASY, at=NOW + HOUR, seen=0)
    assert (first.kind, second.kind) == (MOVES, EXTRA)
    assert (card().repetitions, card().interval, card().total_reviews) == (1, 1, 2)
    assert Progress.objects.get().lifetime_xp == 10


def test_a_double_that_was_forgotten_counts(apple: Entry) -> None:
    graded(apple, GOOD, at=NOW, seen=0)
    double = graded(apple, AGAIN, at=NOW + HOUR, seen=0)
    assert (double.kind, card().repetitions) == (EXTRA, 0)


def test_two_devices_on_different_days_both_move_it(apple: Entry) -> None:
    graded(apple, GOOD, at=NOW, seen=0)
    second = graded(apple, GOOD, at=NOW + DAY, seen=0)
    assert (second.kind, card().repetitions, card().interval) == (MOVES, 2, 4)


@pytest.mark.parametrize("first", Grade)
@pytest.mark.parametrize("second", Grade)
def test_which_of_two_devices_is_quicker_does_not_matter(ann: User, bob: User, first: Grade, second: Grade) -> None:
    ours, theirs = make_entry(ann, "apple", language="en"), make_entry(bob, "apple", language="en")
    graded(ours, first, at=NOW, seen=0)
    graded(ours, second, at=NOW + HOUR, seen=0)
    graded(theirs, second, at=NOW + HOUR, now=NOW + 2 * HOUR, seen=0)
    graded(theirs, first, at=NOW, now=NOW + 2 * HOUR, seen=0)
    assert list(schedule_of(ann).values()) == list(schedule_of(bob).values())
    assert kinds(ann) == kinds(bob) == [MOVES, EXTRA]
    assert [row | {"user_id": 0, "xp": 0} for row in days_of(ann)] == [
        row | {"user_id": 0, "xp": 0} for row in days_of(bob)
    ]


def kinds(user: User) -> list[str]:
    return list(Review.objects.filter(user=user).order_by("reviewed_at", "id").values_list("kind", flat=True))


@dataclass(frozen=True)
class Sent:
    """An answer of a device: when, what, and how many answers it knew of."""

    at: datetime
    grade: Grade
    seen: int


@st.composite
def of_devices(draw: Any) -> list[list[Sent]]:
    """What each of up to three devices answered while none of them heard of the others; each in its own order."""
    devices = []
    for device in range(draw(st.integers(1, 3))):
        minutes = draw(st.lists(st.integers(0, 4 * 24 * 60), min_size=1, max_size=4, unique=True))
        at = [NOW + minute * MINUTE + timedelta(seconds=device) for minute in sorted(minutes)]
        devices.append([Sent(moment, draw(st.sampled_from(Grade)), seen) for seen, moment in enumerate(at)])
    return devices


@st.composite
def arrivals(draw: Any) -> tuple[list[list[Sent]], list[list[int]]]:
    """What devices sent, and two orders in which it arrived; each device sends in its own order."""
    devices = draw(of_devices())
    turns = [number for number, sent in enumerate(devices) for _one in sent]
    return devices, [draw(st.permutations(turns)) for _order in range(2)]


_names = count(1)


def sent_in(order: Sequence[int], devices: list[list[Sent]], options: dict[str, Any]) -> User:
    entry = make_entry(make_user(), f"word{next(_names)}", language="en")
    wishes(entry.owner, **options)
    waiting = [list(sent) for sent in devices]
    for device in order:
        answer = waiting[device].pop(0)
        graded(entry, answer.grade, at=answer.at, now=NOW + 5 * DAY, seen=answer.seen)
    return entry.owner


@settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(arrived=arrivals(), scheduler=st.sampled_from([SM2, FSRS]))
@pytest.mark.django_db
def test_the_order_of_arrival_does_not_matter_for_the_schedule(
    arrived: tuple[list[list[Sent]], list[list[int]]], scheduler: str
) -> None:
    devices, orders = arrived
    one, other = (sent_in(order, devices, {"scheduler": scheduler}) for order in orders)
    assert list(schedule_of(one).values()) == list(schedule_of(other).values())
    for user in (one, other):
        told = {row["day"]: {name: row[name] for name in COUNTED} for row in days_of(user)}
        assert told == recounted(user)
        assert sum(row["new"] for row in told.values()) == 1


# The streak


def test_a_late_answer_repairs_the_streak(apple: Entry) -> None:
    pear = make_entry(apple.owner, "pear", language="en", now=LONG_AGO)
    graded(apple, at=NOW - 2 * DAY)
    graded(apple, at=NOW)
    assert Progress.objects.get().streak == 1
    graded(pear, at=NOW - DAY, now=NOW)
    assert (Progress.objects.get().streak, Progress.objects.get().longest_streak) == (3, 3)


def test_a_late_answer_gives_the_freeze_of_its_day_back(apple: Entry) -> None:
    freeze = give_freezes(apple.owner, 1, since=TODAY - 9 * DAY)
    graded(apple, at=NOW - 2 * DAY)
    graded(apple, at=NOW)
    freeze.refresh_from_db()
    assert (freeze.quantity, Progress.objects.get().streak) == (0, 2)
    graded(apple, at=NOW - DAY, now=NOW)
    assert OwnedItem.objects.get().quantity == 1
    assert (Progress.objects.get().streak, Day.objects.filter(is_frozen=True).count()) == (3, 0)


def test_a_late_answer_in_a_long_gap_lets_freezes_cover_both_halves(apple: Entry) -> None:
    give_freezes(apple.owner, 2, since=TODAY - 9 * DAY)
    graded(apple, at=NOW - 4 * DAY)
    graded(apple, at=NOW)
    assert (Progress.objects.get().streak, OwnedItem.objects.get().quantity) == (1, 2)
    graded(apple, at=NOW - 2 * DAY, now=NOW)
    assert (Progress.objects.get().streak, OwnedItem.objects.get().quantity) == (3, 0)


def test_an_answer_of_a_day_that_counts_already_changes_no_streak(apple: Entry) -> None:
    pear = make_entry(apple.owner, "pear", language="en", now=LONG_AGO)
    for number in range(3):
        graded(apple, at=NOW + number * DAY)
    graded(pear, at=NOW + DAY, now=NOW + 2 * DAY)
    assert Progress.objects.get().streak == 3
