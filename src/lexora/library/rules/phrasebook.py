"""Between which two languages a traveller needs phrases. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lexora.library.rules.gold import LANGUAGES


@dataclass(frozen=True)
class Pair:
    """The language one speaks, and the one that the others speak."""

    speak: str
    need: str


def pair(*, speak: str, need: str, own: Sequence[str], learnt: Sequence[str]) -> Pair:
    """What was chosen; else one's own language, and the first that one learns. The two always differ."""
    spoken = speak or first_of(own)
    return Pair(spoken, need if need and need != spoken else first_of(learnt, but=spoken))


def speaking(pair: Pair, language: str) -> Pair:
    """The pair when another language is spoken; the two are swapped where that one was needed."""
    return Pair(language, pair.speak if language == pair.need else pair.need)


def first_of(codes: Iterable[str], *, but: str = "") -> str:
    """The first of these languages that there is content in, or of all that there are."""
    return next(code for code in (*codes, *LANGUAGES) if code in LANGUAGES and code != but)
