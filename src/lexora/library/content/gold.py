"""Loads `content/gold_vocabulary.tsv`."""

import csv
from pathlib import Path
from typing import Literal

from django.db import transaction
from pydantic import BaseModel, ConfigDict, Field, field_validator

from lexora.library.models import GoldWord
from lexora.library.queries.gold_texts import forget_gold_words

FILE = "gold_vocabulary.tsv"
KEY = ["word", "pos", "sense"]

PartOfSpeech = Literal[
    "noun", "verb", "adjective", "adverb", "pronoun", "determiner", "preposition", "conjunction", "numeral",
    "interjection", "modal",
]  # fmt: skip


class GoldRow(BaseModel):
    """One line of the file. Several translations are separated by `; `."""

    model_config = ConfigDict(extra="forbid")

    word: str = Field(min_length=1, max_length=80)
    level: Literal["A1", "A2", "B1", "B2"]
    pos: PartOfSpeech
    sense: str = Field(max_length=80)
    uk: str = Field(min_length=1, max_length=200)
    el: str = Field(min_length=1, max_length=200)
    example: str = Field(max_length=300)
    example_uk: str = Field(max_length=300)
    example_el: str = Field(max_length=300)

    @field_validator("*")
    @classmethod
    def _no_blank_ends(cls, value: str) -> str:
        if value != value.strip():
            raise ValueError("a cell begins or ends with a blank")
        return value


def read_gold_words(folder: Path) -> list[GoldRow]:
    """The rows of the file in its order; raises `pydantic.ValidationError` or `OSError`."""
    with (folder / FILE).open(encoding="utf-8", newline="") as file:
        return [GoldRow.model_validate(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


@transaction.atomic
def load(folder: Path) -> int:
    """Make the table equal to the file; safe to run again. A word that is gone from the file is retired."""
    rows = read_gold_words(folder)
    words = [GoldWord(**row.model_dump(), position=n) for n, row in enumerate(rows)]
    fields = [field.name for field in GoldWord._meta.fields if field.name not in ("id", "added_at", *KEY)]
    GoldWord.objects.update(is_retired=True)
    GoldWord.objects.bulk_create(words, update_conflicts=True, unique_fields=KEY, update_fields=fields, batch_size=50)
    transaction.on_commit(forget_gold_words)
    return len(words)
