"""What changes entries. Each public function is one use case in one transaction."""

from lexora.words.actions.add import Added, Draft, add_entries, add_entry, copy_entry
from lexora.words.actions.bulk import archive, delete, purge_deleted, share, undo
from lexora.words.actions.edit import add_media_link, edit_entry, remove_media_link, set_collections, set_gap, set_tags
from lexora.words.actions.sharing import share_whole_list
from lexora.words.actions.translations import (
    Learning,
    fill_translation,
    keep_learning_columns,
    lock_entries_of,
    remove_translation,
    save_translation,
    store_machine_translations,
    store_reasons,
    tell_changed,
)

__all__ = [
    "Added",
    "Draft",
    "Learning",
    "add_entries",
    "add_entry",
    "add_media_link",
    "archive",
    "copy_entry",
    "delete",
    "edit_entry",
    "fill_translation",
    "keep_learning_columns",
    "lock_entries_of",
    "purge_deleted",
    "remove_media_link",
    "remove_translation",
    "save_translation",
    "set_collections",
    "set_gap",
    "set_tags",
    "share",
    "share_whole_list",
    "store_machine_translations",
    "store_reasons",
    "tell_changed",
    "undo",
]
