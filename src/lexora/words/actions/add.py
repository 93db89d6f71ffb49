"""Adding entries: one by hand, or many from an import."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse

from lexora.accounts.models import User
from lexora.accounts.rules import shown_name
from lexora.core.days import local_day
from lexora.core.errors import Refused
from lexora.jobs.models import Job
from lexora.notifications.actions import notify
from lexora.words import queries, rules
from lexora.words.actions.checks import checked_note, checked_text, checked_translation, checked_type
from lexora.words.actions.translations import fill_translation, mark_edited
from lexora.words.language import check_language, guess_language
from lexora.words.models import Entry, Translation
from lexora.words.signals import entries_added
from lexora_language import digest, guess_type, normalise

BATCH = 100  # rows in one transaction, so that a typed word never waits long behind an import
Built = tuple[Entry, list[Translation], bool]  # rows that are not stored yet; whether the language was guessed


@dataclass(frozen=True)
class Draft:
    """An entry to be. What is left out is detected, guessed or translated."""

    text: str
    language: str = ""
    type: str = ""
    note: str = ""
    translations: Mapping[str, str] = field(default_factory=dict)
    origin: str = Entry.Origin.MANUAL
    source: str = rules.USER  # whose the given translations are
    provider: str = ""  # which one, when they are a machine's
    copied_from: Entry | None = None


@dataclass(frozen=True)
class Added:
    """The entry, new or found; `language_guessed` when the learner should look at its language."""

    entry: Entry
    created: bool
    language_guessed: bool = False


class LanguageUnknown(Refused):
    code = "language_unknown"
    status = 422


def add_entry(*, owner: User, draft: Draft, now: datetime) -> Added:
    """Store one entry, or find the one with the same text; its missing translations are asked for.

    What comes along with a text that is there already is kept: a note is added to the one there is, and a translation
    stands above one that counts less.
    """
    limit = rules.IMPORTED_TEXT if draft.copied_from else rules.TYPED_TEXT  # what others share may be imported
    entry, translations, guessed = _build(owner, draft, limit=limit, now=now)
    try:
        with transaction.atomic():
            existing = _same(owner, entry)
            if existing is None:
                _store(owner, [(entry, translations)], lane=Job.Lane.INTERACTIVE, now=now)
    except IntegrityError:
        # Another request of the same learner stored the same text in this very moment.
        existing = _same(owner, entry)
        if existing is None:
            raise
    if existing is None:
        return Added(entry, created=True, language_guessed=guessed)
    _add_to(existing, draft, translations, now=now)
    return Added(existing, created=False)


@transaction.atomic
def _add_to(entry: Entry, draft: Draft, translations: Sequence[Translation], *, now: datetime) -> None:
    if draft.copied_from:
        return  # one's own entry counts more than somebody else's
    if draft.origin != entry.origin:
        mark_edited(entry)
    note = checked_note(draft.note)
    if note and note not in entry.note:
        entry.note = checked_note(f"{entry.note}\n{note}")
        entry.save(update_fields=["note"])
    present = dict(entry.translations.exclude(text="").values_list("language", "source"))
    for row in translations:
        if row.language not in present or rules.counts_more(row.source, present[row.language]):
            fill_translation(
                entry, language=row.language, text=row.text, source=row.source, provider=row.provider, now=now
            )


def add_entries(*, owner: User, drafts: Sequence[Draft], now: datetime) -> Iterator[list[Added]]:
    """Store many entries, a batch per transaction; yields each batch when it is safe. Repeated texts are found."""
    for start in range(0, len(drafts), BATCH):
        yield _add_batch(owner, drafts[start : start + BATCH], now=now)


@transaction.atomic
def copy_entry(entry: Entry, *, owner: User, now: datetime) -> Added:
    """Copy a shared entry with its translations; where it came from is kept, and its owner is told. A note is its
    owner's own affair."""
    texts = {t.language: t for t in entry.translations.all() if t.text}
    draft = Draft(
        text=entry.source_text,
        language=entry.source_language,
        type=entry.type,
        translations={code: t.text for code, t in texts.items()},
        origin=Entry.Origin.COPIED,
        source=rules.IMPORT,
        copied_from=entry,
    )
    added = add_entry(owner=owner, draft=draft, now=now)
    former = Entry.objects.filter(owner=owner, copied_from_entry=entry).exclude(pk=added.entry.pk)  # deleted ones too
    if added.created and not former.exists():
        _tell_copied(entry, by=owner, now=now)
    return added


