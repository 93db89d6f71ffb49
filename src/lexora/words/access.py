"""The doors to entries: for their owner, or as if they did not exist."""

from lexora.accounts.models import User
from lexora.core.errors import NotFound
from lexora.words.models import Entry, Translation
from lexora.words.queries import entries_of, shared_entries, translations_for

LARGEST_ID = 2**63 - 1


def entry_of(user: User, entry_id: int) -> Entry:
    """The user's own entry; raises `NotFound`."""
    entry = entries_of(user).select_related("owner").filter(pk=entry_id).first() if entry_id <= LARGEST_ID else None
    if entry is None:
        raise NotFound
    return entry


def shared_entry(user: User, entry_id: int) -> Entry:
    """An entry that somebody else shares; raises `NotFound`."""
    shared = shared_entries(but_of=user).select_related("owner").filter(pk=entry_id)
    entry = shared.first() if entry_id <= LARGEST_ID else None
    if entry is None:
        raise NotFound
    return entry


def translation_of(user: User, entry_id: int, translation_id: int) -> Translation:
    """A translation of the user's own entry; raises `NotFound`."""
    entry = entry_of(user, entry_id)
    row = translations_for(user, entry).filter(pk=translation_id).first() if translation_id <= LARGEST_ID else None
    if row is None:
        raise NotFound
    row.entry = entry
    return row
