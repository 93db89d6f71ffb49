"""What dictionaries share: the forms under which a text is looked up, and the line a learner sees."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, zip_longest

from lexora_language import Language, guess_type, normalise

MAX_VARIANTS = 4
INFINITIVE = "to"
VERBS = {"verb", "modal"}


@dataclass(frozen=True)
class Lookup:
    """The forms of a text to look up: as it is, and without its article or the “to” of an infinitive."""

    key: str
    bare: str
    is_verb: bool | None  # what the article or “to” tells; None without either

    def forms(self) -> tuple[str, ...]:
        return (self.key,) if self.key == self.bare else (self.key, self.bare)

    def fits(self, pos: str) -> bool:
        """Whether a word of this part of speech may be meant: “to water” is not the water in the glass."""
        return self.is_verb is None or self.is_verb == (pos in VERBS)


def is_for_dictionaries(text: str) -> bool:
    """Dictionaries know words and short phrases; a sentence is never put together from words."""
    return guess_type(text) != "sentence"


def lookup(text: str, language: Language) -> Lookup:
    key = normalise(text)
    first, _, rest = key.partition(" ")
    if not rest or first not in _articles(language):
        return Lookup(key=key, bare=key, is_verb=None)
    return Lookup(key=key, bare=rest, is_verb=first == INFINITIVE)


@lru_cache
def _articles(language: Language) -> frozenset[str]:
    return frozenset(map(normalise, language.articles))


def joined(senses: Iterable[Sequence[str]]) -> str:
    """The first variant of every sense, then the second ones: few words that cover many meanings."""
    by_rank = chain.from_iterable(zip_longest(*senses))
    distinct = list(_distinct(variant for variant in by_rank if variant))
    return ", ".join(distinct[:MAX_VARIANTS])


def _distinct(variants: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for variant in variants:
        key = normalise(variant)
        if key not in seen:
            seen.add(key)
            yield variant
