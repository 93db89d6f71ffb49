"""What may stand on paper: texts, file names, Markdown as a tree."""

from datetime import timedelta
from typing import Any

import pytest

from lexora.library.curated.grammar import MARKDOWN
from lexora.library.rules.prints import (
    MAY_BREAK,
    file_name,
    in_parts,
    percent,
    printable,
    row,
    typeset_language,
    widths,
)
from lexora.library.rules.typeset import nodes


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo\t three ", "one two three"),
        ("a smile 😀 and a heart ❤\ufe0f", "a smile and a heart ❤"),
        ("\u202eturned\u202c round", "turned round"),
        ("zero\x00byte\x07", "zerobyte"),
        ("שלום", "שלום"),
        ("π´е́", "π´е́"),
        ("й", "й"),
        ("#import *x* $y$ @z \\", "#import *x* $y$ @z \\"),
    ],
)
def test_a_text_stands_in_one_line_without_what_nobody_could_see(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_text_that_is_too_long_ends_in_dots() -> None:
    assert printable("one two three", most=8) == "one two…"
    assert printable("one two", most=7) == "one two"


def test_a_word_without_end_can_be_broken() -> None:
    assert printable(f"{'a' * 24} {'b' * 25}") == f"{'a' * 24} {MAY_BREAK.join(['b' * 8, 'b' * 8, 'b' * 8, 'b'])}"


def test_a_row_says_whether_it_needs_room() -> None:
    short = row("apple", language="en", meanings=[("uk", "яблуко")])
    assert (short["long"], short["breaks"]) == (False, False)
    assert short["meanings"] == [("uk", "яблуко")]
    assert row("a " * 200, language="en", meanings=[])["long"]
    assert row("apple", language="en", meanings=[("de", "Donaudampfschifffahrt")])["breaks"]


def test_a_sign_of_stress_asks_for_a_font_that_can_place_it() -> None:
    assert row("яблуко", language="uk", meanings=[], note="я\u0301блуко")["stressed"]
    assert not row("café", language="fr", meanings=[("el", "το καφέ")])["stressed"]
    assert not row("cafe\u0301", language="fr", meanings=[])["stressed"]  # which is one letter


def test_on_a_card_everything_is_short() -> None:
    made = row("a " * 400, language="en", meanings=[("uk", "б " * 400)], note="c " * 400, most=130)
    assert max(len(made["text"]), len(made["meanings"][0][1]), len(made["note"])) <= 130


def test_a_long_list_has_parts_that_begin_with_a_letter_or_a_group() -> None:
    def openings(texts: list[tuple[str, str]]) -> list[int]:
        rows = [row(text, language="en", meanings=[], group=group) for text, group in texts]
        return [n for n, one in enumerate(in_parts(rows)) if one["opens"]]

    assert openings([("a", "")] * 799 + [("b", "")] * 200) == []
    assert openings([("a", "")] * 900 + [("b", "")] * 200) == [900]
    assert openings([("a", "")] * 3_000) == [1_000, 2_000]
    assert openings([("a", "A1")] * 30 + [("a", "A2")] * 5 + [("a", "B1")] * 30) == [30]


@pytest.mark.parametrize(("code", "known"), [("uk", "uk"), ("zh-TW", "zh"), ("", "en"), ("?!", "en")])
def test_a_language_is_one_that_can_be_typeset(code: str, known: str) -> None:
    assert typeset_language(code) == known


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("gold", "", "A1"), "lexora-gold-A1.pdf"),
        (("words", "en"), "lexora-words-en.pdf"),
        (("a/../b\r\n", "x"), "lexora-a-b-x.pdf"),
    ],
)
def test_a_file_is_named_after_what_is_in_it(parts: tuple[str, ...], name: str) -> None:
    assert file_name(*parts) == name


def test_a_document_is_never_quite_done_before_it_is_there() -> None:
    shares = [percent(done=timedelta(seconds=n), rows=4_000) for n in (0, 1, 3, 60)]
    assert shares == sorted(shares)
    assert (percent(done=None, rows=1), shares[0], shares[-1]) == (5, 10, 95)


def test_narrow_columns_beside_a_wide_one_take_what_they_need() -> None:
    assert widths([["Form", "Where it is needed"], ["write", "in the present"]]) == [0, 18]
    assert widths([["one", "two"], ["three", "four"]]) == [8, 8]


# Markdown


def tree(text: str) -> list[dict[str, Any]]:
    return nodes(MARKDOWN.parse(text))


def said(runs: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    return [(run["text"], *run["marks"]) for run in runs]


def test_stretches_of_text_have_their_marks() -> None:
    [node] = tree("She ***has** gone*, see [the page](/grammar/tenses) and `x`.")
    assert said(node["runs"]) == [
        ("She ",),
        ("has", "em", "strong"),
        (" gone", "em"),
        (", see ",),
        ("the page",),
        (" and ",),
        ("x", "code"),
        (".",),
    ]


def test_right_and_wrong_stand_by_themselves() -> None:
    [node] = tree("- ✗ *He go.* → ✓ *He goes.*")
    [[line]] = node["items"]
    assert [text for text, *_marks in said(line["runs"])] == ["✗", " ", "He go.", " → ", "✓", " ", "He goes."]


def test_lists_lie_in_lists() -> None:
    [node] = tree("1. one\n2. two\n   - a\n   - b\n")
    assert node["ordered"]
    [[one], [two, inner]] = node["items"]
    assert said(one["runs"]) == [("one",)]
    assert said(two["runs"]) == [("two",)]
    assert [said(item[0]["runs"]) for item in inner["items"]] == [[("a",)], [("b",)]]


def test_a_table_has_a_head_and_rows() -> None:
    [node] = tree("| A | B |\n| --- | --- |\n| **1** | 2 |\n| 3 | |\n")
    assert [said(cell) for cell in node["head"]] == [[("A",)], [("B",)]]
    assert [[said(cell) for cell in cells] for cells in node["rows"]] == [[[("1", "strong")], [("2",)]], [[("3",)], []]]


def test_a_heading_knows_its_section() -> None:
    [heading, line] = tree("{#past-simple}\n## Past simple\n\nText.\n")
    assert (heading["kind"], heading["level"], heading["id"]) == ("heading", 2, "past-simple")
    assert line["kind"] == "paragraph"
