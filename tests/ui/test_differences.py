"""What is different between two texts."""

import pytest

from lexora.ui.differences import differences


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("apple", "apple", [("same", "apple")]),
        ("", "apple", [("new", "apple")]),
        ("apple", "", [("gone", "apple")]),
        ("", "", []),
        ("aple", "apple", [("same", "a"), ("new", "p"), ("same", "ple")]),
        ("I have seen him", "I saw him", [("same", "I "), ("gone", "have seen"), ("new", "saw"), ("same", " him")]),
        ("Πού είναι;", "Που είναι;", [("gone", "Πού"), ("new", "Που"), ("same", " είναι;")]),
        ("до побачення!", "до побачення", [("same", "до побачення"), ("gone", "!")]),
    ],
)
def test_texts_are_compared_word_by_word_and_single_words_letter_by_letter(
    before: str, after: str, runs: list[tuple[str, str]]
) -> None:
    assert differences(before, after) == runs


@pytest.mark.parametrize(("before", "after"), [("a b c", "c b a"), ("один два", "два три"), ("x", "y z")])
def test_nothing_is_lost(before: str, after: str) -> None:
    runs = differences(before, after)
    assert "".join(text for kind, text in runs if kind != "new") == before
    assert "".join(text for kind, text in runs if kind != "gone") == after
