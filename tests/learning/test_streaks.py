"""Streaks: days in a row, in the learner's own time zone; what freezes cover, and what they do not."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lexora.accounts.models import User
from lexora.learning import actions, queries
from lexora.learning.models import Day, OwnedItem, Progress, ShopItem, Standing
from lexora.learning.queries import standing_of
from lexora.learning.rules import streaks
from lexora.words.models import Entry
from tests.factories import NOW, make_entry, make_user
from tests.learning.practised import give_freezes, graded

DAY = timedelta(days=1)
TODAY = NOW.date()


def of(numbers: str) -> set[date]:
    """Days from today on, such as "0 1 3"."""
    return {TODAY + int(number) * DAY for number in numbers.split()}


# Arithmetic


@pytest.mark.parametrize(
    ("active", "frozen", "days", "first"),
    [
        ("5", "", 1, 5),
        ("3 4 5", "", 3, 3),
        ("1 2 4 5", "", 2, 4),
        ("1 2 4 5", "3", 4, 1),
        ("1 2 5", "3 4", 3, 1),
        ("1 5", "3 4", 1, 5),
        ("", "", 0, 5),
    ],
)
def test_a_run_counts_active_days_and_is_held_together_by_frozen_ones(
    active: str, frozen: str, days: int, first: int
) -> None:
    run = streaks.run_back(of(active), of(frozen), last=TODAY + 5 * DAY)
    assert run == (days, TODAY + first * DAY)


@pytest.mark.parametrize(
    ("last", "freezes", "days", "state", "former", "needed"),
    [
        (0, 0, 7, streaks.ALIVE, 0, 0),
        (1, 0, 7, streaks.ALIVE, 0, 0),  # a traveller to the west, whose day begins anew
        (-1, 0, 7, streaks.AT_RISK, 0, 0),
        (-2, 0, 0, streaks.LAPSED, 7, 0),
        (-2, 1, 7, streaks.FROZEN, 0, 1),
        (-3, 1, 0, streaks.LAPSED, 7, 0),
        (-3, 2, 7, streaks.FROZEN, 0, 2),
        (-900, 5, 0, streaks.LAPSED, 7, 0),
    ],
)
def test_a_streak_is_shown_as_it_stands_today(
    last: int, freezes: int, days: int, state: str, former: int, needed: int
) -> None:
    shown = streaks.as_of(TODAY, last=TODAY + last * DAY, days=7, longest=9, freezes=freezes)
    assert shown == streaks.Streak(days, state, former=former, longest=9, freezes_needed=needed)


def test_nobody_has_a_streak_before_the_first_day() -> None:
    assert streaks.as_of(TODAY, last=None, days=0, longest=0, freezes=3) == streaks.Streak(0, streaks.NONE)


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (date(2024, 2, 28), date(2024, 3, 1)),  # a leap day between
        (date(2026, 2, 27), date(2026, 3, 1)),
        (date(2025, 12, 30), date(2026, 1, 1)),
    ],
)
def test_a_day_is_missed_at_the_end_of_months_and_years(last: date, first: date) -> None:
    assert streaks.missed_before({last, first}, first=first) == [last + DAY]


def test_nothing_is_missed_before_the_first_day_of_all() -> None:
    assert streaks.missed_before({TODAY}, first=TODAY) == []


days_around = st.sets(st.integers(0, 25).map(lambda number: TODAY + number * DAY), max_size=20)


@given(active=days_around, frozen=days_around)
def test_the_longest_run_is_the_best_of_all(active: set[date], frozen: set[date]) -> None:
    frozen -= active
    every = [streaks.run_back(active, frozen, last=day)[0] for day in active]
    assert streaks.longest(active, frozen) == max(every, default=0)


# What learners do


@pytest.fixture
def apple(ann: User) -> Entry:
    return make_entry(ann, "apple", language="en")


def practise(entry: Entry, *days: int) -> None:
    for number in days:
        graded(entry, at=NOW + number * DAY)


def shown(user: User, *, day: int) -> tuple[int, str]:
    """The streak as the learner sees it on a day."""
    streak = standing_of(user, now=NOW + day * DAY).streak
    return streak.days, streak.state


def test_days_in_a_row_grow_it_and_a_missed_one_ends_it(apple: Entry) -> None:
    practise(apple, 0, 1, 2)
    assert [shown(apple.owner, day=day) for day in (2, 3, 4)] == [
        (3, streaks.ALIVE), (3, streaks.AT_RISK), (0, streaks.LAPSED),
    ]  # fmt: skip
    practise(apple, 4)
    assert shown(apple.owner, day=4) == (1, streaks.ALIVE)
    assert Progress.objects.get().longest_streak == 3


def test_a_second_answer_of_a_day_adds_nothing(apple: Entry) -> None:
    practise(apple, 0, 0, 0)
    assert shown(apple.owner, day=0) == (1, streaks.ALIVE)


def test_a_freeze_covers_a_missed_day_and_is_used_up_by_the_return(apple: Entry) -> None:
    freeze = give_freezes(apple.owner, 1, since=TODAY)
    practise(apple, 0, 1)
    assert shown(apple.owner, day=3) == (2, streaks.FROZEN)
    freeze.refresh_from_db()
    assert freeze.quantity == 1
    practise(apple, 3)
    freeze.refresh_from_db()
    assert (freeze.quantity, shown(apple.owner, day=3)) == (0, (3, streaks.ALIVE))
    assert list(Day.objects.filter(is_frozen=True).values_list("day", flat=True)) == [TODAY + 2 * DAY]


def test_each_missed_day_takes_a_freeze_of_its_own(apple: Entry) -> None:
    freeze = give_freezes(apple.owner, 2, since=TODAY)
    practise(apple, 0, 4)
    freeze.refresh_from_db()
    assert (freeze.quantity, shown(apple.owner, day=4)) == (2, (1, streaks.ALIVE))
    practise(apple, 7)
    freeze.refresh_from_db()
    assert (freeze.quantity, shown(apple.owner, day=7)) == (0, (2, streaks.ALIVE))


def test_a_freeze_that_was_got_too_late_covers_nothing(apple: Entry) -> None:
    practise(apple, 0, 1)
    freeze = give_freezes(apple.owner, 1, since=TODAY + 3 * DAY)
    assert shown(apple.owner, day=3) == (0, streaks.LAPSED)
    practise(apple, 3)
    freeze.refresh_from_db()
    assert (freeze.quantity, shown(apple.owner, day=3)) == (1, (1, streaks.ALIVE))


def item() -> ShopItem:
    return ShopItem.objects.create(
        slug="freeze", kind=ShopItem.Kind.FREEZE, price=1, most=5, names={}, descriptions={}, position=1
    )


def test_a_freeze_bought_beside_an_older_one_is_not_older_than_it_is(apple: Entry) -> None:
    freeze = item()
    practise(apple, 0)
    actions.buy(apple.owner, freeze, key="one", now=NOW)
    actions.buy(apple.owner, freeze, key="two", now=NOW + 3 * DAY)
    assert shown(apple.owner, day=3) == (0, streaks.LAPSED)
    practise(apple, 3)
    assert OwnedItem.objects.get().quantity == 2
    assert shown(apple.owner, day=3) == (1, streaks.ALIVE)


@pytest.mark.parametrize(("bought_on", "days", "state"), [(2, 1, streaks.FROZEN), (3, 0, streaks.LAPSED)])
def test_every_page_says_the_same_of_freezes_that_were_bought_at_different_times(
    apple: Entry, bought_on: int, days: int, state: str
) -> None:
    """A freeze that is bought when the streak is over must not make it look alive."""
    freeze, user, now = item(), apple.owner, NOW + bought_on * DAY
    practise(apple, 0)
    actions.buy(user, freeze, key="one", now=NOW)
    actions.buy(user, freeze, key="two", now=now)
    things = queries.things_of([user.pk])[user.pk]
    there = queries.streak_with(Progress.objects.get(), things, today=now.date())
    assert (there.days, there.state) == (days, state) == shown(user, day=bought_on)
    assert queries.game_of(user, now=now).streak == there


def test_an_older_freeze_counts_although_another_was_bought_beside_it(apple: Entry) -> None:
    freeze = item()
    practise(apple, 0)
    actions.buy(apple.owner, freeze, key="one", now=NOW)
    actions.buy(apple.owner, freeze, key="two", now=NOW + 2 * DAY)
    assert shown(apple.owner, day=2) == (1, streaks.FROZEN)
    practise(apple, 2)
    assert (OwnedItem.objects.get().quantity, shown(apple.owner, day=2)) == (1, (2, streaks.ALIVE))


def test_the_leaderboard_hears_of_the_streak(apple: Entry) -> None:
    practise(apple, 0, 1, 2)
    assert set(Standing.objects.values_list("streak", flat=True)) == {3}


# Days of the learner's own


def instants(zone: str, texts: list[str]) -> tuple[User, Entry]:
    user = make_user(time_zone=zone)
    entry = make_entry(user, "apple", language="en")
    for text in texts:
        graded(entry, at=datetime.fromisoformat(text).replace(tzinfo=UTC))
    return user, entry


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "texts", "days"),
    [
        # The same two instants are one day here and two there.
        ("UTC", ["2026-03-02T21:30", "2026-03-02T22:30"], 1),
        ("Europe/Kyiv", ["2026-03-02T21:30", "2026-03-02T22:30"], 2),
        ("Pacific/Kiritimati", ["2026-03-02T09:59", "2026-03-02T10:00"], 2),
        # Kyiv: a day of 23 hours on 29 March 2026, one of 25 on 25 October 2026.
        ("Europe/Kyiv", ["2026-03-28T21:59", "2026-03-28T22:00", "2026-03-29T20:59", "2026-03-29T21:00"], 3),
        ("Europe/Kyiv", ["2026-10-24T20:59", "2026-10-24T21:00", "2026-10-25T21:59", "2026-10-25T22:00"], 3),
        # São Paulo skipped the hour of midnight itself on 4 November 2018, and had 23:00 twice on 16 February 2019.
        ("America/Sao_Paulo", ["2018-11-04T02:59", "2018-11-04T03:00", "2018-11-05T01:59", "2018-11-05T02:00"], 3),
        ("America/Sao_Paulo", ["2019-02-17T01:30", "2019-02-17T02:30", "2019-02-17T03:00"], 2),
        ("UTC", ["2024-02-28T12:00", "2024-02-29T12:00", "2024-03-01T12:00"], 3),
        ("UTC", ["2025-12-31T23:59", "2026-01-01T00:00"], 2),
    ],
)
def test_a_day_is_a_day_of_the_learner(zone: str, texts: list[str], days: int) -> None:
    user, _entry = instants(zone, texts)
    assert Progress.objects.get(user=user).streak == days
    assert Day.objects.filter(user=user).count() == days


def test_a_move_to_the_west_takes_no_streak_away(apple: Entry) -> None:
    user = apple.owner
    user.time_zone = "Pacific/Kiritimati"
    graded(apple, at=NOW)
    graded(apple, at=NOW + DAY)
    user.time_zone = "America/Los_Angeles"
    graded(apple, at=NOW + DAY + timedelta(hours=1))
    assert standing_of(user, now=NOW + DAY + timedelta(hours=1)).streak.days == 2
    assert standing_of(user, now=NOW + 2 * DAY).streak.days == 2


# Against a slow and obvious model


def model(active: set[int], freezes: int) -> tuple[int, int, int]:
    """Streak, longest streak and freezes left after practising on these days in order, with all freezes held before."""
    streak, longest = 0, 0
    ordered = sorted(active)
    for former, day in pairwise([ordered[0] - 1, *ordered]):
        missed = day - former - 1
        if missed > freezes:
            streak = 0
        else:
            freezes -= missed
        streak += 1
        longest = max(longest, streak)
    return streak, longest, freezes


@settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(active=st.sets(st.integers(0, 24), min_size=1, max_size=12), freezes=st.integers(0, 4))
@pytest.mark.django_db
def test_it_is_what_an_obvious_model_says(active: set[int], freezes: int) -> None:
    user = make_user()
    entry, owned = make_entry(user, "apple", language="en"), give_freezes(user, freezes, since=TODAY - DAY)
    practise(entry, *sorted(active))
    progress = Progress.objects.get(user=user)
    owned.refresh_from_db()
    assert (progress.streak, progress.longest_streak, owned.quantity) == model(active, freezes)
    assert progress.last_active_on == TODAY + max(active) * DAY


@settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(active=st.lists(st.integers(0, 14), min_size=1, max_size=9, unique=True))
@pytest.mark.django_db
def test_without_freezes_the_order_of_arrival_does_not_matter(active: list[int]) -> None:
    user = make_user()
    entry = make_entry(user, "apple", language="en")
    for number in active:
        graded(entry, at=NOW + number * DAY, now=NOW + 20 * DAY)
    progress = Progress.objects.get(user=user)
    assert (progress.streak, progress.longest_streak, 0) == model(set(active), 0)
