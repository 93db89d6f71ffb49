"""What a text must be before it is stored."""

from lexora.core.errors import Refused
from lexora.words import rules
from lexora.words.models import Entry
from lexora_language import clean, is_empty


class BadText(Refused):
    status = 422


def checked_text(text: str, *, limit: int = rules.TYPED_TEXT) -> str:
    """The text as it is stored; raises `BadText`."""
    # Measured before cleaning, so that a huge text costs nothing.
    if len(text) > 4 * limit:
        raise BadText("text_too_long", limit=limit)
    text = clean(text)
    if is_empty(text):
        raise BadText("text_empty")
    if len(text) > limit:
        raise BadText("text_too_long", limit=limit)
    return text


def checked_note(note: str) -> str:
    note = "\n".join(clean(line) for line in note.splitlines()).strip()
    if len(note) > rules.NOTE:
        raise BadText("note_too_long", limit=rules.NOTE)
    return note


def checked_translation(text: str) -> str:
    if len(text) > rules.TRANSLATION:
        raise BadText("text_too_long", limit=rules.TRANSLATION)
    text = clean(text)
    if not text:
        raise BadText("translation_empty")
    return text


def checked_type(kind: str) -> str:
    if kind not in Entry.Type.values:
        raise BadText("unknown_type")
    return kind
