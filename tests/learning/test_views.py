"""The practice page as a browser without script has it."""

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from lexora.accounts.models import User
from lexora.learning.actions import save_settings
from lexora.learning.models import Card, PracticeSettings, Review
from lexora.ui import slots
from lexora.words import actions as words
from lexora.words.models import Entry
from tests.clients import browser_of
from tests.factories import NOW, make_entry

PRACTICE = "/my/practice"
SECRET = "зебра"


@pytest.fixture
def entry(ann: User) -> Entry:
    return make_entry(ann, "zebra", language="en", note="striped", translations={"uk": SECRET})


def page(entry: Entry, rest: str) -> str:
    return f"{PRACTICE}/{entry.pk}/{rest}"


def shown(browser: Client, entry: Entry | None = None) -> str:
    """The page, with the answer of an entry when one is given."""
    return browser.get(PRACTICE, {"answer": entry.pk} if entry else {}).content.decode()


def card(text: str) -> str | None:
    """The front of the card in an answer."""
    found = re.search(r"data-card-text>([^<]*)<", text)
    return found and found[1]


def test_the_answer_is_not_in_the_page_before_it_is_asked_for(ann: User, entry: Entry) -> None:
    browser = browser_of(ann)
    assert card(shown(browser)) == "zebra"
    assert SECRET not in shown(browser)
    assert "striped" not in shown(browser)
    assert SECRET in shown(browser, entry)
    assert "striped" in shown(browser, entry)


def test_no_browser_keeps_a_card(ann: User, entry: Entry) -> None:
    for address in (PRACTICE, f"{PRACTICE}/queue", page(entry, "edit")):
        assert "no-store" in browser_of(ann).get(address)["Cache-Control"]


@pytest.mark.parametrize(
    ("grade", "state"), [("again", "learning"), ("hard", "learning"), ("good", "learning"), ("easy", "review")]
)
def test_a_grade_is_stored_and_the_next_card_comes(ann: User, entry: Entry, grade: str, state: str) -> None:
    make_entry(ann, "house", language="en", translations={"uk": "дім"})
    answer = browser_of(ann).post(page(entry, "review"), {"grade": grade, "key": "k"}, follow=True)
    assert answer.redirect_chain == [(PRACTICE, 302)]
    assert card(answer.content.decode()) == "house"
    entry.refresh_from_db()
    assert (entry.learning_state, entry.due_at is None) == (state, False)


def test_the_buttons_say_when_the_card_would_come_again(ann: User, entry: Entry) -> None:
    browser = browser_of(ann)
    browser.post(page(entry, "review"), {"grade": "good", "key": "k"})
    Card.objects.update(due_on=timezone.now().date())
    spans = re.findall(r"data-when>([^<]*)<", shown(browser, entry))[:4]
    assert spans == ["1 d", "1 d", "4 d", "5 d"]


def test_the_last_card_leads_on(ann: User, entry: Entry) -> None:
    answer = browser_of(ann).post(page(entry, "review"), {"grade": "good", "key": "k"}, follow=True)
    assert card(answer.content.decode()) == "Nothing to review today"
    assert "/my/vocabulary/new" in answer.content.decode()


@pytest.mark.parametrize("other", ["0", "x", "999999999999999999999"])
def test_the_answer_of_another_card_is_not_shown_on_this_one(ann: User, entry: Entry, other: str) -> None:
    assert SECRET not in browser_of(ann).get(PRACTICE, {"answer": other}).content.decode()


def test_sending_a_grade_twice_counts_once(ann: User, entry: Entry) -> None:
    browser = browser_of(ann)
    for grade in ("good", "again"):
        assert browser.post(page(entry, "review"), {"grade": grade, "key": "k"}).status_code == 302
    assert [review.grade for review in Review.objects.all()] == [2]


def test_a_key_of_another_review_is_refused(ann: User, entry: Entry) -> None:
    browser, other = browser_of(ann), make_entry(ann, "house", language="en")
    browser.post(page(entry, "review"), {"grade": "good", "key": "k"})
    answer = browser.post(page(other, "review"), {"grade": "good", "key": "k"})
    assert answer.status_code == 409
    assert Review.objects.count() == 1


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"grade": "good"},
        {"key": "k"},
        {"grade": "5", "key": "k"},
        {"grade": "good", "key": "k" * 65},
        {"grade": "good", "key": "k", "direction": "sideways"},
        {"grade": "good", "key": "k", "seen": "-1"},
    ],
)
def test_what_is_no_grade_is_refused(ann: User, entry: Entry, sent: dict[str, str]) -> None:
    answer = browser_of(ann).post(page(entry, "review"), sent)
    assert answer.status_code == 400
    assert "The grade must be “again”, “hard”, “good” or “easy”." in answer.content.decode()
    assert not Review.objects.exists()


