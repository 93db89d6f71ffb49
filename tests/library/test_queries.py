"""The word of the day, and first words."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lexora.library.models import GoldWord
from lexora.library.queries import (
    curated_texts,
    first_words,
    turned_word,
    word_of_key,
    word_of_the_day,
    words_of_the_day,
)
from tests.factories import make_word

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = NOON.date()
NEXT = DAY + timedelta(days=1)


def test_without_words_there_is_none_and_the_first_ones_are_shown_at_once() -> None:
    assert word_of_the_day(DAY) is None
    word = make_word("apple", added_at=NOON)
    assert word_of_the_day(DAY) == word


def test_a_day_keeps_its_word_when_others_come() -> None:
    for n in range(7):
        make_word(f"word{n}")
    before = word_of_the_day(DAY)
    for n in range(7, 30):
        make_word(f"word{n}", added_at=NOON)
        cache.clear()  # as when the server starts anew
        assert word_of_the_day(DAY) == before
    shown = set()
    for n in range(30):
        shown.add(word_of_the_day(NEXT + timedelta(days=n)))
    assert len(shown) == 30


def test_a_retired_word_is_not_shown_even_if_it_was_this_morning() -> None:
    for n in range(3):
        make_word(f"word{n}")
    for _again in range(2):
        word = word_of_the_day(DAY)
        assert word is not None
        GoldWord.objects.filter(pk=word.pk).update(is_retired=True)
        assert word_of_the_day(DAY) not in (word, None)


def test_the_choice_is_made_once_a_day() -> None:
    make_word("apple")
    word_of_the_day(DAY)
    with CaptureQueriesContext(connection) as captured:
        assert word_of_the_day(DAY)
    assert len(captured) == 1


def test_each_language_has_a_word_of_its_own_and_shows_all_before_one_comes_again() -> None:
    for n in range(12):
        make_word(f"word{n}")
    shown = [words_of_the_day(DAY + timedelta(days=n)) for n in range(12)]
    for language in ("en", "uk", "el"):
        assert len({words[language].pk for words in shown}) == 12
    assert any(len({word.pk for word in words.values()}) == 3 for words in shown)
    assert [words["en"] for words in shown] == [word_of_the_day(DAY + timedelta(days=n)) for n in range(12)]


def test_the_words_of_a_day_are_chosen_once_and_read_at_once() -> None:
    for n in range(12):
        make_word(f"word{n}")
    words = words_of_the_day(DAY)
    with CaptureQueriesContext(connection) as captured:
        assert words_of_the_day(DAY) == words
    assert len(captured) == 1


def test_without_words_no_language_has_one() -> None:
    assert words_of_the_day(DAY) == {}


def test_a_key_names_a_word_in_a_language() -> None:
    word = make_word("apple", el="το μήλο; μήλο")
    turned = word_of_key(f"el-{word.pk}", wanted=["uk"])
    assert turned
    assert (turned.article, turned.text, dict(turned.translations)) == ("το", "μήλο", {"uk": "apple-uk"})
    assert word_of_key(f"fr-{word.pk}", wanted=["uk"]) is None


def test_every_variant_of_a_curated_word_is_known_as_curated() -> None:
    make_word("apple", el="το μήλο; μήλο")
    make_word("old", is_retired=True)
    found = {(language, text) for (language, _digest), text in curated_texts().items()}
    assert {("en", "apple"), ("uk", "apple-uk"), ("el", "το μήλο"), ("el", "μήλο")} == found


def test_first_words_are_easy_and_not_retired() -> None:
    make_word("apple")
    make_word("lagoon", level="B1")
    make_word("telex", is_retired=True)
    found = first_words(["en", "de", "el"], wanted=["uk", "en"], seed="1")
    assert {code: [word.text for word in words] for code, words in found.items()} == {
        "en": ["apple"],
        "el": ["apple-el"],
    }


def test_where_no_word_is_curated_no_language_is_offered() -> None:
    assert first_words(["en"], wanted=["uk"], seed="1") == {}


def test_one_word_is_found_by_its_number() -> None:
    word = make_word("apple")
    found = turned_word(word.pk, language="el", wanted=["uk"])
    assert found is not None
    assert (found.text, dict(found.translations)) == ("apple-el", {"uk": "apple-uk"})
    GoldWord.objects.update(is_retired=True)
    assert turned_word(word.pk, language="el", wanted=["uk"]) is None
    assert turned_word(word.pk, language="de", wanted=["uk"]) is None
