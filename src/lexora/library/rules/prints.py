"""What may stand on paper, and how far texts have to give way to it. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

LAYOUTS = ("list", "cards")
PAPERS = {"a4": "a4", "letter": "us-letter"}  # as addresses and as Typst call them
COLUMNS = (1, 2)
MOST = 5_000  # rows of one document
AT_ONCE = 1_000  # rows that somebody waits for; more are made behind a page
KEPT = timedelta(hours=1)  # that a finished document can be fetched
WAITS = timedelta(days=1)  # that one waits to be made, at most
LEASE = timedelta(seconds=20)  # after which work that was begun and not ended is taken up again
TRIES = 3
PACE = timedelta(milliseconds=1)  # that a row takes, roughly

TEXT, NOTE = 1_000, 400  # characters in a list
CARD, SMALL_CARD, CARD_NOTE = 220, 130, 110  # characters of one side
PART_LEAST, PART, PART_MOST = 20, 800, 1_000  # rows
LONG = 350  # characters from which a row may be broken between two columns
LONG_WORD, ENDLESS_WORD, PIECE = 16, 24, 8  # letters: may be hyphenated, must be broken, at every so many
BETWEEN_LINES = " · "
MAY_BREAK = "\u200b"
NARROW = 14  # characters of the longest text of a narrow column
LANGUAGE = re.compile("[a-z]{2,3}")
STRESS = re.compile("[\u0300-\u036f]")  # a sign above a letter that there is no letter with
NO_LETTERS = re.compile("[\ufe0f\U0001f000-\U0010ffff]")  # pictures, which are in no font of ours

Row = dict[str, Any]


def printable(text: str, *, most: int = TEXT) -> str:
    """A text in one line, without what no font has or no eye sees; its end gives way to three dots."""
    line = " ".join(_seen(unicodedata.normalize("NFC", text)).split())
    cut = line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
    return " ".join(broken(word) for word in cut.split(" "))


def in_line(note: str) -> str:
    """The lines of a note in one."""
    return BETWEEN_LINES.join(filter(None, map(str.strip, note.splitlines())))


def broken(word: str) -> str:
    """A word without end, with places where it may be broken."""
    if len(word) <= ENDLESS_WORD:
        return word
    return MAY_BREAK.join(word[at : at + PIECE] for at in range(0, len(word), PIECE))


def row(
    text: str,
    *,
    language: str,
    meanings: Iterable[tuple[str, str]],
    note: str = "",
    sense: str = "",
    group: str = "",
    most: int = TEXT,
) -> Row:
    """A word with its translations, as the templates take it."""
    there = [(typeset_language(code), printable(meaning, most=most)) for code, meaning in meanings]
    shown, said = printable(text, most=most), printable(in_line(note), most=CARD_NOTE if most < TEXT else NOTE)
    texts = [shown, said, *(meaning for _code, meaning in there)]
    return {
        "text": shown,
        "lang": typeset_language(language),
        "sense": sense,
        "note": said,
        "group": group,
        "meanings": there,
        "long": max(map(len, texts)) > LONG,
        "stressed": any(STRESS.search(one) for one in texts),
        "breaks": any(len(word) > LONG_WORD for one in texts for word in one.split()),
    }


def in_parts(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, some of which open a part on a new page: a new group, or, after many, the next letter."""
    size, group, letter = 0, "", ""
    for one in rows:
        first = one["text"][:1].casefold()
        is_next = (
            (one["group"] != group and size >= PART_LEAST) or (size >= PART and first != letter) or size >= PART_MOST
        )
        yield {**one, "opens": is_next}
        size, group, letter = 1 if is_next else size + 1, one["group"], first


def side(*, columns: int) -> int:
    """How many characters a side of a card has room for."""
    return CARD if columns == 1 else SMALL_CARD


def typeset_language(code: str) -> str:
    """The code as Typst knows languages; English where it is none."""
    first = code.split("-")[0].lower()
    return first if LANGUAGE.fullmatch(first) else "en"


def file_name(*parts: str) -> str:
    """Such as lexora-gold-A1.pdf."""
    plain = (re.sub(r"[^A-Za-z0-9-]+", "-", part).strip("-") for part in ("lexora", *parts))
    return f"{'-'.join(part for part in plain if part)}.pdf"


def percent(*, done: timedelta | None, rows: int) -> int:
    """How far a document is, told by how long such ones take; never quite there, since nobody knows."""
    if done is None:
        return 5
    return max(10, min(95, int(100 * done / (timedelta(seconds=1) + rows * PACE))))


def widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Shares of the width for the columns of a table, by the longest text of each; 0: what that text takes."""
    longest = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    has_wide = max(longest) > NARROW
    return [0 if has_wide and length <= NARROW else max(8, min(36, length)) for length in longest]


def _seen(text: str) -> str:
    if text.isprintable() and not NO_LETTERS.search(text):  # nearly every text
        return text
    spaced = "".join(" " if char.isspace() else char for char in text)
    return "".join(char for char in NO_LETTERS.sub("", spaced) if char.isprintable())
