"""`content/sentences/<language>.yaml`: sentences to put together from their words."""

from functools import cache

from pydantic import Field, model_validator

from lexora.library.curated.reading import InEach, InOthers, Key, Level, Piece, Words, folder, once_each, read_yaml
from lexora.library.rules.exercises import words_of

LANGUAGES = ("en", "uk", "el")
MARKS = ".!?;…"  # that end a sentence


class Sentence(Piece):
    """A sentence in every order that is right, the usual one first. `keep` are words that keep their capital letter."""

    id: Key
    level: Level
    orders: tuple[Words, ...] = Field(min_length=1)
    keep: tuple[Words, ...] = ()
    meaning: InOthers
    explanation: InEach

    @property
    def language(self) -> str:
        return self.id.partition("-")[0]

    @property
    def tiles(self) -> list[str]:
        """Its words as they stand on the tiles, in the usual order: nothing shows which comes first."""
        return [word if word in self.keep else word.lower() for word in words_of(self.orders[0])]

    @property
    def mark(self) -> str:
        """What stands at its end."""
        return self.orders[0][len(self.orders[0].rstrip(MARKS)) :]

    @model_validator(mode="after")
    def _the_same_words(self) -> "Sentence":
        bags = {tuple(sorted(word.casefold() for word in words_of(order))) for order in self.orders}
        if len(bags) > 1:
            raise ValueError("an order has other words")
        if len(set(self.orders)) < len(self.orders):
            raise ValueError("an order is there twice")
        if set(LANGUAGES) - {self.language} != self.meaning.languages:
            raise ValueError("the meaning is told in the other languages")
        return self


@cache
def sentences() -> dict[str, Sentence]:
    """All of them, by their key, in the order of the files."""
    found = [item for code in LANGUAGES for item in read_yaml(folder() / "sentences" / f"{code}.yaml", list[Sentence])]
    once_each(item.id for item in found)
    return {item.id: item for item in found}
