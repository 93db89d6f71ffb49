"""What holds for curated content, whoever asks. Pure."""

from lexora.library.rules.gold import (
    FIRST,
    LANGUAGES,
    VARIANTS,
    Turned,
    parsed,
    readable,
    shuffled,
    turned,
    varied,
    word_of_day,
)

__all__ = [
    "FIRST",
    "LANGUAGES",
    "VARIANTS",
    "Turned",
    "parsed",
    "readable",
    "shuffled",
    "turned",
    "varied",
    "word_of_day",
]
