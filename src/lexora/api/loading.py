"""Entries with what an answer says of them."""

from django.db.models import prefetch_related_objects

from lexora.words.models import Entry


def loaded(entries: list[Entry]) -> list[Entry]:
    """The entries with all their translations and tags, in two queries."""
    prefetch_related_objects(entries, "translations", "tags")
    return entries
