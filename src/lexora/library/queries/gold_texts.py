"""Curated words as lists and searches look at them: all in memory."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from uuid import uuid4

from django.core.cache import cache

from lexora.library import rules
from lexora.library.models import GoldWord
from lexora.library.rules import VARIANTS, Turned
from lexora_language import digest, fold, normalise

EDITION = "library.gold_words"
LASTS = 600  # seconds
COLUMNS = {"en": "word", "uk": "uk", "el": "el"}  # language -> column with its variants
EXAMPLES = {"en": "example", "uk": "example_uk", "el": "example_el"}
MOST = 10_000  # words; what is known of a word is worked out once and kept when the list is read again


@dataclass(frozen=True)
class Gold:
    """A curated word. Variants by language, as they are and as a search looks at them, the most usual first."""

    texts: dict[str, list[str]]
    folded: dict[str, list[str]]
    search_text: str  # all that is folded, each in a line and a line end before it
    pk: int = 0
    level: str = ""
    pos: str = ""
    sense: str = ""
    examples: dict[str, str] = field(default_factory=dict)

    @cached_property
    def spellings(self) -> list[str]:
        """What people may look it up by, as a search looks at it: each variant with and without its article."""
        bare = [fold(self.without_article(text, "el")[1]) for text in self.texts["el"]]
        return list(dict.fromkeys([*(text for variants in self.folded.values() for text in variants), *bare]))

    def without_article(self, text: str, language: str) -> tuple[str, str]:
        """The article, and the rest."""
        return rules.without_article(text, pos=self.pos, language=language)

    def turned(self, language: str, wanted: list[str]) -> Turned:
        """As a learner of the language sees it, with translations into those that are wanted."""
        cells = {code: VARIANTS.join(variants) for code, variants in self.texts.items()}
        example = self.examples[language]
        return rules.turned(cells, word_id=self.pk, pos=self.pos, language=language, wanted=wanted, example=example)

    def digests(self, language: str) -> list[str]:
        """By which an entry with this word is known; a Greek noun may have been added with its article."""
        return self._digests[language]

    @cached_property
    def _digests(self) -> dict[str, list[str]]:
        return {code: self._digests_of(variants[0], code) for code, variants in self.texts.items()}

    def _digests_of(self, text: str, language: str) -> list[str]:
        bare = self.without_article(text, language)[1]
        return [digest(normalise(one)) for one in dict.fromkeys([bare, text])]


def gold_words() -> list[Gold]:
    """All of them, the most useful first. They are few and seldom change, so each process keeps them for a while."""
    return _read(edition())


def with_text(language: str, text: str) -> list[Gold]:
    """The words with this text in that language; of a Greek noun the text without its article."""
    return _by_text(edition(), language).get(digest(normalise(text)), [])


def edition() -> str:
    """Which reading of the table is the one to use; what is derived from the words is kept by it."""
    return str(cache.get_or_set(EDITION, lambda: uuid4().hex, LASTS))


def forget_gold_words() -> None:
    """They were loaded anew."""
    cache.delete(EDITION)


@lru_cache(maxsize=1)
def _read(_edition: str) -> list[Gold]:
    columns = ("pk", "level", "pos", "sense", *COLUMNS.values(), *EXAMPLES.values())
    rows = GoldWord.objects.filter(is_retired=False).order_by("position").values_list(*columns)
    return [_gold(*row) for row in rows]


@lru_cache(maxsize=3)
def _by_text(_edition: str, language: str) -> dict[str, list[Gold]]:
    found: dict[str, list[Gold]] = {}
    for word in gold_words():
        found.setdefault(word.digests(language)[0], []).append(word)
    return found


@lru_cache(maxsize=MOST)
def _gold(pk: int, level: str, pos: str, sense: str, *cells: str) -> Gold:
    texts = dict(zip(COLUMNS, (cell.split(VARIANTS) for cell in cells), strict=False))
    folded = {code: [fold(text) for text in variants] for code, variants in texts.items()}
    lines = [text for variants in folded.values() for text in variants]
    examples = dict(zip(EXAMPLES, cells[len(COLUMNS) :], strict=True))
    return Gold(texts, folded, "\n" + "\n".join(lines), pk, level, pos, sense, examples)
