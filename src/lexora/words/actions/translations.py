"""Storing translations, and the columns of an entry that follow from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from lexora.jobs import actions as jobs
from lexora.jobs.models import Job
from lexora.notifications import live
from lexora.words import rules
from lexora.words.actions.checks import checked_translation
from lexora.words.language import check_language
from lexora.words.models import Entry, Translation


@dataclass(frozen=True)
class MachineText:
    """What a provider made of the text of one translation row."""

    translation_id: int
    text: str
    provider: str


def save_translation(entry: Entry, *, language: str, text: str, now: datetime) -> None:
    """Store what a person typed; it stands above whatever was there."""
    with transaction.atomic():
        fill_translation(entry, language=language, text=text, source=rules.USER, provider="", now=now)
        mark_edited(entry)


@transaction.atomic
def fill_translation(entry: Entry, *, language: str, text: str, source: str, provider: str, now: datetime) -> bool:
    """Store a translation that was shown to the learner. False when a better one, such as a typed one, stays."""
    _lock([entry.pk])
    former = Translation.objects.filter(entry=entry, language=language).first()
    if former and former.text and not rules.may_replace(source, former.source):
        return False
    if former:
        end_work([former], now=now)
    Translation.objects.update_or_create(
        entry=entry,
        language=check_language(language),
        defaults={
            "text": checked_translation(text),
            "source": source,
            "provider": provider,
            "reason": None,
            "job": None,
        },
    )
    refresh_columns([entry.pk])
    tell_changed(entry)
    return True


@transaction.atomic
def remove_translation(translation: Translation, *, now: datetime) -> None:
    """Delete a translation and end the work on it."""
    _lock([translation.entry_id])
    end_work([translation], now=now)
    translation.delete()
    refresh_columns([translation.entry_id])
    mark_edited(translation.entry)
    live.tell(translation.entry.owner_id, f"entry:{translation.entry_id}")


def lock_entries_of(jobs: Iterable[Job]) -> None:
    """Keep others from changing the entries of these jobs' translations until the transaction ends.

    Everybody takes the lock of an entry before those of its translations.
    """
    _lock(Translation.objects.filter(job__in=list(jobs)).values("entry"))


def store_machine_translations(texts: Iterable[MachineText]) -> None:
    """Fill waiting rows with a machine's answers. A row that a human filled meanwhile stays as it is."""
    by_id = {text.translation_id: text for text in texts}
    rows = list(_waiting(by_id))
    for row in rows:
        row.text, row.provider = by_id[row.pk].text, by_id[row.pk].provider
        row.reason = None
    Translation.objects.bulk_update(rows, ["text", "provider", "reason"], batch_size=200)
    refresh_columns({row.entry_id for row in rows})
    _tell(rows)


def store_reasons(reasons: Mapping[int, dict[str, object]]) -> None:
    """Write down why waiting rows stay empty."""
    if not reasons:
        return
    rows = list(_waiting(reasons))
    for row in rows:
        row.reason = reasons[row.pk]
    Translation.objects.bulk_update(rows, ["reason"], batch_size=200)
    _tell(rows)


def refresh_columns(entry_ids: Iterable[int]) -> None:
    """Make `search_text` and `is_translated` say what the rows say, in three queries."""
    entries = {entry.pk: entry for entry in _locked(list(entry_ids)).only("source_text")}
    texts: dict[int, list[str]] = {pk: [] for pk in entries}
    rows = Translation.objects.filter(entry__in=list(entries)).exclude(text="").order_by("id")
    for entry_id, text in rows.values_list("entry_id", "text"):
        texts[entry_id].append(text)
    for entry in entries.values():
        entry.search_text = rules.search_text(entry.source_text, texts[entry.pk])
        entry.is_translated = bool(texts[entry.pk])
    Entry.objects.bulk_update(entries.values(), ["search_text", "is_translated"], batch_size=200)


def mark_edited(entry: Entry) -> None:
    """Its owner made it their own: what added it does not take it away again."""
    Entry.objects.filter(pk=entry.pk, is_edited=False).update(is_edited=True)


def tell_changed(entry: Entry) -> None:
    """Let the open pages of the owner show the entry anew."""
    live.tell(entry.owner_id, f"entry:{entry.pk}")


@dataclass(frozen=True)
class Learning:
    """What the learning room knows of an entry."""

    state: str = Entry.State.NEW
    due_at: datetime | None = None
    ease: float = rules.NEVER_REVIEWED


def keep_learning_columns(entry_id: int, known: Learning) -> None:
    """Keep the columns that the learning room knows and the vocabulary list sorts by."""
    Entry.objects.filter(pk=entry_id).update(learning_state=known.state, due_at=known.due_at, ease=known.ease)


def end_work(rows: Iterable[Translation], *, now: datetime) -> None:
    """Cancel the jobs of these rows. A bulk job also works for other entries, so it runs on; its answer is dropped."""
    ids = [row.job_id for row in rows if row.job_id and row.status == "pending"]
    single = Job.objects.filter(pk__in=ids, lane=Job.Lane.INTERACTIVE).values_list("pk", flat=True)
    jobs.cancel(single, now=now)


def _locked(ids: Any) -> QuerySet[Entry]:
    """The entries, in the order in which everybody locks them. SQLite has one writer and needs no locks."""
    return Entry.objects.select_for_update().filter(pk__in=ids).order_by("pk")


def _lock(ids: Any) -> None:
    if connection.features.has_select_for_update:
        list(_locked(ids).values_list("pk"))


def _waiting(ids: Iterable[int]) -> Iterable[Translation]:
    rows = Translation.objects.filter(pk__in=list(ids), text="", source=rules.MACHINE)
    return rows.select_related("entry").defer("entry__search_text")


def _tell(rows: Iterable[Translation]) -> None:
    for owner_id, entry_id in {(row.entry.owner_id, row.entry_id) for row in rows}:
        live.tell(owner_id, f"entry:{entry_id}")
