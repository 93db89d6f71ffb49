"""Curated content that nobody edits while Lexora runs: read once from `content/`, kept in memory, without a table."""
