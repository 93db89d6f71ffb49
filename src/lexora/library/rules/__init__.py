"""What holds for curated content, whoever asks. Pure."""

from lexora.library.rules.gold import (
    FIRST,
    LANGUAGES,
    LEVELS,
    VARIANTS,
    Turned,
    all_of,
    noun_of,
    parsed,
    readable,
    shuffled,
    turned,
    varied,
    without_article,
    word_of_day,
)

__all__ = [
    "FIRST",
    "LANGUAGES",
    "LEVELS",
    "VARIANTS",
    "Turned",
    "all_of",
    "noun_of",
    "parsed",
    "readable",
    "shuffled",
    "turned",
    "varied",
    "without_article",
    "word_of_day",
]
