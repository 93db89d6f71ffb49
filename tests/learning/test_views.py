"""The practice page."""

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from lexora.accounts.models import User
from lexora.learning.models import Review
from lexora.ui import slots
from lexora.words import actions as words
from lexora.words.models import Entry
from tests.clients import HTMX, browser_of
from tests.factories import NOW, make_entry

PRACTICE = "/my/practice"
SECRET = "зебра"


@pytest.fixture
def entry(ann: User) -> Entry:
    return make_entry(ann, "zebra", language="en", note="striped", translations={"uk": SECRET})


def page(entry: Entry, rest: str) -> str:
    return f"{PRACTICE}/{entry.pk}/{rest}"


def card(text: str) -> str | None:
    """The front of the card in an answer."""
    found = re.search(r"data-card-text>([^<]*)<", text)
    return found and found[1]


def test_the_answer_is_not_in_the_page_before_it_is_asked_for(ann: User, entry: Entry) -> None:
    browser = browser_of(ann)
    for address in (PRACTICE, f"{PRACTICE}/card"):
        text = browser.get(address).content.decode()
        assert card(text) == "zebra"
        assert SECRET not in text
        assert "striped" not in text
    text = browser.get(page(entry, "answer"), headers=HTMX).content.decode()
    assert SECRET in text
    assert "striped" in text


def test_the_page_is_whole_and_the_card_a_part(ann: User, entry: Entry) -> None:
    browser = browser_of(ann)
    assert "<html" in browser.get(PRACTICE).content.decode()
    assert "<html" not in browser.get(f"{PRACTICE}/card").content.decode()


@pytest.mark.parametrize("address", [PRACTICE, f"{PRACTICE}/card"])
def test_no_browser_keeps_a_card(ann: User, entry: Entry, address: str) -> None:
    assert "no-store" in browser_of(ann).get(address)["Cache-Control"]
    assert "no-store" in browser_of(ann).get(page(entry, "answer"))["Cache-Control"]


@pytest.mark.parametrize(
    ("grade", "state"), [("again", "learning"), ("hard", "learning"), ("good", "learning"), ("easy", "review")]
)
def test_a_grade_is_stored_and_the_next_card_comes(ann: User, entry: Entry, grade: str, state: str) -> None:
    make_entry(ann, "house", language="en", translations={"uk": "дім"})
    answer = browser_of(ann).post(page(entry, "review"), {"grade": grade, "key": "k"}, headers=HTMX)
    assert card(answer.content.decode()) == "house"
    entry.refresh_from_db()
    assert (entry.learning_state, entry.due_at is None) == (state, False)


def test_the_last_card_leads_on(ann: User, entry: Entry) -> None:
    text = browser_of(ann).post(page(entry, "review"), {"grade": "good", "key": "k"}, headers=HTMX).content.decode()
    assert card(text) == "Nothing to review today"
    assert "/my/vocabulary/new" in text


def test_without_script_the_answer_is_a_page_and_a_grade_leads_to_the_next_card(ann: User, entry: Entry) -> None:
    make_entry(ann, "house", language="en", translations={"uk": "дім"})
    browser = browser_of(ann)
    assert f'value="{entry.pk}"' in browser.get(PRACTICE).content.decode()
    shown = browser.get(PRACTICE, {"answer": entry.pk})
    assert SECRET in shown.content.decode()
    assert "<html" in shown.content.decode()
    graded = browser.post(page(entry, "review"), {"grade": "good", "key": shown.context["key"]}, follow=True)
    assert graded.redirect_chain == [(PRACTICE, 302)]
    assert card(graded.content.decode()) == "house"


@pytest.mark.parametrize("other", ["0", "x", "999999999999999999999"])
def test_the_answer_of_another_card_is_not_shown_on_this_one(ann: User, entry: Entry, other: str) -> None:
    assert SECRET not in browser_of(ann).get(PRACTICE, {"answer": other}).content.decode()


def test_sending_a_grade_twice_counts_once(ann: User, entry: Entry) -> None:
    browser = browser_of(ann)
    for grade in ("good", "again"):
        assert browser.post(page(entry, "review"), {"grade": grade, "key": "k"}, headers=HTMX).status_code == 200
    assert [review.grade for review in Review.objects.all()] == [2]


def test_a_key_of_another_review_is_refused(ann: User, entry: Entry) -> None:
    browser, other = browser_of(ann), make_entry(ann, "house", language="en")
    browser.post(page(entry, "review"), {"grade": "good", "key": "k"})
    answer = browser.post(page(other, "review"), {"grade": "good", "key": "k"})
    assert answer.status_code == 409
    assert Review.objects.count() == 1


