"""Marking the gap of a sentence on its page."""

import re

import pytest

from lexora.accounts.models import User
from lexora.vocabulary.rules import gap_words
from tests.clients import HTMX, browser_of
from tests.factories import make_entry

SENTENCE = "I can’t see the sea."


def shown(text: str, gap: str) -> str:
    """The words, those of the gap in brackets."""
    return " ".join(f"[{word.text}]" if word.is_in_gap else word.text for word in gap_words(text, gap))


@pytest.mark.parametrize(
    ("text", "gap", "words"),
    [
        (SENTENCE, "", "I can’t see the sea"),
        (SENTENCE, "can’t", "I [can’t] see the sea"),
        (SENTENCE, "see the", "I can’t [see] [the] sea"),
        ("A scan can lie", "can", "A scan [can] lie"),
        ("un deux", "nothing", "un deux"),
        ("word", "", ""),  # a gap would leave nothing
        ("word " * 61, "", ""),
    ],
)
def test_words_are_offered(text: str, gap: str, words: str) -> None:
    assert shown(text, gap) == words


@pytest.mark.parametrize(
    ("gap", "thens"),
    [
        ("", ["I", "can’t", "see", "the", "sea"]),
        ("see", ["I", "can’t see", "", "see the", "sea"]),
        ("see the", ["I", "can’t see the", "", "", "see the sea"]),
    ],
)
def test_what_pressing_a_word_does(gap: str, thens: list[str]) -> None:
    assert [word.then for word in gap_words(SENTENCE, gap)] == thens


def test_a_gap_never_takes_the_whole_text() -> None:
    assert [word.then for word in gap_words("so what", "so")] == ["", "what"]


def test_a_pressed_word_is_the_gap_and_pressed_again_none(ann: User) -> None:
    entry, browser = make_entry(ann, SENTENCE, language="en"), browser_of(ann)
    for value, pressed in (("see", ["see"]), ("see the", ["see", "the"]), ("", [])):
        text = browser.post(f"/my/vocabulary/{entry.pk}/gap", {"gap": value}, headers=HTMX).content.decode()
        assert re.findall(r'aria-pressed="true">([^<]*)<', text) == pressed
        entry.refresh_from_db()
        assert entry.gap == value


def test_what_is_no_part_of_the_text_is_refused(ann: User) -> None:
    entry = make_entry(ann, SENTENCE, language="en")
    answer = browser_of(ann).post(f"/my/vocabulary/{entry.pk}/gap", {"gap": "elsewhere"}, headers=HTMX)
    assert answer.status_code == 422
    assert answer.content.decode() == "Choose a part of the text for the gap, not all of it."


def test_a_single_word_is_offered_no_gap(ann: User) -> None:
    entry = make_entry(ann, "zebra", language="en")
    assert "entry-gap" not in browser_of(ann).get(f"/my/vocabulary/{entry.pk}").content.decode()
