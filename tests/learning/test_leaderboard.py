"""The leaderboard: one order for rows and ranks, whom it shows, and what it costs."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from lexora.accounts import actions as accounts
from lexora.accounts.models import User
from lexora.learning import actions, queries
from lexora.learning.actions import Earned
from lexora.learning.models import Day, Progress, Standing
from lexora.learning.queries.leaderboard import ORDER, listed
from lexora.learning.rules import periods, xp
from tests.clients import HTMX, browser_of
from tests.factories import NOW, make_item, make_user

YEAR = 365
ROWS = st.tuples(st.integers(1, 3), st.integers(0, 2), st.integers(0, 2))  # XP, streak, minutes: many ties


def earn(user: User, amount: int, *, now: datetime = NOW, language: str = "en") -> None:
    actions.award(user, Earned(f"{now}", xp.BONUS, amount, language), now=now)


def names(viewer: User, **which: Any) -> list[str]:
    return [place.user.handle for place in queries.board(viewer, now=NOW, **which).places]


def stand(user: User, amount: int, streak: int = 0, minutes: int = 0) -> Standing:
    Progress.objects.create(user=user, lifetime_xp=amount, wallet_xp=amount, streak=streak, last_active_on=NOW.date())
    at = NOW + timedelta(minutes=minutes)
    return Standing.objects.create(user=user, xp=amount, streak=streak, reached_at=at)


# Order and ranks


def test_ties_go_to_the_longer_streak_then_to_who_was_there_first(ann: User, bob: User, charlie: User) -> None:
    stand(ann, 100, streak=2, minutes=5), stand(bob, 100, streak=3), stand(charlie, 100, streak=2)
    board = queries.board(ann, now=NOW)
    assert [(place.rank, place.user.handle) for place in board.places] == [(1, "bob"), (2, "charlie"), (3, "ann")]
    assert [queries.rank_of(row) for row in listed("").order_by("user")] == [3, 1, 2]


@pytest.mark.django_db
@given(rows=st.lists(ROWS, max_size=9), size=st.integers(1, 4))
@hypothesis_settings(max_examples=30, deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_pages_put_together_are_the_order_and_each_rank_is_its_place(
    rows: list[tuple[int, int, int]], size: int
) -> None:
    Standing.objects.all().delete()
    for row in rows:
        stand(make_user(), *row)
    viewer, cursor, seen = make_user(), "", []
    while True:
        board = queries.board(viewer, cursor=cursor, size=size, now=NOW)
        seen += board.places
        if not (cursor := board.next_cursor):
            break
    keys = [(-p.xp, -p.user.standings.get().streak, p.user.standings.get().reached_at, p.user.pk) for p in seen]
    assert keys == sorted(keys)
    assert [place.rank for place in seen] == list(range(1, len(rows) + 1))
    assert [queries.rank_of(place.user.standings.get()) for place in seen] == [place.rank for place in seen]


def test_ones_own_place_is_there_wherever_it_is(ann: User) -> None:
    for n in range(25):
        stand(make_user(), 100 + n)
    stand(ann, 5)
    board = queries.board(ann, now=NOW)
    assert board.own
    assert (board.own.rank, board.own.is_own, board.shows_own) == (26, True, False)
    page = browser_of(ann).get("/my/leaderboard").content.decode()
    assert "lx-board__own" in page
    more = browser_of(ann).get("/my/leaderboard", {"cursor": board.next_cursor}, headers=HTMX).content.decode()
    assert "@ann" in more
    assert "<html" not in more


def test_medals_are_said_in_words(ann: User) -> None:
    stand(ann, 5)
    assert "Gold medal" in browser_of(ann).get("/my/leaderboard").content.decode()


def test_an_empty_leaderboard_says_how_to_be_the_first(ann: User) -> None:
    page = browser_of(ann).get("/my/leaderboard?period=week").content.decode()
    assert "Nobody is here yet" in page
    assert "You have no XP here yet." in page


@pytest.mark.parametrize(("query", "status"), [("period=year", 400), ("language=xx", 422), ("cursor=x", 400)])
def test_what_there_is_not_is_refused(ann: User, query: str, status: int) -> None:
    assert browser_of(ann).get(f"/my/leaderboard?{query}").status_code == status


# Periods and languages


def test_a_month_and_a_week_are_those_of_the_viewers_own_day(ann: User, bob: User) -> None:
    new_year = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)
    ann.time_zone = "Pacific/Auckland"
    earn(ann, 10, now=new_year), earn(bob, 10, now=new_year)
    assert queries.board(ann, period=periods.MONTH, now=new_year).period == "2027-01"
    assert [p.user for p in queries.board(ann, period=periods.MONTH, now=new_year).places] == [ann]
    assert queries.board(bob, period=periods.MONTH, now=new_year).period == "2026-12"
    assert [p.user for p in queries.board(bob, period=periods.MONTH, now=new_year).places] == [bob]


def test_each_tab_counts_its_time(ann: User, bob: User) -> None:
    earn(ann, 500, now=NOW - timedelta(days=YEAR)), earn(ann, 10), earn(bob, 20)
    assert names(ann) == ["ann", "bob"]
    assert names(ann, period=periods.WEEK) == names(ann, period=periods.MONTH) == ["bob", "ann"]


def test_one_language_alone(ann: User, bob: User) -> None:
    earn(ann, 10, language="el"), earn(bob, 20, language="en")
    assert names(ann) == ["bob", "ann"]
    assert names(ann, language="el") == ["ann"]
    assert names(ann, language="uk") == []


# Who is there


@pytest.mark.parametrize("change", [{"hidden": True}, {"listed": False}])
def test_whoever_opts_out_is_gone_at_once_and_comes_back(ann: User, bob: User, change: dict[str, bool]) -> None:
    earn(ann, 10), earn(bob, 5)
    actions.choose_game(ann, **change)
    assert names(bob) == ["bob"]
    earn(ann, 10, now=NOW + timedelta(days=40))
    assert names(bob, period=periods.ALL) == ["bob"]
    assert not Standing.objects.filter(user=ann, is_listed=True).exists()
    actions.choose_game(ann, hidden=False, listed=True)
    assert names(bob) == ["ann", "bob"]


def test_who_opted_out_reads_why_they_have_no_rank(ann: User) -> None:
    earn(ann, 10)
    client = browser_of(ann)
    answer = client.post("/my/game", {"listed": "no", "next": "/my/leaderboard?period=week"})
    assert answer["Location"] == "/my/leaderboard?period=week"
    assert "You chose not to appear on the leaderboard" in client.get("/my/leaderboard").content.decode()
    client.post("/my/game", {"listed": "yes"})
    assert "@ann" in client.get("/my/leaderboard").content.decode()


def test_the_choice_leads_nowhere_else(ann: User) -> None:
    for elsewhere in ("https://example.com/", "//example.com"):
        assert browser_of(ann).post("/my/game", {"next": elsewhere})["Location"] == "/my/leaderboard"
    assert browser_of(ann).post("/my/game", {"game": "maybe"}).status_code == 400


@pytest.mark.parametrize("field", ["is_active", "is_demo"])
def test_an_administrator_takes_people_out_and_back(ann: User, bob: User, field: str) -> None:
    earn(ann, 10), earn(bob, 5)
    root = browser_of(make_user(admin=True))
    for value in (field == "is_demo", field == "is_active"):
        page = f"/admin/accounts/user/{ann.pk}/change/"
        form = root.get(page).context["adminform"].form
        shown = {name: form.get_initial_for_field(f, name) for name, f in form.fields.items()}
        sent = {name: it for name, it in shown.items() if it not in (None, False)} | {field: value}
        sent = {name: it for name, it in sent.items() if it is not False}
        answer = root.post(page, {**sent, "groups": [], "user_permissions": []})
        assert answer.status_code == 302
        ann.refresh_from_db()
        assert getattr(ann, field) is value
        is_back = value is (field == "is_active")
        assert names(bob) == (["ann", "bob"] if is_back else ["bob"])


def test_demo_people_are_never_listed(bob: User) -> None:
    demo = make_user(demo=True)
    earn(demo, 100)
    assert names(bob) == []
    assert "Demo accounts are in no leaderboard." in browser_of(demo).get("/my/leaderboard").content.decode()


def test_the_signal_is_heard_whoever_sends_it(ann: User, bob: User) -> None:
    earn(ann, 10)
    ann.is_active = False
    ann.save()
    accounts.tell_visibility(ann)
    assert names(bob) == []


def test_taking_xp_back_to_nothing_leaves_the_list(ann: User) -> None:
    stand(ann, 0)
    assert names(ann) == []


# Streaks as they are today


def test_a_streak_that_lapsed_is_shown_as_none_and_breaks_no_tie(ann: User, bob: User) -> None:
    stand(ann, 100, streak=30), stand(bob, 100, streak=1)
    for user, days in ((ann, 5), (bob, 0)):
        Progress.objects.filter(user=user).update(last_active_on=NOW.date() - timedelta(days=days))
    assert [place.streak.days for place in queries.board(ann, now=NOW).places] == [0, 1]
    assert actions.settle_streaks(now=NOW) == 1
    assert actions.settle_streaks(now=NOW) == 0
    assert names(ann) == ["bob", "ann"]


def test_a_streak_that_a_freeze_holds_is_not_settled(ann: User) -> None:
    stand(ann, 100, streak=3)
    Progress.objects.filter(user=ann).update(last_active_on=NOW.date() - timedelta(days=3))
    actions.buy(ann, make_item(), key="1", now=NOW - timedelta(days=9))
    actions.buy(ann, make_item("f2", kind="streak_freeze", price=10), key="2", now=NOW - timedelta(days=9))
    assert actions.settle_streaks(now=NOW) == 0
    assert queries.board(ann, now=NOW).places[0].streak.days == 3


# Keeping


def test_old_weeks_and_months_go(ann: User) -> None:
    for ago in (0, 50, 70, 600, 800):
        earn(ann, 10, now=NOW - timedelta(days=ago))
    assert actions.prune_standings(now=NOW)
    left = set(Standing.objects.filter(language="").values_list("period", flat=True))
    assert left == {"", "2026-W10", "2026-W02", "2026-03", "2026-01", "2025-12", "2024-07"}
    assert Standing.objects.get(period="", language="").xp == 50
    assert actions.prune_standings(now=NOW) == 0


def test_days_that_are_kept_are_named_as_periods_are() -> None:
    assert periods.oldest_month(datetime(2026, 1, 31, tzinfo=UTC).date()) == "2024-01"
    assert periods.oldest_week(datetime(2026, 1, 5, tzinfo=UTC).date()) == "2025-W46"


# What it costs


def plan(rows: Any) -> str:
    return str(rows.explain(**({"format": "text"} if connection.vendor == "postgresql" else {})))


def test_no_page_sorts_and_no_rank_reads_rows(ann: User) -> None:
    people = [User(email=f"l{n}@example.com", handle=f"many{n}") for n in range(2000)]
    made = User.objects.bulk_create(people)
    Standing.objects.bulk_create(Standing(user=user, xp=n, reached_at=NOW) for n, user in enumerate(made))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE learning_standing")
    first = plan(listed("").order_by(*ORDER)[:21])
    assert "standing_order" in first
    assert "TEMP B-TREE" not in first
    assert "Sort" not in first
    count = plan(Standing.objects.filter(period="", language="", is_listed=True, xp__gt=1990).values("xp"))
    assert "standing_order" in count
    if connection.vendor == "sqlite":
        assert "COVERING" in count


def test_a_deep_page_asks_as_often_as_the_first(ann: User) -> None:
    for n in range(30):
        stand(make_user(), 10 + n)
    stand(ann, 5)
    with CaptureQueriesContext(connection) as first:
        board = queries.board(ann, now=NOW)
    with CaptureQueriesContext(connection) as second:
        queries.board(ann, cursor=board.next_cursor, with_own=False, now=NOW)
    assert len(first) <= 6
    assert len(second) <= 4


def test_active_days_count_once(ann: User) -> None:
    Day.objects.create(user=ann, day=NOW.date(), reviews=3)
    Day.objects.create(user=ann, day=NOW.date() - timedelta(days=1), is_frozen=True)
    assert queries.person(ann, now=NOW).days_this_year == 1
