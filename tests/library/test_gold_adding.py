"""The Gold Vocabulary: words are added and taken back."""

import re
from typing import Any

import pytest
from django.test import Client

from lexora.accounts.models import User
from lexora.learning import actions as learning
from lexora.learning.rules import Grade
from lexora.library.models import GoldWord
from lexora.words.models import Entry
from lexora.words.queries import entries_of
from tests.clients import HTMX, browser_of
from tests.factories import NOW, make_entry, make_word
from tests.library.gold import PAGE, hidden, many, text_of

pytestmark = pytest.mark.django_db


# Adding one


def add(client: Client, word: GoldWord, language: str = "en", **headers: str) -> Any:
    return client.post(f"{PAGE}/{word.pk}/add", {"language": language, "back": "level=A1&page=1"}, headers=headers)


def test_a_word_is_added_with_translations_example_and_origin(ann: User, browser: Client, apple: GoldWord) -> None:
    answer = add(browser, apple, "el", **HTMX)
    entry = ann.entries.get()
    assert (entry.source_text, entry.source_language, entry.origin) == ("μήλο", "el", Entry.Origin.CURATED)
    assert entry.note == "το μήλο\nΤο μήλο είναι κόκκινο."
    assert {(t.language, t.text, t.source) for t in entry.translations.all()} == {
        ("en", "apple", "import"),
        ("uk", "яблуко, яблучко", "import"),
    }
    text = answer.content.decode()
    assert text.lstrip().startswith("<li")
    assert f'id="undo-{apple.pk}"' in text
    assert f'href="/my/vocabulary/{entry.pk}"' in text
    assert "1 of 1" in text
    assert "In your list" in text_of(browser, "?language=el")


def test_one_addition_is_undone(ann: User, browser: Client, apple: GoldWord) -> None:
    add(browser, apple)
    answer = browser.post(f"{PAGE}/{apple.pk}/take-back", {"language": "en"}, headers=HTMX)
    assert f'id="add-{apple.pk}"' in answer.content.decode()
    assert not entries_of(ann).exists()


def test_what_is_the_learners_own_or_practised_is_not_taken_back(ann: User, browser: Client, apple: GoldWord) -> None:
    make_entry(ann, "apple", language="en")
    assert browser.post(f"{PAGE}/{apple.pk}/take-back", {"language": "en"}).status_code == 410
    add(browser, apple, "uk")
    learning.grade_entry(user=ann, entry=ann.entries.get(source_language="uk"), grade=Grade.GOOD, key="k", now=NOW)
    assert browser.post(f"{PAGE}/{apple.pk}/take-back", {"language": "uk"}).status_code == 410
    assert entries_of(ann).count() == 2


def test_what_one_has_stays_as_it_is(ann: User, browser: Client, apple: GoldWord) -> None:
    make_entry(ann, "Apple!", language="en", note="mine", translations={"uk": "моє"})
    assert "In your list" in text_of(browser)
    assert add(browser, apple).status_code == 302
    entry = ann.entries.get()
    assert (entry.note, entry.translations.get(language="uk").text) == ("mine", "моє")


def test_a_greek_noun_that_one_has_with_its_article_is_known(ann: User, browser: Client, apple: GoldWord) -> None:
    make_entry(ann, "το μήλο", language="el")
    assert "In your list" in text_of(browser, "?language=el")
    add(browser, apple, "el")
    assert ann.entries.count() == 1


def test_without_script_the_list_comes_back_where_it_was(ann: User, browser: Client, apple: GoldWord) -> None:
    answer = browser.post(f"{PAGE}/{apple.pk}/add", {"language": "en", "back": "language=en&level=A1&q=appl"})
    assert answer["Location"] == f"{PAGE}?language=en&level=A1&q=appl#word-{apple.pk}"
    assert "Added: apple" in text_of(browser)
    assert entries_of(ann).count() == 1


@pytest.mark.parametrize("back", ["//evil.example", "next=https://evil.example", "level=C9", "\x00", "a" * 9000])
def test_a_way_back_leads_to_the_list_only(browser: Client, apple: GoldWord, back: str) -> None:
    answer = browser.post(f"{PAGE}/{apple.pk}/add", {"language": "en", "back": back})
    assert answer["Location"].startswith(PAGE)
    assert "evil" not in answer["Location"]


def test_a_word_that_is_not_there_is_not_found(browser: Client, apple: GoldWord) -> None:
    GoldWord.objects.update(is_retired=True)
    assert add(browser, apple).status_code == 404
    assert browser.post(f"{PAGE}/9999999/take-back", {"language": "en"}).status_code == 404
    assert browser.post(f"{PAGE}/{apple.pk}/add", {"language": "xx"}).status_code == 400


# Adding many


