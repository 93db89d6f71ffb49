"""A learner's own page of figures."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from lexora.accounts.models import User
from lexora.dashboard.queries import personal
from lexora.dashboard.queries.words import words_of
from lexora.dashboard.templatetags.dashboard import short_point
from lexora.learning import actions as learning
from lexora.learning.models import Card, Day, PracticeSettings, Progress
from lexora.learning.queries import today_of
from lexora.learning.rules import Grade
from lexora.words import actions as words
from lexora.words.models import Entry
from tests.clients import HTMX, browser_of
from tests.factories import NOW, make_entry, make_user

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
PART = {**HTMX, "HX-Target": "activity"}


def make_day(user: User, day: date, reviews: int = 10, **numbers: object) -> Day:
    return Day.objects.create(user=user, day=day, reviews=reviews, good=reviews, **numbers)


def make_card(user: User, text: str, *, due: date, state: str = "review", **fields: object) -> Card:
    entry = make_entry(user, text, language="en")
    ease = fields.pop("ease", 2.5)
    Entry.objects.filter(pk=entry.pk).update(learning_state=state, ease=ease)
    return Card.objects.create(user=user, entry=entry, state=state, due_on=due, ease=ease, **fields)


@pytest.fixture
def browser(ann: User) -> Client:
    return browser_of(ann)


def today() -> date:
    return timezone.now().date()


def main_of(page: str) -> str:
    """The page without its menus."""
    return page[page.index("<main") : page.index("</main")]


def test_a_newcomer_sees_what_will_be_here_and_one_way_on(ann: User, browser: Client) -> None:
    page = main_of(browser.get("/my/dashboard").text)
    assert "Your progress will grow here" in page
    assert re.findall(r'href="([^"]+)"', page) == ["/my/vocabulary/new"]
    make_entry(ann, "apple", language="en")
    page = main_of(browser.get("/my/dashboard").text)
    assert re.findall(r'href="([^"]+)"', page) == ["/my/practice"]
    assert "data-chart" not in page
    assert "data-heat-map" not in page


def test_who_has_no_words_is_not_praised_but_led_to_the_first_one(browser: Client) -> None:
    for address in ("/my/dashboard", "/my/dashboard/words"):
        page = browser.get(address).text
        assert "Well done" not in page
        main = page[page.index("<main") :]
        assert "Add the first word you came across today." in main
        assert 'href="/my/vocabulary/new"' in main
        assert 'href="/my/practice"' not in main


@pytest.mark.parametrize(("language", "said"), [("en", "2 Mar"), ("uk", "2 бер"), ("el", "2 Μάρ")])
def test_the_axis_writes_months_as_the_language_does(language: str, said: str) -> None:
    with translation.override(language):
        assert short_point(TODAY, "day") == said


def test_great_numbers_are_grouped(ann: User, browser: Client) -> None:
    day = make_day(ann, today(), xp=10)
    Progress.objects.create(user=ann, streak=3333, longest_streak=3333, last_active_on=day.day, lifetime_xp=10**8)
    page = browser.get("/my/dashboard").text
    figures = page[page.index("lx-figures") :]
    assert "3,333" in figures
    assert "1,415" in figures  # the level
    assert not re.search(r">\s*(3333|1415)\s*<", figures)


def test_practice_of_today_is_on_the_page_at_once(ann: User, browser: Client) -> None:
    for n, grade in enumerate((Grade.GOOD, Grade.AGAIN, Grade.EASY)):
        entry = make_entry(ann, f"word{n}", language="en")
        learning.grade_entry(user=ann, entry=entry, grade=grade, key=str(n), now=timezone.now())
    page = browser.get("/my/dashboard").text
    assert "Your progress will grow here" not in page
    assert re.search(rf"{today().day} \w+ {today().year}: 3 reviews", page)
    assert "+25 XP" in page
    answers = page[page.index("answers-title") :]
    assert re.search(r"Again\s*</dt>\s*<dd>\s*1 · 33%", answers)


def test_figures_are_those_of_the_learner_alone(ann: User, bob: User) -> None:
    make_day(bob, TODAY, reviews=77)
    make_card(bob, "theirs", due=TODAY)
    page = personal.dashboard(ann, span="all", now=NOW)
    assert page.is_empty
    assert page.cards_ahead == 0
    assert words_of(ann).total == 0


def test_days_are_those_of_the_learners_own_time_zone(ann: User) -> None:
    ann.time_zone = "Pacific/Kiritimati"  # fourteen hours ahead: there it is tomorrow
    make_day(ann, TODAY + timedelta(days=1), reviews=4)
    page = personal.dashboard(ann, span="30", now=NOW)
    assert page.goal.done == 4
    assert page.forecast[0].day == TODAY + timedelta(days=1)


def test_retention_stands_beside_what_was_predicted_and_with_fsrs_what_is_wished(ann: User) -> None:
    make_day(ann, TODAY, mature=10, mature_passed=9, predicted=9.5)
    page = personal.dashboard(ann, span="30", now=NOW)
    assert [(month.rate, month.expected) for month in page.retention] == [(90, 95)]
    assert page.desired is None
    PracticeSettings.objects.create(user=ann, scheduler="fsrs", retention=0.85)
    assert personal.dashboard(User.objects.get(pk=ann.pk), span="30", now=NOW).desired == 85


def test_the_table_of_retention_names_the_wish_only_when_there_is_one(ann: User, browser: Client) -> None:
    make_day(ann, today(), mature=10, mature_passed=9, predicted=9.5)
    assert "Desired" not in browser.get("/my/dashboard").text
    PracticeSettings.objects.create(user=ann, scheduler="fsrs", retention=0.85)
    page = browser.get("/my/dashboard").text
    assert "Desired" in page
    assert 'data-value="85"' in page


def test_who_hides_the_game_sees_neither_xp_nor_streak_nor_level(ann: User, browser: Client) -> None:
    make_day(ann, today(), xp=100)
    Day.objects.create(user=ann, day=today() - timedelta(days=1), is_frozen=True)
    Progress.objects.create(user=ann, lifetime_xp=100, streak=1, longest_streak=1, last_active_on=today())
    shown = ("XP", "day in a row", "next level", "streak freeze", "Streak freeze")
    main = main_of(browser.get("/my/dashboard").text)
    assert [word for word in shown if word not in main] == []
    PracticeSettings.objects.create(user=ann, hides_game=True)
    main = main_of(browser.get("/my/dashboard").text)
    assert [word for word in shown if word in main] == []
    assert "10 reviews" in main


def test_who_hides_the_game_reads_nothing_of_it_in_the_menus(ann: User, browser: Client) -> None:
    PracticeSettings.objects.create(user=ann, hides_game=True)
    page = browser.get("/my/vocabulary/new").text
    assert re.findall(r"[^<>]*(?:streak|XP|[Ll]eaderboard|[Ss]hop\b)[^<>]*", page) == []


def test_a_frozen_day_is_said_and_not_only_coloured(ann: User, browser: Client) -> None:
    make_day(ann, today())
    Day.objects.create(user=ann, day=today() - timedelta(days=1), is_frozen=True)
    page = browser.get("/my/dashboard").text
    assert re.search(r'data-level="frozen"><span>[^<]+: saved by a streak freeze', page)


def test_the_calendar_is_a_table_whose_days_are_said(ann: User, browser: Client) -> None:
    make_day(ann, today(), reviews=1)
    page = browser.get("/my/dashboard").text
    cells = re.findall(r'<td data-level="\w+"><span>([^<]+)</span></td>', page)
    assert len(cells) == 52 * 7 + today().weekday() + 1
    assert len(set(cells)) == len(cells)
    [said] = [said for said in cells if not said.endswith(": no reviews")]
    assert said.startswith(f"{today().day} ")
    assert said.endswith(f" {today().year}: 1 review")


# The curves over another time


def test_another_span_changes_the_curves_alone(ann: User, browser: Client) -> None:
    make_day(ann, today() - timedelta(days=60), reviews=5)
    make_day(ann, today(), reviews=2)
    part = browser.get("/my/dashboard?span=90", headers=PART)
    assert "<html" not in part.text
    assert "7 reviews" in part.text
    assert "2 reviews" in browser.get("/my/dashboard?span=30", headers=PART).text
    assert {"HX-Request", "HX-Target"} <= set(part["Vary"].replace(" ", "").split(","))
    assert "<html" in browser.get("/my/dashboard?span=90").text


def test_a_span_that_does_not_exist_is_refused(browser: Client) -> None:
    assert browser.get("/my/dashboard?span=7").status_code == 400


# What is coming


def test_the_forecast_counts_what_will_really_come(ann: User) -> None:
    make_card(ann, "overdue", due=TODAY - timedelta(days=9))
    make_card(ann, "today", due=TODAY, state="learning")
    make_card(ann, "later", due=TODAY + timedelta(days=7))
    make_card(ann, "far", due=TODAY + timedelta(days=30))
    for n, gone in enumerate(({"status": "archived"}, {"deleted_at": NOW}, {"learning_state": "suspended"})):
        card = make_card(ann, f"gone{n}", due=TODAY + timedelta(days=7))
        Entry.objects.filter(pk=card.entry_id).update(**gone)
    ahead = personal.forecast_of(today_of(ann, now=NOW))
    assert {day.day: day.cards for day in ahead if day.cards} == {TODAY: 2, TODAY + timedelta(days=7): 1}


# Words


def test_words_are_counted_by_language_type_and_state(ann: User) -> None:
    make_entry(ann, "apple", language="en")
    make_entry(ann, "give up", language="en", type="phrase")
    make_entry(ann, "νερό", language="el")
    make_card(ann, "known", due=TODAY)
    archived = make_entry(ann, "old", language="en")
    words.archive(ann, [archived.pk], archived=True, now=NOW)
    found = words_of(ann)
    assert (found.total, found.archived) == (4, 1)
    assert [(part.name, part.count) for part in found.languages] == [("en", 3), ("el", 1)]
    assert {part.name: part.count for part in found.types} == {"word": 3, "phrase": 1}
    assert [(part.name, part.count) for part in found.states] == [("new", 3), ("review", 1)]


def test_the_hardest_words_are_those_of_the_lowest_ease(ann: User) -> None:
    make_entry(ann, "never", language="en")
    for n in range(12):
        make_card(ann, f"word{n:02}", due=TODAY, ease=3 - n / 10, total_reviews=10, correct_reviews=n // 2, lapses=n)
    hardest = words_of(ann).hardest
    assert [hard.entry.source_text for hard in hardest] == [f"word{n:02}" for n in range(11, 1, -1)]
    assert (hardest[0].lapses, hardest[0].percent) == (11, 50)


def test_the_words_are_a_part_for_the_script_and_a_page_without(ann: User, browser: Client) -> None:
    make_card(ann, "apple", due=TODAY, lapses=1, total_reviews=3)
    part, page = browser.get("/my/dashboard/words", headers=HTMX), browser.get("/my/dashboard/words")
    assert "<html" not in part.text
    assert "<html" in page.text
    for answer in (part, page):
        assert "forgotten 1 time" in answer.text
        assert "By language" in answer.text


def test_the_page_asks_for_the_words_only_when_there_is_something_to_see(ann: User, browser: Client) -> None:
    asks = 'hx-get="/my/dashboard/words"'
    assert asks not in browser.get("/my/dashboard").text
    make_day(ann, today())
    assert asks in browser.get("/my/dashboard").text


def test_years_of_days_cost_no_more_queries_and_are_all_counted() -> None:
    user = make_user()
    Day.objects.bulk_create(Day(user=user, day=TODAY - timedelta(days=n), reviews=2, good=2) for n in range(3000))
    page = personal.dashboard(user, span="all", now=NOW)
    assert page.totals.reviews == 6000
    assert sum(point.reviews for point in page.activity.series.points) == 6000
