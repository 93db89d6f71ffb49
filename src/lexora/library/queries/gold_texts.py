"""Curated words as the search looks at them."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import uuid4

from django.core.cache import cache

from lexora.library.models import GoldWord
from lexora_language import fold

EDITION = "library.gold_words"
LASTS = 600  # seconds
COLUMNS = {"en": "word", "uk": "uk", "el": "el"}  # language -> column with its variants


@dataclass(frozen=True)
class Gold:
    """A curated word. Variants by language, as they are and as a search looks at them, the most usual first."""

    texts: dict[str, list[str]]
    folded: dict[str, list[str]]
    search_text: str  # all that is folded, each in a line and a line end before it


def gold_words() -> list[Gold]:
    """All of them, the most useful first. They are few and seldom change, so each process keeps them for a while."""
    return _read(cache.get_or_set(EDITION, lambda: uuid4().hex, LASTS))


def forget_gold_words() -> None:
    """They were loaded anew."""
    cache.delete(EDITION)


@lru_cache(maxsize=1)
def _read(_edition: str) -> list[Gold]:
    rows = GoldWord.objects.filter(is_retired=False).order_by("position").values(*COLUMNS.values())
    return [_gold({code: row[column].split("; ") for code, column in COLUMNS.items()}) for row in rows]


def _gold(texts: dict[str, list[str]]) -> Gold:
    folded = {code: [fold(text) for text in variants] for code, variants in texts.items()}
    lines = [text for variants in folded.values() for text in variants]
    return Gold(texts, folded, "\n" + "\n".join(lines))
