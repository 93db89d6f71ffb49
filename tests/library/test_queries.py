"""The word of the day, and first words."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lexora.library.models import GoldWord
from lexora.library.queries import first_words, turned_word, word_of_the_day
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