def test_a_page_is_added_and_taken_back(ann: User, browser: Client) -> None:
    many(60)
    make_entry(ann, "word001", language="en")
    text = text_of(browser)
    ids = re.findall(r'name="ids"\s+value="(\d+)"', text)
    assert len(ids) == 49
    assert browser.post(f"{PAGE}/add", {"language": "en", "ids": ids}).status_code == 302
    told = text_of(browser)
    assert "49 words were added to your list." in told
    assert entries_of(ann).count() == 50
    answer = browser.post(f"{PAGE}/undo", {"language": "en", "added_at": hidden(told, "added_at")})
    assert answer.status_code == 302
    assert "49 words were taken back." in text_of(browser)
    assert [entry.source_text for entry in entries_of(ann)] == ["word001"]


def test_a_level_is_added_after_a_question_and_taken_back_but_for_what_was_practised(
    ann: User, browser: Client
) -> None:
    many(205)
    make_word("lagoon", level="B1")
    make_entry(ann, "word001", language="en")
    asked = browser.get(f"{PAGE}/level/A1", {"language": "en", "back": "level=A1"}).content.decode()
    assert "204 words that you do not have yet come into your list." in asked
    assert not ann.entries.filter(origin=Entry.Origin.CURATED).exists()
    answer = browser.post(f"{PAGE}/level/A1", {"language": "en", "back": "language=en&level=A1"})
    assert answer["Location"] == f"{PAGE}?language=en&level=A1"
    assert entries_of(ann).count() == 205
    assert not ann.entries.filter(source_text="lagoon").exists()
    told = text_of(browser, "?level=A1")
    assert "204 words were added to your list." in told
    practised = ann.entries.get(source_text="word077")
    learning.grade_entry(user=ann, entry=practised, grade=Grade.GOOD, key="k", now=NOW)
    browser.post(f"{PAGE}/undo", {"language": "en", "added_at": hidden(told, "added_at")})
    assert {entry.source_text for entry in entries_of(ann)} == {"word001", "word077"}
    assert "203 words were taken back." in text_of(browser)


def test_what_was_added_before_is_not_taken_back_with_it(ann: User, browser: Client) -> None:
    many(3)
    first = GoldWord.objects.get(word="word000")
    add(browser, first)
    browser.post(f"{PAGE}/level/A1", {"language": "en"})
    stamp = hidden(text_of(browser), "added_at")
    browser.post(f"{PAGE}/undo", {"added_at": stamp})
    assert [entry.source_text for entry in entries_of(ann)] == ["word000"]


def test_a_text_that_two_words_share_is_added_once(ann: User, browser: Client) -> None:
    make_word("because", el="γιατί", pos="conjunction")
    make_word("why", el="γιατί", pos="adverb")
    assert "1 word that you do not have yet" in browser.get(f"{PAGE}/level/A1?language=el").content.decode()
    browser.post(f"{PAGE}/level/A1", {"language": "el"})
    assert ann.entries.get().translations.get(language="en").text == "because, why"


def test_a_word_is_added_with_its_own_meaning_first(ann: User, browser: Client) -> None:
    make_word("because", el="γιατί", pos="conjunction")
    add(browser, make_word("why", el="γιατί; για ποιον λόγο", pos="adverb"), language="el")
    assert ann.entries.get().translations.get(language="en").text == "why, because"


def test_who_has_a_whole_level_is_told_so(browser: Client, apple: GoldWord) -> None:
    add(browser, apple)
    assert "You have all words of this level already." in browser.get(f"{PAGE}/level/A1").content.decode()
    browser.post(f"{PAGE}/level/A1", {"language": "en"})
    assert "You have all of these words already." in text_of(browser)


def test_another_cannot_take_back_what_one_added(ann: User, bob: User, browser: Client, apple: GoldWord) -> None:
    browser.post(f"{PAGE}/level/A1", {"language": "en"})
    stamp = hidden(text_of(browser), "added_at")
    assert browser_of(bob).post(f"{PAGE}/undo", {"added_at": stamp}).status_code == 410
    assert entries_of(ann).count() == 1


@pytest.mark.parametrize("stamp", ["", "yesterday", "2026-13-45T99:00", "2026-03-02T12:00:00", "\x00"])
def test_a_time_at_which_nothing_was_added_undoes_nothing(browser: Client, stamp: str) -> None:
    assert browser.post(f"{PAGE}/undo", {"added_at": stamp}).status_code in (400, 410)


def test_a_level_that_does_not_exist_is_not_found(browser: Client) -> None:
    assert browser.get(f"{PAGE}/level/C1").status_code == 404


# Elsewhere


def test_the_words_of_the_day_lead_here(client: Client, browser: Client, apple: GoldWord) -> None:
    assert f"{PAGE}?language=en&amp;q=apple" in client.get("/").content.decode()
    assert f"{PAGE}?language=el&amp;q=%CE%BC%CE%AE%CE%BB%CE%BF" in browser.get("/dashboard").content.decode()
