"""The Gold Vocabulary: the page, the search and the order."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import LazySettings
from django.test import Client

from lexora.accounts.models import User
from lexora.learning.queries import due
from lexora.library.curated.senses import senses
from lexora.library.models import GoldWord
from lexora.library.queries.gold_list import Asked, find_words
from lexora.library.queries.gold_texts import forget_gold_words, gold_words
from lexora.library.rules import without_article
from lexora.library.rules.paging import GAP, page_numbers
from tests.clients import HTMX, browser_of
from tests.factories import make_entry, make_user, make_word
from tests.library.gold import PAGE, hidden, many, text_of, words_on

pytestmark = pytest.mark.django_db


# The page


def test_who_learns_english_sees_the_english_word_with_the_meanings_they_want(browser: Client, apple: GoldWord) -> None:
    text = text_of(browser)
    assert words_on(text) == ["apple"]
    assert "яблуко, яблучко" in text
    assert "το μήλο, μηλαράκι" in text
    assert "The apple is red." in text


def test_who_wants_one_language_sees_that_one_alone(apple: GoldWord) -> None:
    text = text_of(browser_of(make_user(native="uk", learning=("en",))))
    assert "яблуко, яблучко" in text
    assert "μήλο" not in text


def test_who_learns_greek_sees_the_greek_word_its_article_apart_and_the_other_variants(apple: GoldWord) -> None:
    text = text_of(browser_of(make_user(native="uk", learning=("el",))))
    assert words_on(text) == ["το μήλο"]
    assert '<span class="lx-gold__article">το</span>' in text
    assert "μηλαράκι" in text
    assert "Το μήλο είναι κόκκινο." in text
    assert "The apple is red." not in text


def test_a_note_of_the_sense_is_in_the_language_of_the_interface(browser: Client) -> None:
    make_word("crane", sense="bird")
    assert "(bird)" in text_of(browser)
    assert f"({senses()['bird'].el})" in text_of(browser, **{"Accept-Language": "el"})


def test_whose_languages_have_no_translation_reads_english(apple: GoldWord) -> None:
    learner = make_user(native="de", learning=("el",))
    assert re.search(r'lang="en">\s*apple\s*</span>', text_of(browser_of(learner)))


def test_the_first_language_that_is_learnt_is_shown_and_any_other_can_be(browser: Client, apple: GoldWord) -> None:
    assert words_on(text_of(browser_of(make_user(native="en", learning=("de", "el", "uk"))))) == ["το μήλο"]
    assert words_on(text_of(browser, "?language=uk")) == ["яблуко"]


def test_guests_read_all_of_it_and_are_led_to_sign_up(client: Client, apple: GoldWord) -> None:
    text = text_of(client, "?level=A1&language=uk")
    assert words_on(text) == ["яблуко"]
    assert f'href="/accounts/signup/?next=%2Fuseful-words%3Flevel%3DA1%26language%3Duk%23word-{apple.pk}"' in text
    assert "In your list" not in text
    assert "<title>" in text
    assert '<meta name="description"' in text


def test_where_nobody_can_sign_up_guests_are_led_to_sign_in(
    client: Client, apple: GoldWord, settings: LazySettings
) -> None:
    settings.SIGNUP = "closed"
    text = text_of(client)
    assert "/accounts/signup/" not in text
    assert f"/accounts/login/?next=%2Fuseful-words%23word-{apple.pk}" in text


def test_levels_have_counts_and_are_kept_by_the_search(browser: Client, apple: GoldWord) -> None:
    make_word("lagoon", level="B1")
    make_word("applet", level="B2")
    text = text_of(browser, "?level=A1")
    assert words_on(text) == ["apple"]
    assert re.findall(r'lx-tab__count">(\d+)', text) == ["3", "1", "0", "1", "1"]
    assert hidden(text, "level") == "A1"
    searched = text_of(browser, "?level=B2&q=apple")
    assert words_on(searched) == ["applet"]
    assert re.findall(r'lx-tab__count">(\d+)', searched)[:2] == ["2", "1"]
    assert 'href="?q=apple&amp;level=A1"' in searched


def test_a_retired_word_is_gone(browser: Client, apple: GoldWord) -> None:
    GoldWord.objects.update(is_retired=True)
    assert "There are no words here yet" in text_of(browser)


def test_a_page_has_fifty_words_and_the_pages_keep_what_is_asked(browser: Client) -> None:
    many(120)
    text = text_of(browser, "?language=en&sort=az&page=2")
    assert words_on(text) == [f"word{n:03}" for n in range(50, 100)]
    assert 'href="?language=en&amp;sort=az&amp;page=3"' in text
    assert words_on(text_of(browser, "?page=99")) == [f"word{n:03}" for n in range(100, 120)]


@pytest.mark.parametrize("query", ["?language=de", "?level=C1", "?page=0", "?page=x", "?sort=random"])
def test_what_does_not_exist_is_refused(browser: Client, query: str) -> None:
    assert browser.get(f"{PAGE}{query}").status_code == 400


def test_htmx_gets_the_results_alone(browser: Client, apple: GoldWord) -> None:
    text = text_of(browser, "?q=apple", **HTMX)
    assert text.lstrip().startswith('<div id="results"')
    assert 'hx-swap-oob="innerHTML:#gold-said"' in text
    assert "1 word" in text


def test_the_database_is_not_asked_more_for_more_words(browser: Client, django_assert_max_num_queries: Any) -> None:
    many(120)
    text_of(browser)
    with django_assert_max_num_queries(8):
        text_of(browser, "?level=A1")


def test_a_play_button_is_there_when_audio_is(
    ann: User, browser: Client, apple: GoldWord, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = make_entry(ann, "apple", language="en")
    assert "data-audio" not in text_of(browser)
    monkeypatch.setattr(due, "_sounds", [lambda ids: {pk: f"/sounds/{pk}" for pk in ids}])
    assert f'data-audio="/sounds/{entry.pk}"' in text_of(browser)


@pytest.mark.parametrize(
    ("page", "pages", "numbers"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 64, [1, 2, GAP, 64]),
        (4, 64, [1, 2, 3, 4, 5, GAP, 64]),
        (32, 64, [1, GAP, 31, 32, 33, GAP, 64]),
        (64, 64, [1, GAP, 63, 64]),
    ],
)
def test_links_lead_to_the_ends_and_the_neighbours(page: int, pages: int, numbers: list[int]) -> None:
    assert page_numbers(page, pages) == numbers


# Search and order


def found(text: str, language: str = "en", **asked: str) -> list[str]:
    return [word.texts["en"][0] for word in find_words(Asked(language, text=text, **asked)).words]


def test_the_very_same_word_comes_first_then_beginnings_then_near_misses() -> None:
    for word in ("pineapple", "appel tree", "ample", "apple pie", "apple", "green apple", "house"):
        make_word(word, uk="слово", el="λέξη")
    assert found("apple") == ["apple", "apple pie", "green apple", "ample"]


@pytest.mark.parametrize(
    "text", ["apple", "APPLE", "appel", "aple", "яблуко", "яблоко", "яблучко", "μήλο", "μηλο", "το μηλο", "μηλαρακι"]
)
def test_a_word_is_found_in_all_three_languages_with_typing_errors(apple: GoldWord, text: str) -> None:
    make_word("house", uk="будинок", el="το σπίτι")
    assert found(text) == ["apple"]


@pytest.mark.parametrize("text", ["zzzz", "…", "x"])
def test_what_is_not_there_is_not_found_and_the_page_says_what_to_do(
    browser: Client, apple: GoldWord, text: str
) -> None:
    page = text_of(browser, f"?{urlencode({'q': text, 'level': 'A1'})}")
    assert "Nothing matches" in page
    assert "Look in all levels" in page
    assert "/my/vocabulary/new?text=" in page


def test_words_are_sorted_by_the_alphabet_of_the_language_shown() -> None:
    for word, uk, el in (
        ("one", "ялинка", "ο ωκεανός"),
        ("two", "їжак", "το άλογο"),
        ("three", "ікра", "η βάρκα"),
        ("four", "ґава", "το ζώο"),
        ("five", "гора", "η ελιά"),
    ):
        make_word(word, uk=uk, el=el)
    assert found("", sort="az") == ["five", "four", "one", "three", "two"]
    assert found("", "uk", sort="az") == ["five", "four", "three", "two", "one"]
    assert found("", "el", sort="az") == ["two", "three", "five", "four", "one"]
    assert found("") == ["one", "two", "three", "four", "five"]


@pytest.mark.parametrize(
    ("text", "pos", "language", "parts"),
    [
        ("το μήλο", "noun", "el", ("το", "μήλο")),
        ("ο/η γιατρός", "noun", "el", ("ο/η", "γιατρός")),
        ("τα παρατάω", "verb", "el", ("", "τα παρατάω")),
        ("το", "noun", "el", ("", "το")),
        ("η гора", "noun", "uk", ("", "η гора")),
    ],
)
def test_only_a_greek_noun_is_parted_from_its_article(
    text: str, pos: str, language: str, parts: tuple[str, str]
) -> None:
    assert without_article(text, pos=pos, language=language) == parts


def test_words_that_are_loaded_anew_are_shown_at_once(apple: GoldWord) -> None:
    assert [word.texts["en"] for word in gold_words()] == [["apple"]]
    GoldWord.objects.update(word="pear")
    forget_gold_words()
    assert [word.texts["en"] for word in gold_words()] == [["pear"]]
