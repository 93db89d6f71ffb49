"""Taking expressions and phrases into a learner's list, and back out of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from lexora.accounts.models import User
from lexora.accounts.rules import wanted_languages
from lexora.core.errors import Refused
from lexora.library.curated.idioms import Idiom
from lexora.library.curated.phrasebook import Phrase
from lexora.library.queries.saved import Key, saved_of
from lexora.library.rules import LANGUAGES
from lexora.library.rules.phrasebook import Pair
from lexora.words import actions as words
from lexora.words.models import Entry
from lexora.words.rules import IMPORT

TYPES = {"phrasal_verb": Entry.Type.COLLOCATION, "idiom": Entry.Type.PHRASE}


class StaysInList(Refused):
    """The learner made the entry their own, or has practised it."""

    code = "stays_in_list"
    status = 409


def save_idiom(idiom: Idiom, *, owner: User, reader: str, now: datetime) -> None:
    """Add an expression with its meaning, and an example as its note; what the learner has already stays."""
    words.add_entry(owner=owner, draft=_draft_of_idiom(idiom, owner=owner, reader=reader), now=now)


def save_phrase(phrase: Phrase, *, pair: Pair, owner: User, now: datetime) -> None:
    """Add a phrase in the language that is needed; what the learner has already stays."""
    words.add_entry(owner=owner, draft=_draft_of_phrase(phrase, pair, owner=owner), now=now)


def save_phrases(phrases: Sequence[Phrase], *, pair: Pair, owner: User, now: datetime) -> list[Phrase]:
    """Add several phrases at once; return those that were not there."""
    drafts = [_draft_of_phrase(phrase, pair, owner=owner) for phrase in phrases]
    added = [one for batch in words.add_entries(owner=owner, drafts=drafts, now=now) for one in batch]
    return [phrase for phrase, one in zip(phrases, added, strict=True) if one.created]


def take_back_text(key: Key, *, owner: User, now: datetime) -> None:
    """Delete what was added from curated content; raises `StaysInList` when it is more than that by now."""
    if not take_back_texts([key], owner=owner, now=now) and saved_of(owner, [key]):
        raise StaysInList


def take_back_texts(keys: Iterable[Key], *, owner: User, now: datetime) -> int:
    """Delete those that are nothing but curated content still; return how many that were."""
    ids = [saved.entry_id for saved in saved_of(owner, keys).values() if saved.is_removable]
    if ids:
        words.delete(owner, ids, now=now)
    return len(ids)


def _draft_of_idiom(idiom: Idiom, *, owner: User, reader: str) -> words.Draft:
    translations = {code: idiom.meaning.inn(code) for code in _wanted(owner) if code != idiom.language}
    example = [idiom.example, idiom.example_meaning.inn(reader)]
    # Who wants it in no language that it is explained in has the explanation in the note.
    lines = [*([] if translations else [idiom.meaning.inn(reader)]), *example]
    return words.Draft(
        text=idiom.expression,
        language=idiom.language,
        type=TYPES[idiom.kind],
        note="\n".join(filter(None, lines)),
        translations=translations,
        origin=Entry.Origin.CURATED,
        source=IMPORT,
    )


def _draft_of_phrase(phrase: Phrase, pair: Pair, *, owner: User) -> words.Draft:
    codes = [code for code in _wanted(owner) if code != pair.need] or [pair.speak]
    return words.Draft(
        text=phrase.text(pair.need),
        language=pair.need,
        note=phrase.said(pair.need, reader=pair.speak),
        translations={code: phrase.text(code) for code in codes},
        origin=Entry.Origin.CURATED,
        source=IMPORT,
    )


def _wanted(owner: User) -> list[str]:
    """The languages of content that a learner wants things in."""
    return [code for code in wanted_languages(owner.native_language, owner.learning_languages) if code in LANGUAGES]
