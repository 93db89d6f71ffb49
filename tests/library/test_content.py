"""The curated words: the file keeps its rules, and the table is its copy."""

import csv
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from pydantic import ValidationError

from lexora.library.content import FILE, GoldRow, load, read_gold_words
from lexora.library.curated.senses import sense_in, senses
from lexora.library.models import GoldWord
from lexora_language import get, script_counts

FOLDER = Path(settings.CONTENT_DIR)
ROWS = read_gold_words(FOLDER)
ARTICLES = {"ο", "η", "ο/η", "το", "οι", "τα"}
LEVELS = {"A1": 880, "A2": 790, "B1": 800, "B2": 690}
SCRIPTS = {"word": "en", "example": "en", "uk": "uk", "example_uk": "uk", "el": "el", "example_el": "el"}
ADDED = ["lagoon", "B1", "noun", "", "лагуна", "η λιμνοθάλασσα", "", "", ""]


def wrong(rows: list[GoldRow]) -> list[str]:
    return [row.word for row in rows]


# The file


def test_there_are_enough_words_of_each_level() -> None:
    counts = Counter(row.level for row in ROWS)
    assert {level: counts[level] >= least for level, least in LEVELS.items()} == dict.fromkeys(LEVELS, True)
    assert len(ROWS) >= 3184


def test_easy_words_come_first() -> None:
    assert [row.level for row in ROWS] == sorted(row.level for row in ROWS)


def test_a_row_is_known_by_word_part_of_speech_and_sense() -> None:
    keys = Counter((row.word, row.pos, row.sense) for row in ROWS)
    assert [key for key, count in keys.items() if count > 1] == []


def test_a_word_with_several_rows_says_in_each_which_sense_is_meant() -> None:
    counts = Counter(row.word for row in ROWS)
    assert wrong([row for row in ROWS if counts[row.word] > 1 and not row.sense]) == []


@pytest.mark.parametrize(("column", "language"), SCRIPTS.items())
def test_a_column_is_written_in_the_letters_of_its_language(column: str, language: str) -> None:
    script = get(language).script
    cells = {row.word: script_counts(getattr(row, column)) for row in ROWS}
    assert {word: dict(found) for word, found in cells.items() if set(found) - {script}} == {}


def test_a_ukrainian_cell_has_only_ukrainian_letters_and_the_right_apostrophe() -> None:
    allowed = {*get("uk").alphabet, *get("uk").alphabet.upper()}
    for row in ROWS:
        letters = {char for char in row.uk + row.example_uk if char.isalpha()}
        assert letters <= allowed, row.word
        assert not {"'", "ʼ", "`"} & {*row.uk, *row.example_uk}, row.word


def test_a_greek_noun_has_its_article() -> None:
    nouns = [row for row in ROWS if row.pos == "noun"]
    assert nouns
    assert wrong([row for row in nouns if any(one.split()[0] not in ARTICLES for one in row.el.split("; "))]) == []


def test_a_cell_has_one_to_three_variants_that_differ() -> None:
    for row in ROWS:
        for cell in (row.uk, row.el):
            variants = cell.split("; ")
            assert 1 <= len(set(variants)) == len(variants) <= 3, row.word
            assert all(variant and variant == variant.strip() for variant in variants), row.word


def test_every_row_has_an_example_that_uses_the_word() -> None:
    assert wrong([row for row in ROWS if not row.example or row.example[-1] not in ".!?"]) == []
    assert wrong([row for row in ROWS if not 4 <= len(re.findall(r"[\w’'-]+", row.example)) <= 14]) == []


def test_examples_are_translated() -> None:
    assert wrong([row for row in ROWS if not (row.example_uk and row.example_el)]) == []
    assert wrong([row for row in ROWS if row.example_uk[-1] not in ".!?" or row.example_el[-1] not in ".!;"]) == []


def test_the_file_is_plain_text_in_one_normal_form() -> None:
    text = (FOLDER / FILE).read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert not re.search(r"[\r\u00a0\u200b-\u200f\u202a-\u202e\ufeff]| \t|\t | \n|  ", text)


def test_every_sense_is_told_in_each_language() -> None:
    assert {row.sense for row in ROWS if row.sense} == {*senses()}
    for one in senses().values():
        assert {*script_counts(one.uk)} == {get("uk").script}, one
        assert {*script_counts(one.el)} == {get("el").script}, one
    assert (sense_in("uk", "bird"), sense_in("de", "bird"), sense_in("uk", "none")) == (
        senses()["bird"].uk,
        "bird",
        "none",
    )


# The table


def write(folder: Path, *rows: list[str]) -> Path:
    """A file with a few rows of the real one and these."""
    with (FOLDER / FILE).open(encoding="utf-8", newline="") as file:
        head = [line.rstrip("\n").split("\t") for line in list(file)[:4]]
    with (folder / FILE).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n").writerows([*head, *rows])
    return folder


@pytest.mark.django_db
def test_loading_makes_the_table_equal_to_the_file() -> None:
    assert load(FOLDER) == len(ROWS) == GoldWord.objects.count()
    stored = GoldWord.objects.order_by("position")
    assert [(row.word, row.pos, row.sense, row.uk, row.el) for row in stored] == [
        (row.word, row.pos, row.sense, row.uk, row.el) for row in ROWS
    ]
    assert not GoldWord.objects.filter(is_retired=True).exists()


@pytest.mark.django_db
def test_loading_again_changes_nothing() -> None:
    load(FOLDER)
    before = list(GoldWord.objects.order_by("id").values())
    load(FOLDER)
    assert list(GoldWord.objects.order_by("id").values()) == before


@pytest.mark.django_db
def test_a_word_that_left_the_file_is_retired_and_may_come_back(tmp_path: Path) -> None:
    load(write(tmp_path, ADDED))
    word = GoldWord.objects.get(word="lagoon")
    added_at = word.added_at
    assert not word.is_retired
    load(write(tmp_path))
    word.refresh_from_db()
    assert word.is_retired
    assert GoldWord.objects.filter(is_retired=False).count() == 3
    changed = [*ADDED[:4], "затока", *ADDED[5:]]
    load(write(tmp_path, changed))
    word.refresh_from_db()
    assert (word.is_retired, word.uk) == (False, "затока")
    assert word.added_at == added_at


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("place", "cell"), [(0, ""), (1, "C1"), (2, "thing"), (4, ""), (4, " лагуна"), (5, "x" * 201), (8, "Ναι. ")]
)
def test_a_file_with_a_bad_cell_changes_nothing(tmp_path: Path, place: int, cell: str) -> None:
    load(write(tmp_path))
    row = [*ADDED[:place], cell, *ADDED[place + 1 :]]
    with pytest.raises(ValidationError):
        load(write(tmp_path, row))
    assert GoldWord.objects.filter(is_retired=False).count() == 3
