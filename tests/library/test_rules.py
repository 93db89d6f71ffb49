"""Which curated words are shown, and how they are turned."""

from collections import Counter
from datetime import date, timedelta

import pytest

from lexora.library.rules import Turned, all_of, noun_of, turned, varied, word_of_day

CELLS = {"en": "apple", "uk": "яблуко; яблучко", "el": "το μήλο; μήλο"}
DAY = date(2026, 3, 2)


def word(n: int, pos: str = "noun", text: str = "") -> Turned:
    return Turned(word_id=n, pos=pos, language="en", text=text or f"word{n}", translations={})


def test_a_word_is_turned_for_who_learns_another_language() -> None:
    for language, text, translations in (
        ("en", "apple", {"uk": "яблуко, яблучко"}),
        ("uk", "яблуко", {"en": "apple"}),
        ("el", "μήλο", {"uk": "яблуко, яблучко", "en": "apple"}),
    ):
        wanted = [*translations, language, "de"]
        made = turned(CELLS, word_id=7, pos="noun", language=language, wanted=wanted)
        assert (made.key, made.text, dict(made.translations)) == (f"{language}-7", text, translations)
        assert [*made.translations] == [*translations]


@pytest.mark.parametrize(
    ("text", "note", "shown"),
    [
        ("μήλο", "το μήλο\nΤο μήλο είναι κόκκινο.", ("το μήλο", "Το μήλο είναι κόκκινο.")),
        ("οδηγός", "ο/η οδηγός", ("ο/η οδηγός", "")),
        ("μήλο", "ένα μήλο\nΝα.", ("μήλο", "ένα μήλο\nΝα.")),
        ("apple", "Red.", ("apple", "Red.")),
        ("μήλο", "", ("μήλο", "")),
    ],
)
def test_a_noun_is_printed_with_the_article_of_its_note(text: str, note: str, shown: tuple[str, str]) -> None:
    assert noun_of(text, note) == shown


def test_variants_of_several_words_are_told_once_and_not_without_end() -> None:
    assert all_of([["get", "take"], ["take", "have"]]) == "get, take, have"
    assert all_of([map(str, range(20))]) == "0, 1, 2, 3, 4, 5, 6, 7"


def test_the_same_seed_chooses_the_same_words_and_another_seed_others() -> None:
    words = [word(n) for n in range(100)]
    assert varied(words, seed="1") == varied(words[::-1], seed="1")
    assert varied(words, seed="1") != varied(words, seed="2")


def test_the_words_are_of_several_parts_of_speech() -> None:
    kinds = ("noun", "verb", "adjective", "adverb", "interjection", "numeral", "pronoun")
    words = [word(n, pos) for n, pos in enumerate(kinds * 20)]
    expected = {"noun": 4, "verb": 3, "adjective": 2, "adverb": 1, "interjection": 1, "numeral": 1}
    assert Counter(one.pos for one in varied(words, seed="1")) == expected


def test_what_is_wanting_is_filled_up() -> None:
    assert len(varied([word(n) for n in range(30)], seed="1")) == 12
    assert len(varied([word(n) for n in range(5)], seed="1")) == 5
    assert varied([], seed="1") == []


def test_no_text_is_offered_twice() -> None:
    words = [word(n, text="Так" if n % 2 else "так") for n in range(30)]
    assert len(varied(words, seed="1")) == 1


def test_every_word_has_its_day_before_one_comes_again() -> None:
    words = {f"word{n}": n for n in range(50)}
    for start in (DAY, DAY + timedelta(days=17)):
        shown = [word_of_day(words, start + timedelta(days=n)) for n in range(50)]
        assert sorted(shown) == list(range(50))
    assert shown != sorted(shown)
    assert word_of_day(words, DAY) == word_of_day(words, DAY + timedelta(days=50))


def test_the_order_of_the_words_does_not_matter() -> None:
    words = {f"word{n}": n for n in range(50)}
    assert word_of_day(words, DAY) == word_of_day(dict(reversed(words.items())), DAY)
