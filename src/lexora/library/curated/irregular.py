"""`content/irregular_verbs.tsv`: the three forms of irregular verbs."""

from functools import cache

from lexora.library.curated.reading import Level, Piece, Words, folder, once_each, read_tsv


class IrregularVerb(Piece):
    """Forms that are used side by side stand with a slash between them."""

    base: Words
    past: Words
    participle: Words
    level: Level
    uk: Words
    el: Words
    example: Words

    def meaning(self, language: str) -> str:
        """Its translations into a language."""
        return str(getattr(self, language))


@cache
def irregular_verbs() -> tuple[IrregularVerb, ...]:
    """In alphabetical order."""
    verbs = read_tsv(folder() / "irregular_verbs.tsv", IrregularVerb)
    once_each(verb.base for verb in verbs)
    return tuple(verbs)