def _tell_copied(entry: Entry, *, by: User, now: datetime) -> None:
    """What the same person copies on one day is told as one."""
    notify(
        user_id=entry.owner_id,
        kind=rules.COPIED,
        params={"person": shown_name(by), "text": entry.source_text[: rules.TOLD_TEXT]},
        link=reverse("vocabulary:entry", args=[entry.pk]),
        key=f"{rules.COPIED}:{by.pk}:{local_day(now, entry.owner.time_zone)}",
        adds=1,
        now=now,
    )


def _add_batch(owner: User, drafts: Sequence[Draft], *, now: datetime) -> list[Added]:
    # Half of the work is done before the transaction begins, so that others wait half as long for their turn to write.
    built = [_build(owner, draft, limit=rules.IMPORTED_TEXT, now=now) for draft in drafts]
    return _store_batch(owner, built, now=now)


@transaction.atomic
def _store_batch(owner: User, built: Sequence[Built], *, now: datetime) -> list[Added]:
    known = _known(owner, [entry for entry, _translations, _guessed in built])
    new: list[tuple[Entry, list[Translation]]] = []
    added = []
    for entry, translations, guessed in built:
        key = (entry.source_language, entry.digest)
        added.append(Added(known.get(key, entry), created=key not in known, language_guessed=guessed))
        if key not in known:
            known[key] = entry
            new.append((entry, translations))
    _store(owner, new, lane=Job.Lane.BULK, now=now)
    return added


def _known(owner: User, entries: Sequence[Entry]) -> dict[tuple[str, str], Entry]:
    found = queries.entries_of(owner).filter(digest__in={entry.digest for entry in entries})
    return {(entry.source_language, entry.digest): entry for entry in found}


def _same(owner: User, entry: Entry) -> Entry | None:
    return queries.entries_of(owner).filter(source_language=entry.source_language, digest=entry.digest).first()


def _build(owner: User, draft: Draft, *, limit: int, now: datetime) -> Built:
    """Check a draft and make the rows it becomes."""
    text = checked_text(draft.text, limit=limit)
    language, guessed = _language(owner, text, draft.language)
    entry = Entry(
        owner=owner,
        type=checked_type(draft.type) if draft.type else guess_type(text),
        source_text=text,
        source_language=language,
        digest=digest(normalise(text)),
        origin=draft.origin,
        note=checked_note(draft.note),
        is_shared=owner.shares_list,
        copied_from_user=draft.copied_from.owner if draft.copied_from else None,
        copied_from_entry=draft.copied_from,
        sort_key=rules.sort_key(text, language),
        created_at=now,
    )
    translations = _translations(entry, draft)
    entry.search_text = rules.search_text(text, [t.text for t in translations])
    entry.is_translated = bool(translations)
    return entry, translations, guessed


def _language(owner: User, text: str, given: str) -> tuple[str, bool]:
    if given:
        return check_language(given), False
    guess = guess_language(text, owner)
    if not guess.language:
        raise LanguageUnknown
    return guess.language, guess.is_guess


def _translations(entry: Entry, draft: Draft) -> list[Translation]:
    return [
        Translation(
            entry=entry,
            language=check_language(code),
            text=checked_translation(text),
            source=draft.source,
            provider=draft.provider,
        )
        for code, text in draft.translations.items()
        if code != entry.source_language
    ]


def _store(owner: User, rows: list[tuple[Entry, list[Translation]]], *, lane: str, now: datetime) -> None:
    if not rows:
        return
    Entry.objects.bulk_create([entry for entry, _translations in rows])
    for entry, translations in rows:
        for translation in translations:
            translation.entry_id = entry.pk
    Translation.objects.bulk_create([t for _entry, translations in rows for t in translations])
    entries_added.send(sender=Entry, ids=[entry.pk for entry, _translations in rows], owner=owner, lane=lane, now=now)
