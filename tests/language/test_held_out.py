"""How well languages are recognised. The words and sentences are no source of the table and its numbers.

The exception: the Belarusian sentences and "ґудзик" showed that two letter rules were missing.
"""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from lexora_language import detect, enabled

OURS = ("en", "uk", "el")
NEIGHBOURS = ("ru", "bg", "pl", "de")


def read_held_out():
    lines = Path(__file__).with_name("held_out.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def measured():
    """Per language and kind: how often the answer was right, unknown, wrong; homographs apart."""
    table = defaultdict(Counter)
    missed = defaultdict(list)
    for language, kind, mark, text in read_held_out():
        answer = detect(text, languages=enabled()).language
        verdict = "right" if answer == language else "unknown" if answer is None else "wrong"
        table[language, mark or kind][verdict] += 1
        if verdict == "wrong" or (language in OURS and verdict == "unknown"):
            missed[language, mark or kind].append(f"{text} ({answer})")
    print(*(report_line(key, counted, missed[key]) for key, counted in table.items()), sep="\n")
    return table


def report_line(key, counted, missed):
    numbers = " ".join(f"{verdict} {counted[verdict]:3}" for verdict in ("right", "unknown", "wrong"))
    return f"{key[0]} {key[1]:9} {numbers}  {', '.join(missed)}"


def share(counted, verdict):
    return counted[verdict] / counted.total()


@pytest.mark.parametrize("language", OURS)
def test_our_words_and_sentences_are_recognised(measured, language):
    assert share(measured[language, "word"], "right") >= 0.8
    assert share(measured[language, "sentence"], "right") >= 0.98


@pytest.mark.parametrize("language", OURS)
def test_our_texts_are_not_called_something_else(measured, language):
    assert measured[language, "word"]["wrong"] == measured[language, "sentence"]["wrong"] == 0


@pytest.mark.parametrize("language", NEIGHBOURS)
def test_words_of_neighbours_are_not_called_ours(measured, language):
    assert share(measured[language, "word"], "wrong") <= 0.05


@pytest.mark.parametrize("language", [*NEIGHBOURS, "fr", "es", "it", "nl", "pt", "cs", "sr", "be"])
def test_sentences_of_neighbours_are_never_called_ours(measured, language):
    assert measured[language, "sentence"]["wrong"] == 0
