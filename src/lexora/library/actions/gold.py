"""Taking curated words into a learner's list."""

from collections.abc import Iterable
from datetime import datetime

from lexora.accounts.models import User
from lexora.library.rules import Turned
from lexora.words import actions as words
from lexora.words.models import Entry
from lexora.words.queries import same_text
from lexora.words.rules import IMPORT


def add_word(word: Turned, *, owner: User, now: datetime) -> None:
    """Add a curated word with its translations; what the learner has already stays."""
    words.add_entry(owner=owner, draft=_draft(word), now=now)


def add_words(chosen: Iterable[Turned], *, owner: User, now: datetime) -> None:
    """Add several curated words at once."""
    for _batch in words.add_entries(owner=owner, drafts=[_draft(word) for word in chosen], now=now):
        pass


def take_back(word: Turned, *, owner: User, now: datetime) -> None:
    """Delete what `add_word` added. An entry that is the learner's own, or was practised, stays."""
    entry = same_text(owner, text=word.text, language=word.language)
    if entry and entry.origin == Entry.Origin.CURATED and entry.learning_state == Entry.State.NEW:
        words.delete(owner, [entry.pk], now=now)


def _draft(word: Turned) -> words.Draft:
    return words.Draft(
        text=word.text,
        language=word.language,
        translations=word.translations,
        origin=Entry.Origin.CURATED,
        source=IMPORT,
    )
