"""Loads curated words into their table. Everything else in `content/` is read by `curated`, and stays in memory."""

from lexora.library.content.gold import FILE, GoldRow, load, read_gold_words

__all__ = ["FILE", "GoldRow", "load", "read_gold_words"]
