"""`content/idioms/<language>.yaml`: idioms and phrasal verbs."""

from functools import cache
from typing import Literal, get_args

from lexora.library.curated.reading import InEach, InOthers, Key, Level, Piece, Words, folder, once_each, read_yaml

Category = Literal["daily_life", "work", "emotions", "relationships", "learning", "communication"]
CATEGORIES: tuple[str, ...] = get_args(Category)
KINDS = ("phrasal_verb", "idiom")
LANGUAGES = ("en", "uk", "el")


class Idiom(Piece):
    """An expression that means something else than its words."""

    id: Key
    kind: Literal["phrasal_verb", "idiom"]
    expression: Words
    level: Level
    category: Category
    literal: InEach
    meaning: InEach
    equivalent: InOthers = InOthers()
    example: Words
    example_meaning: InOthers
    origin: InEach | None = None

    @property
    def language(self) -> str:
        return self.id.partition("-")[0]


@cache
def idioms() -> dict[str, Idiom]:
    """All of them, by their key, in the order of the files."""
    found = [item for code in LANGUAGES for item in read_yaml(folder() / "idioms" / f"{code}.yaml", list[Idiom])]
    once_each(item.id for item in found)
    return {item.id: item for item in found}
