"""Reads of curated content."""

from lexora.library.queries.gold import (
    curated_texts,
    curated_words,
    first_words,
    turned_word,
    turned_words,
    word_of_key,
    word_of_the_day,
    words_of_the_day,
)

__all__ = [
    "curated_texts",
    "curated_words",
    "first_words",
    "turned_word",
    "turned_words",
    "word_of_key",
    "word_of_the_day",
    "words_of_the_day",
]
