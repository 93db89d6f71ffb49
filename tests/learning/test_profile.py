"""Public pages, the chip in the header, and hiding all of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lexora.accounts.models import User
from lexora.learning import actions, queries
from lexora.learning.actions import Earned
from lexora.learning.models import PracticeSettings
from lexora.learning.rules import Grade, xp
from lexora.words import actions as words
from tests.clients import browser_of
from tests.factories import make_entry, make_item


def page(viewer: User, path: str) -> str:
    return str(browser_of(viewer).get(path).content.decode())


def practise(user: User, *, days_ago: int = 0) -> None:
    entry = make_entry(user, f"word{days_ago}", language="en")
    now = timezone.now() - timedelta(days=days_ago)
    actions.grade_entry(user=user, entry=entry, grade=Grade.GOOD, key=f"k{days_ago}", now=now)


# Public pages


def test_a_page_shows_what_others_may_know_and_no_address(ann: User, bob: User) -> None:
    ann.display_name = "Ann Lee"
    ann.save()
    practise(ann)
    shown = page(bob, "/u/ann")
    for part in ("Ann Lee", "@ann", "English", "Greek", "Level 1", "40 XP to level 2", "rank this week", "active day"):
        assert part in shown
    assert "ann@example.com" not in shown
    assert "This is your public page" not in shown


def test_a_handle_is_found_in_any_case_and_leads_to_its_own_spelling(ann: User, bob: User) -> None:
    answer = browser_of(bob).get("/u/ANN")
    assert (answer.status_code, answer["Location"]) == (301, "/u/ann")
    assert browser_of(ann).get("/u/me")["Location"] == "/u/ann"
    assert browser_of(bob).get("/u/nobody").status_code == 404


@pytest.mark.parametrize("why", ["inactive", "demo", "not listed", "hides the game"])
def test_who_is_hidden_is_not_there_for_others(ann: User, bob: User, why: str) -> None:
    ann.is_active, ann.is_demo = why != "inactive", why == "demo"
    ann.save()
    actions.choose_game(ann, hidden=why == "hides the game", listed=why != "not listed")
    for spelling in ("ann", "Ann"):
        assert browser_of(bob).get(f"/u/{spelling}").status_code == 404
    if ann.is_active:
        assert "Only you can see this page" in page(ann, "/u/ann")


def test_who_hides_the_game_reads_why_nobody_sees_the_page(ann: User) -> None:
    actions.choose_game(ann, hidden=True)
    assert "because you have hidden XP, levels and streaks" in page(ann, "/u/ann")


def test_ones_own_page_says_who_sees_it(ann: User) -> None:
    assert "This is your public page" in page(ann, "/u/ann")
    assert "/u/me" in page(ann, "/privacy")


def test_names_in_the_shared_list_lead_to_pages_that_are_there(ann: User, bob: User, charlie: User) -> None:
    for owner in (bob, charlie):
        words.share_whole_list(owner, shares=True)
        make_entry(owner, f"word of {owner.handle}", language="en")
    actions.choose_game(charlie, listed=False)
    shown = page(ann, "/my/vocabulary/shared")
    assert 'href="/u/bob"' in shown
    assert 'href="/u/charlie"' not in shown
    assert "@charlie" in shown


# The chip


@pytest.mark.parametrize(
    ("days", "state", "words_of_it"),
    [
        ((), "none", "No streak yet."),
        ((0,), "alive", "Streak: 1 day. You practised today."),
        ((2, 1, 0), "alive", "Streak: 3 days. You practised today."),
        ((2, 1), "at_risk", "Streak: 2 days. Practise today to keep it."),
        ((4, 3), "lapsed", "Your streak of 2 days is over."),
    ],
)
def test_the_chip_says_how_the_streak_stands(ann: User, days: tuple[int, ...], state: str, words_of_it: str) -> None:
    for ago in days:
        practise(ann, days_ago=ago)
    shown = page(ann, "/privacy")
    assert f"lx-streak--{state}" in shown
    assert words_of_it in shown


def test_the_chip_says_when_a_freeze_holds_the_streak(ann: User) -> None:
    practise(ann, days_ago=2)
    actions.award(ann, Earned("gift", xp.BONUS, 50), now=timezone.now() - timedelta(days=2))
    actions.buy(ann, make_item(), key="k", now=timezone.now() - timedelta(days=2))
    assert "Streak: 1 day, kept by a streak freeze." in page(ann, "/privacy")
    assert queries.standing_of(ann, now=timezone.now()).streak == queries.game_of(ann, now=timezone.now()).streak


def test_guests_have_no_chip(db: None) -> None:
    assert "lx-streak" not in str(browser_of().get("/privacy").content)


def test_the_shell_asks_once_for_menus_chip_and_frame(ann: User) -> None:
    practise(ann, days_ago=2)
    actions.award(ann, Earned("gift", xp.BONUS, 150), now=timezone.now())
    for slug in ("streak-freeze", "frame-gold"):
        actions.buy(ann, make_item(slug), key=slug, now=timezone.now())
    client = browser_of(ann)
    with CaptureQueriesContext(connection) as captured:
        shown = client.get("/privacy").content.decode()
    assert "lx-frame--gold" in shown
    tables = ("learning_progress", "learning_practicesettings", "learning_owneditem")
    assert len([query for query in captured if any(table in query["sql"] for table in tables)]) == 1


# Hiding


PAGES = ("/my/shop", "/my/inventory", "/my/leaderboard")


def test_who_hides_the_game_sees_nothing_of_it(ann: User, bob: User) -> None:
    practise(ann), practise(bob)
    browser_of(ann).post("/my/game", {"game": "hide"})
    shown = page(ann, "/privacy")
    for trace in ("lx-streak", "lx-level", *PAGES):
        assert trace not in shown
    for address in PAGES:
        assert "You have hidden XP, levels and streaks" in page(ann, address)
    foreign = page(ann, "/u/bob")
    for trace in ("XP", "Level", "lx-frame", "in a row"):
        assert trace not in foreign
    assert "active day this year" in foreign


def test_it_is_shown_again_where_one_was(ann: User) -> None:
    actions.choose_game(ann, hidden=True)
    client = browser_of(ann)
    assert client.post("/my/game", {"game": "show", "next": "/my/shop"})["Location"] == "/my/shop"
    assert "lx-streak" in client.get("/my/shop").content.decode()
    assert not PracticeSettings.objects.get(user=ann).hides_game


def test_menus_name_the_pages_for_who_plays(ann: User) -> None:
    shown = page(ann, "/privacy")
    for address in PAGES:
        assert f'href="{address}"' in shown
