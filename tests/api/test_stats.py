"""Progress over the API."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lexora.accounts.models import User
from lexora.learning import actions as learning
from lexora.learning.models import Day, PracticeSettings
from lexora.learning.rules import Grade
from tests.clients import program_of
from tests.factories import make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(ann: User) -> Client:
    return program_of(ann)


def test_stats_say_today_totals_streak_level_and_what_is_coming(ann: User, program: Client) -> None:
    now = timezone.now()
    entry = make_entry(ann, "apple", language="en")
    learning.grade_entry(user=ann, entry=entry, grade=Grade.GOOD, key="k", now=now)
    stats = program.get("/api/v1/stats").json()
    assert stats["today"] | {"due_new": 0} == {
        "day": str(now.date()), "reviews": 1, "goal": ann.daily_goal, "due_learning": 0, "due_review": 0, "due_new": 0,
    }  # fmt: skip
    assert stats["totals"] == {"reviews": 1, "new": 1, "seconds": 0, "active_days": 1}
    assert stats["streak"] == {"days": 1, "longest": 1, "state": "alive"}
    assert stats["level"] == {"level": 1, "lifetime_xp": 10, "next_level_at": 50}
    assert len(stats["forecast"]) == 30
    assert [day["cards"] for day in stats["forecast"][:2]] == [0, 1]
    assert stats["retention"] == []
    assert stats["desired_retention"] is None


def test_who_hides_the_game_gets_neither_streak_nor_level(ann: User, program: Client) -> None:
    PracticeSettings.objects.create(user=ann, hides_game=True, scheduler="fsrs", retention=0.9)
    stats = program.get("/api/v1/stats").json()
    assert (stats["streak"], stats["level"], stats["desired_retention"]) == (None, None, 0.9)


def test_retention_is_given_in_numbers(ann: User, program: Client) -> None:
    today = timezone.now().date()
    Day.objects.create(user=ann, day=today, reviews=5, mature=4, mature_passed=3, predicted=3.6)
    month = {"month": str(today.replace(day=1)), "reviews": 4, "passed": 3, "predicted": 3.6}
    assert program.get("/api/v1/stats").json()["retention"] == [month]


def test_days_are_those_of_the_last_year_in_order(ann: User, bob: User, program: Client) -> None:
    today = timezone.now().date()
    for age in (0, 3, 365, 366):
        Day.objects.create(user=ann, day=today - timedelta(days=age), reviews=age + 1, good=age + 1)
    Day.objects.create(user=bob, day=today, reviews=9)
    answer = program.get("/api/v1/stats/days").json()
    assert [day["reviews"] for day in answer["items"]] == [366, 4, 1]
    assert (answer["since"], answer["until"]) == (str(today - timedelta(days=365)), str(today))
    assert answer["items"][0]["frozen"] is False


def test_days_of_a_range(ann: User, program: Client) -> None:
    for day in (1, 2, 3):
        Day.objects.create(user=ann, day=f"2020-01-0{day}", reviews=day, is_frozen=day == 2)
    answer = program.get("/api/v1/stats/days?since=2020-01-02&until=2020-01-02").json()
    assert [(day["day"], day["frozen"]) for day in answer["items"]] == [("2020-01-02", True)]


@pytest.mark.parametrize(
    "query", ["since=2020-01-02&until=2020-01-01", "since=2019-01-01&until=2020-01-02", "until=0001-01-01"]
)
def test_a_range_that_is_none_or_too_long_is_refused(query: str, program: Client) -> None:
    answer = program.get(f"/api/v1/stats/days?{query}")
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_range")