def test_a_card_of_one_direction_is_graded_in_it(ann: User, entry: Entry) -> None:
    save_settings(PracticeSettings(user=ann, directions=["reverse"], one_per_direction=True))
    browser = browser_of(ann)
    assert card(shown(browser)) == SECRET
    assert "zebra" not in shown(browser)
    fields = dict(re.findall(r'name="(key|direction|seen)" value="([^"]*)"', shown(browser, entry)))
    browser.post(page(entry, "review"), {"grade": "good", **fields})
    assert [review.direction for review in Review.objects.all()] == ["reverse"]


def test_a_gap_is_seen_and_what_stands_in_it_is_not(ann: User) -> None:
    entry = make_entry(ann, "The zebra runs fast.", language="en", translations={"uk": "Зебра біжить швидко."})
    words.set_gap(entry, "runs")
    save_settings(PracticeSettings(user=ann, directions=["cloze"]))
    text = shown(browser_of(ann))
    assert card(text) == "The zebra ______ fast."
    assert "Зебра біжить швидко." in text
    assert "runs" not in text


def test_a_card_without_translation_leads_to_its_entry(ann: User) -> None:
    bare = make_entry(ann, "xylograph", language="en")
    text = shown(browser_of(ann), bare)
    assert "There is no translation yet." in text
    assert f'href="/my/vocabulary/{bare.pk}"' in text


def test_what_is_archived_or_deleted_is_not_asked(ann: User, entry: Entry) -> None:
    words.archive(ann, [entry.pk], now=NOW)
    assert card(shown(browser_of(ann))) == "Nothing to review today"
    words.archive(ann, [entry.pk], archived=False, now=NOW)
    words.delete(ann, [entry.pk], now=NOW)
    assert card(shown(browser_of(ann))) == "Nothing to review today"
    assert browser_of(ann).post(page(entry, "review"), {"grade": "good", "key": "k"}).status_code == 404


def test_the_counts_are_shown(ann: User, entry: Entry) -> None:
    make_entry(ann, "house", language="en")
    counts = browser_of(ann).get(PRACTICE).context["counts"]
    assert (counts.learning, counts.review, counts.new) == (0, 0, 2)


def test_each_answer_brings_the_goal_nearer(ann: User) -> None:
    User.objects.filter(pk=ann.pk).update(daily_goal=2)
    browser = browser_of(ann)
    for n in range(3):
        word = make_entry(ann, f"word{n}", language="en")
        browser.post(page(word, "review"), {"grade": "good", "key": str(n)})
    text = shown(browser)
    assert "3 of 2 reviews today" in text
    assert "Daily goal reached" in text


def test_another_room_may_add_to_the_end_of_practice(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(slots._filled, "practice_done", {"ui/icons/moon.html": 1})
    moon, browser = render_to_string("ui/icons/moon.html"), browser_of(ann)
    done = shown(browser).count(moon)
    make_entry(ann, "zebra", language="en")
    assert done - shown(browser).count(moon) == 1  # the other one waits in the script's parts


def test_a_due_card_comes_back(ann: User, entry: Entry) -> None:
    browser = browser_of(ann)
    browser.post(page(entry, "review"), {"grade": "again", "key": "k"})
    ann.cards.update(due_on=timezone.now().date() - timedelta(days=1))
    assert card(shown(browser)) == "zebra"


def test_each_door_is_the_owners(ann: User, bob: User, charlie: User, entry: Entry) -> None:
    words.share(ann, [entry.pk], shared=True, now=NOW)
    for person, seen, graded in [(ann, 200, 302), (bob, 404, 404), (charlie, 404, 404), (None, 302, 302)]:
        browser: Client = browser_of(person)
        assert browser.get(page(entry, "edit")).status_code == seen
        assert browser.post(page(entry, "review"), {"grade": "good", "key": f"{person}"}).status_code == graded
    assert [review.user for review in Review.objects.all()] == [ann]


def test_two_tabs_that_show_the_same_card_grade_it_once(ann: User) -> None:
    entry, tabs = make_entry(ann, "apple", language="en"), [browser_of(ann), browser_of(ann)]
    keys = [tab.get(PRACTICE, {"answer": entry.pk}).context["key"] for tab in tabs]
    for tab, key in zip(tabs, keys, strict=True):
        tab.post(page(entry, "review"), {"grade": "good", "key": key})
    assert Review.objects.get().interval_after == 1


# What is kept on a device for going on without a network


def test_the_copy_of_the_page_has_nothing_of_a_person(ann: User, entry: Entry) -> None:
    copy = browser_of(ann).get(PRACTICE, {"shell": "1"}).content.decode()
    for text in ("zebra", SECRET, "striped", ann.email, ann.handle, "csrf", "data-socket"):
        assert text not in copy
    assert "practice.js" in copy
    assert "data-card-text" not in copy


def test_the_copy_is_of_one_learner_and_always_the_same(ann: User, bob: User) -> None:
    ids = [
        re.search(r'data-learner="(\w+)"', browser_of(user).get(PRACTICE).content.decode()) for user in (ann, ann, bob)
    ]
    first, again, other = [found[1] for found in ids if found]
    assert first == again != other
    assert f'data-learner="{first}"' in browser_of(ann).get(PRACTICE, {"shell": "1"}).content.decode()
