"""Curated content: the Gold Vocabulary."""
