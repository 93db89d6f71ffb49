"""XP and the leaderboard for programs."""

from django.test import Client
from django.utils import timezone

from lexora.accounts.models import User
from lexora.learning import actions
from lexora.learning.actions import Earned
from lexora.learning.rules import Grade, xp
from tests.api.conftest import API, is_problem
from tests.clients import program_of
from tests.factories import make_entry, make_user


def review(user: User, text: str) -> None:
    entry = make_entry(user, text, language="en")
    actions.grade_entry(user=user, entry=entry, grade=Grade.GOOD, key=text, now=timezone.now())


def test_a_program_reads_what_its_person_earned_page_by_page(ann: User, bob: User, program: Client) -> None:
    for text in ("apple", "house", "water"):
        review(ann, text)
    review(bob, "secret")
    first = program.get(f"{API}/xp?limit=2").json()
    assert (first["lifetime"], first["wallet"], first["booster_left"]) == (30, 30, 0)
    assert first["level"] == {"number": 1, "starts_at": 0, "next_at": 50, "percent": 60}
    assert first["streak"] == {"days": 1, "state": "alive", "longest": 1, "freezes_needed": 0}
    assert [line["detail"] for line in first["items"]] == ["water", "house"]
    assert {**first["items"][0], "id": 0, "created_at": "", "day": ""} == {
        "id": 0, "amount": 10, "lifetime": 10, "reason": "practice", "detail": "water", "language": "en",
        "doubled": False, "day": "", "created_at": "",
    }  # fmt: skip
    rest = program.get(f"{API}/xp", {"cursor": first["next_cursor"]}).json()
    assert [line["detail"] for line in rest["items"]] == ["apple"]
    assert rest["next_cursor"] is None


def test_who_has_done_nothing_has_nothing(program: Client) -> None:
    answer = program.get(f"{API}/xp").json()
    assert (answer["lifetime"], answer["items"], answer["streak"]["state"]) == (0, [], "none")


def test_every_reason_of_the_ledger_is_described(ann: User, program: Client) -> None:
    for reason in xp.REASONS:
        actions.award(ann, Earned(reason, reason, 5), now=timezone.now())
    assert {line["reason"] for line in program.get(f"{API}/xp").json()["items"]} == {*xp.REASONS}


def test_the_leaderboard_goes_on_where_it_stopped_and_says_ones_own_place(ann: User, program: Client) -> None:
    for n in range(3):
        actions.award(make_user(), Earned("x", xp.BONUS, 100 + n, "en"), now=timezone.now())
    review(ann, "apple")
    first = program.get(f"{API}/leaderboard?limit=2&period=week&language=en").json()
    assert [(place["rank"], place["xp"]) for place in first["items"]] == [(1, 102), (2, 101)]
    assert first["me"] == {"rank": 4, "handle": "ann", "display_name": "ann", "level": 1, "xp": 10, "streak": 1}
    asked = {"limit": 2, "period": "week", "language": "en", "cursor": first["next_cursor"]}
    rest = program.get(f"{API}/leaderboard", asked).json()
    assert [(place["rank"], place["xp"]) for place in rest["items"]] == [(3, 100), (4, 10)]
    assert rest["next_cursor"] is None


def test_who_opted_out_has_no_place(ann: User, bob: User, program: Client) -> None:
    review(ann, "apple"), review(bob, "apple")
    actions.choose_game(ann, listed=False)
    answer = program.get(f"{API}/leaderboard").json()
    assert answer["me"] is None
    assert [place["handle"] for place in answer["items"]] == ["bob"]
    assert "@" not in program_of(bob).get(f"{API}/leaderboard").content.decode()


def test_wrong_questions_are_refused(program: Client) -> None:
    assert is_problem(program.get(f"{API}/leaderboard?period=year"), 422, "invalid")
    assert is_problem(program.get(f"{API}/leaderboard?language=xx"), 422, "unknown_language")
    assert is_problem(program.get(f"{API}/xp?cursor=x"), 400, "bad_cursor")
    assert is_problem(Client().get(f"{API}/xp"), 401, "not_signed_in")
