"""Which exercises come, and what counts as right."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from lexora.library.curated.cloze import GAP
from lexora.library.rules.exercises import NOTHING, Seen, disorder, filled, meant, order_of, pick, plain, words_of
from tests.factories import NOW
from tests.library.made_exercises import (
    ARTICLE,
    CHAIR,
    COFFEE,
    GREEK,
    QUESTION,
    TENSES,
    WILL,
    make_cloze,
    make_sentence,
)

KEYS = [f"k{n}" for n in range(12)]


def seen(was_right: bool, days_ago: int) -> Seen:
    return Seen(was_right, NOW - timedelta(days=days_ago))


# Which come


def test_unseen_exercises_come_first_then_wrong_ones_then_the_oldest() -> None:
    known = {"k0": seen(True, 1), "k1": seen(True, 9), "k2": seen(False, 1), "k3": seen(True, 5)}
    chosen = pick(KEYS[:6], known, size=6, dice=Random(1))
    assert set(chosen[:2]) == {"k4", "k5"}
    assert chosen[2:] == ["k2", "k1", "k3", "k0"]


def test_a_set_is_no_longer_than_asked_and_as_long_as_there_are_exercises() -> None:
    assert len(pick(KEYS, {}, size=10, dice=Random(1))) == 10
    assert len(pick(KEYS[:3], {}, size=10, dice=Random(1))) == 3
    assert pick([], {}, size=10, dice=Random(1)) == []


def test_sets_of_the_same_exercises_differ() -> None:
    assert len({tuple(pick(KEYS, {}, size=5, dice=Random(n))) for n in range(20)}) > 10


@given(st.sets(st.sampled_from(KEYS)), st.dictionaries(st.sampled_from(KEYS), st.booleans()), st.integers(1, 12))
def test_whatever_was_seen_nothing_comes_twice_or_before_its_turn(
    keys: set[str], known: dict[str, bool], size: int
) -> None:
    history = {key: seen(was_right, int(key[1:])) for key, was_right in known.items()}
    chosen = pick(sorted(keys), history, size=size, dice=Random(size))
    turns = [0 if key not in known else 2 if known[key] else 1 for key in chosen]
    assert len(set(chosen)) == len(chosen) == min(size, len(keys))
    assert set(chosen) <= keys
    assert turns == sorted(turns)


@given(st.lists(st.sampled_from("abc"), max_size=6), st.integers())
def test_what_can_be_mixed_is_never_shown_in_order(things: list[str], dice: int) -> None:
    mixed = disorder(things, dice=Random(dice))
    assert sorted(mixed) == sorted(things)
    assert (mixed != things) == (len(set(things)) > 1)


# What fills a gap


@pytest.mark.parametrize(
    "said",
    [
        "will be lying",
        "Will be lying",
        "  will  be lying. ",
        "'ll be lying",
        "’ll be lying",
        "ʼLL BE LYING",
        "`ll be lying",
    ],
)
def test_case_blanks_end_marks_and_the_kind_of_apostrophe_do_not_matter(said: str) -> None:
    assert meant(said, WILL.answers)


@pytest.mark.parametrize("said", ["will be laying", "ll be lying", "will be", "", "!", "will-be-lying", "–"])
def test_another_word_is_another_word(said: str) -> None:
    assert meant(said, WILL.answers) is None


@pytest.mark.parametrize("said", ["–", "-", "—", "0", "ø", " - "])
def test_a_dash_says_that_no_word_is_missing(said: str) -> None:
    assert meant(said, ARTICLE.answers) == NOTHING
    assert meant(said, TENSES[0].answers) is None


def test_silence_does_not_say_that_no_word_is_missing() -> None:
    assert meant("", ARTICLE.answers) is None
    assert meant("...", ARTICLE.answers) is None


def test_accents_may_be_missing_but_not_parts_of_letters() -> None:
    assert meant("καλημερα", ["καλημέρα"])
    assert meant("ΚΑΛΗΜΈΡΑ", ["καλημέρα"])
    assert meant("каϊк", ["каїк"]) is None
    assert meant("мои", ["мой"]) is None
    assert meant("cafe", ["café"])


def test_an_accent_that_makes_another_option_of_it_counts() -> None:
    wrong = [option for option in GREEK.options if option != GREEK.answer]
    assert meant("που", GREEK.answers, wrong=wrong) == "που"
    assert meant("πού", GREEK.answers, wrong=wrong) is None


def test_what_was_meant_is_told_as_the_content_spells_it() -> None:
    assert meant("’LL be lying", WILL.answers) == "'ll be lying"
    assert meant("WILL BE LYING", WILL.answers) == "will be lying"


@given(st.text())
def test_whatever_is_typed_is_either_an_answer_or_not(said: str) -> None:
    found = meant(said, WILL.answers)
    assert found is None or plain(said) == plain(found)


# The sentence when its gap is filled


@pytest.mark.parametrize(
    ("sentence", "answer", "whole"),
    [
        ("Ann ___ tea.", "drinks", "Ann drinks tea."),
        ("Tomorrow we ___ on the beach.", "'ll be lying", "Tomorrow we'll be lying on the beach."),
        ("We have ___ breakfast.", NOTHING, "We have breakfast."),
        ("What is this ___?", NOTHING, "What is this?"),
        ("___ honesty is rare.", NOTHING, "Honesty is rare."),
        ("___ you at home?", "were", "Were you at home?"),
        ("___ sun is hot.", "The", "The sun is hot."),
    ],
)
def test_a_filled_sentence_reads_well(sentence: str, answer: str, whole: str) -> None:
    assert str(filled(sentence, GAP, answer)) == whole


# The order of words


@pytest.mark.parametrize(
    "said",
    [
        "I usually drink coffee in the morning.",
        "i usually drink coffee in the morning",
        "in the morning i usually drink coffee",
        "In the morning, I usually drink coffee!",
        "  I   usually drink coffee, in the morning ;",
    ],
)
def test_case_commas_and_end_marks_do_not_matter_for_the_order(said: str) -> None:
    assert order_of(said, COFFEE.orders) in COFFEE.orders


@pytest.mark.parametrize(
    "said",
    [
        "I drink usually coffee in the morning",
        "I usually drink coffee in morning",
        "I usually drink coffee in the the morning",
        "",
    ],
)
def test_another_order_or_other_words_are_wrong(said: str) -> None:
    assert order_of(said, COFFEE.orders) is None


def test_the_order_that_was_meant_is_told() -> None:
    assert order_of("in the morning I usually drink coffee", COFFEE.orders) == COFFEE.orders[1]
    assert order_of("ποσο κοστιζει η καρεκλα", CHAIR.orders) == CHAIR.orders[0]


def test_words_are_taken_out_of_a_sentence_whole() -> None:
    assert words_of("Don’t wake the twenty-year-old: it’s 7.30 – too early!") == [
        "Don’t", "wake", "the", "twenty-year-old", "it’s", "7.30", "too", "early",
    ]  # fmt: skip
    assert words_of("Сім’я п’є чай, а не каву.") == ["Сім’я", "п’є", "чай", "а", "не", "каву"]


def test_tiles_do_not_tell_which_word_comes_first() -> None:
    assert COFFEE.tiles == ["I", "usually", "drink", "coffee", "in", "the", "morning"]
    assert QUESTION.tiles == ["where", "does", "your", "sister", "live"]
    assert (QUESTION.mark, CHAIR.mark) == ("?", ";")


@given(st.permutations(COFFEE.tiles))
def test_tiles_are_right_in_the_orders_of_the_content_and_in_no_other(tiles: list[str]) -> None:
    orders = [[word.casefold() for word in words_of(order)] for order in COFFEE.orders]
    is_one = [tile.casefold() for tile in tiles] in orders
    assert (order_of(" ".join(tiles), COFFEE.orders) is not None) == is_one


# The content


@pytest.mark.parametrize(
    "fault",
    [
        {"sentence": "No gap here."},
        {"sentence": "Two ___ and ___."},
        {"options": ("drinks", "drinks", "drink", "drank")},
        {"answer": "sips"},
        {"also": ("drank",)},
        {"category": "cooking"},
    ],
)
def test_an_exercise_with_a_fault_is_not_taken(fault: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        make_cloze("en-1", **fault)


def test_a_sentence_with_a_fault_is_not_taken() -> None:
    for orders, fields in (
        (("We go.", "They go."), {}),
        (("We go.", "We go."), {}),
        (("We go.",), {"meaning": {"uk": "Ми йдемо."}}),
    ):
        with pytest.raises(ValidationError):
            make_sentence("en-1", *orders, **fields)


def test_an_exercise_leads_to_its_page_about_grammar() -> None:
    assert WILL.grammar == "tenses#future-continuous"
    assert ARTICLE.grammar == "articles"
    assert make_cloze("en-9", category="passive", topic="").grammar == "passive-and-reported-speech#passive-form"
    assert make_cloze("en-9", category="vocabulary", topic="").grammar == GREEK.grammar == ""
