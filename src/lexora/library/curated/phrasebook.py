"""`content/phrasebook.yaml`: kits of phrases for a journey."""

from functools import cache
from typing import Annotated, Literal

from pydantic import StringConstraints

from lexora.library.curated.reading import InEach, InOthers, Key, Level, Piece, Words, folder, once_each, read_yaml


class Said(Piece):
    """How a phrase of each language is said, written for those who read another script."""

    en: InOthers
    uk: InOthers
    el: InOthers


class Phrase(Piece):
    """The same in three languages."""

    id: Key
    tag: Annotated[str, StringConstraints(pattern=r"^[a-z_]{3,20}$")]
    level: Level
    en: Words
    uk: Words
    el: Words
    say: Said

    def text(self, language: str) -> str:
        """The phrase in a language."""
        return str(getattr(self, language))

    def said(self, language: str, *, reader: str) -> str:
        """How to say it, for a reader of a language; empty for its own."""
        lines: InOthers = getattr(self.say, language)
        return lines.inn(reader)


class Kit(Piece):
    """The phrases for one place."""

    slug: Literal["airport", "hotel", "restaurant", "transport", "shopping", "health"]
    icon: Words
    title: InEach
    summary: InEach
    phrases: tuple[Phrase, ...]


@cache
def kits() -> dict[str, Kit]:
    """All kits by their slug, in order."""
    found: list[Kit] = read_yaml(folder() / "phrasebook.yaml", list[Kit])
    once_each(kit.slug for kit in found)
    once_each(phrase.id for kit in found for phrase in kit.phrases)
    return {kit.slug: kit for kit in found}