@pytest.mark.parametrize(
    "sent", [{}, {"grade": "good"}, {"key": "k"}, {"grade": "5", "key": "k"}, {"grade": "good", "key": "k" * 65}]
)
def test_what_is_no_grade_is_refused(ann: User, entry: Entry, sent: dict[str, str]) -> None:
    answer = browser_of(ann).post(page(entry, "review"), sent)
    assert answer.status_code == 400
    assert "The grade must be “again”, “hard”, “good” or “easy”." in answer.content.decode()
    assert not Review.objects.exists()


def test_the_next_answer_has_another_key(ann: User, entry: Entry) -> None:
    browser, keys = browser_of(ann), []
    for _ in range(3):
        keys.append(browser.get(page(entry, "answer")).context["key"])
        browser.post(page(entry, "review"), {"grade": "good", "key": keys[-1]})
    assert len(set(keys)) == 3


def test_a_card_without_translation_leads_to_its_entry(ann: User) -> None:
    bare = make_entry(ann, "xylograph", language="en")
    text = browser_of(ann).get(page(bare, "answer")).content.decode()
    assert "There is no translation yet." in text
    assert f'href="/my/vocabulary/{bare.pk}"' in text


def test_what_is_archived_or_deleted_is_not_asked(ann: User, entry: Entry) -> None:
    words.archive(ann, [entry.pk], now=NOW)
    assert card(browser_of(ann).get(PRACTICE).content.decode()) == "Nothing to review today"
    words.archive(ann, [entry.pk], archived=False, now=NOW)
    words.delete(ann, [entry.pk], now=NOW)
    assert card(browser_of(ann).get(PRACTICE).content.decode()) == "Nothing to review today"
    assert browser_of(ann).post(page(entry, "review"), {"grade": "good", "key": "k"}).status_code == 404


def test_the_counts_are_shown(ann: User, entry: Entry) -> None:
    make_entry(ann, "house", language="en")
    counts = browser_of(ann).get(PRACTICE).context["counts"]
    assert (counts.learning, counts.review, counts.new) == (0, 0, 2)


def test_each_answer_brings_the_goal_nearer_and_reaching_it_is_praised_once(ann: User) -> None:
    User.objects.filter(pk=ann.pk).update(daily_goal=2)
    browser = browser_of(ann)
    assert "0 of 2 reviews today" in browser.get(PRACTICE).content.decode()
    said = []
    for n in range(3):
        word = make_entry(ann, f"word{n}", language="en")
        text = browser.post(page(word, "review"), {"grade": "good", "key": str(n)}, headers=HTMX).content.decode()
        assert f"{n + 1} of 2 reviews today" in text
        said.append("You’ve reached today’s goal: 2 reviews." in text)
    assert said == [False, True, False]
    text = browser.get(PRACTICE).content.decode()
    assert "Daily goal reached" in text
    assert "You’ve reached" not in text


def test_another_room_may_add_to_the_end_of_practice(ann: User, entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(slots._filled, "practice_done", {"ui/icons/moon.html": 1})
    moon, browser = render_to_string("ui/icons/moon.html"), browser_of(ann)
    assert moon not in browser.get(f"{PRACTICE}/card").content.decode()
    assert moon in browser.post(page(entry, "review"), {"grade": "good", "key": "k"}, headers=HTMX).content.decode()


def test_a_due_card_comes_back(ann: User, entry: Entry) -> None:
    browser = browser_of(ann)
    browser.post(page(entry, "review"), {"grade": "again", "key": "k"})
    ann.cards.update(due_on=timezone.now().date() - timedelta(days=1))
    assert card(browser.get(PRACTICE).content.decode()) == "zebra"


def test_each_door_is_the_owners(ann: User, bob: User, charlie: User, entry: Entry) -> None:
    words.share(ann, [entry.pk], shared=True, now=NOW)
    for person, shown, graded in [(ann, 200, 302), (bob, 404, 404), (charlie, 404, 404), (None, 302, 302)]:
        browser: Client = browser_of(person)
        assert browser.get(page(entry, "answer")).status_code == shown
        assert browser.post(page(entry, "review"), {"grade": "good", "key": f"{person}"}).status_code == graded
    assert [review.user for review in Review.objects.all()] == [ann]


def test_two_tabs_that_show_the_same_card_grade_it_once(ann: User) -> None:
    entry, tabs = make_entry(ann, "apple", language="en"), [browser_of(ann), browser_of(ann)]
    keys = [tab.get(f"/my/practice/{entry.pk}/answer").context["key"] for tab in tabs]
    for tab, key in zip(tabs, keys, strict=True):
        tab.post(f"/my/practice/{entry.pk}/review", {"grade": "good", "key": key})
    assert Review.objects.get().interval_after == 1
    assert tabs[0].get(f"/my/practice/{entry.pk}/answer").context["key"] != keys[0]
