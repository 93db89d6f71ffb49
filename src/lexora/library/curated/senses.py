"""`content/gold_senses.tsv`: the notes that tell homographs apart, for readers of other languages than English."""

from functools import cache

from lexora.library.curated.reading import Piece, Words, folder, once_each, read_tsv


class Sense(Piece):
    """A note as the list of words has it, and what it is in Ukrainian and Greek."""

    sense: Words
    uk: Words
    el: Words


@cache
def senses() -> dict[str, Sense]:
    """By the English note."""
    rows = read_tsv(folder() / "gold_senses.tsv", Sense)
    once_each(row.sense for row in rows)
    return {row.sense: row for row in rows}


def sense_in(language: str, sense: str) -> str:
    """The note for readers of a language; in English where there is no other."""
    found = senses().get(sense)
    return str(getattr(found, language, sense)) if found else sense
