"""Taking curated words into a learner's list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from lexora.accounts.models import User
from lexora.library import rules
from lexora.library.queries import gold_texts
from lexora.library.queries.saved import AS_ADDED
from lexora.library.rules import Turned
from lexora.words import actions as words
from lexora.words.actions import Added
from lexora.words.models import Entry
from lexora.words.queries import entries_of, same_text
from lexora.words.rules import IMPORT, SELECTION


@dataclass(frozen=True)
class Addition:
    """How many words were new, and when they were added, by which `take_back_all` finds them."""

    count: int
    added_at: datetime


def add_word(word: Turned, *, owner: User, now: datetime) -> Added:
    """Add a curated word with its translations; what the learner has already stays as it is."""
    entry = _entry_with(word, owner)
    return Added(entry, created=False) if entry else words.add_entry(owner=owner, draft=_draft(word), now=now)


def add_words(chosen: Iterable[Turned], *, owner: User, now: datetime) -> Addition:
    """Add several curated words at once."""
    drafts = [_draft(word) for word in chosen]
    batches = words.add_entries(owner=owner, drafts=drafts, now=now)
    return Addition(sum(added.created for batch in batches for added in batch), now)


def take_back(word: Turned, *, owner: User, now: datetime) -> bool:
    """Delete what `add_word` added; whether it did. An entry that is the learner's own, or was practised, stays."""
    entry = _entry_with(word, owner)
    is_as_added = entry is not None and entries_of(owner).filter(AS_ADDED, pk=entry.pk).exists()
    if entry and is_as_added:
        words.delete(owner, [entry.pk], now=now)
    return is_as_added


def take_back_all(owner: User, *, added_at: datetime, now: datetime) -> int:
    """Delete what one `add_words` added and nobody has changed or practised since; how many those were."""
    ids = list(_added_at(owner, added_at).values_list("pk", flat=True))
    for start in range(0, len(ids), SELECTION):
        words.delete(owner, ids[start : start + SELECTION], now=now)
    return len(ids)


def _added_at(owner: User, instant: datetime) -> QuerySet[Entry]:
    """All that is added at once has the very same time, and nothing else has it."""
    return entries_of(owner).filter(AS_ADDED, created_at=instant)


def _entry_with(word: Turned, owner: User) -> Entry | None:
    """The learner's entry with this text, or with its article before it."""
    found = (same_text(owner, text=text, language=language) for language, text in word.known_as)
    return next((entry for entry in found if entry), None)


def _draft(word: Turned) -> words.Draft:
    """The article and the example go into the note, which practice shows with the answer.

    Rows with one text become one entry, which has the meanings of all of them, those of this row first.
    """
    rows = sorted(gold_texts.with_text(word.language, word.text), key=lambda row: row.pk != word.word_id)
    return words.Draft(
        text=word.text,
        language=word.language,
        note="\n".join(filter(None, [word.whole if word.article else "", word.example])),
        translations={
            code: rules.all_of(row.texts[code] for row in rows) or text for code, text in word.translations.items()
        },
        origin=Entry.Origin.CURATED,
        source=IMPORT,
    )
