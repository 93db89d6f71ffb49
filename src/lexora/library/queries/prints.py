"""Reads of what is to be printed, and of documents that were."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from lexora.accounts.models import User
from lexora.core.errors import NotFound
from lexora.library.models import GoldWord, PrintJob
from lexora.library.queries.gold import curated_words
from lexora.library.rules.prints import KEPT, LEASE, MOST
from lexora.vocabulary.queries import SORTS, found_entries
from lexora.words.models import Entry, Translation
from lexora.words.queries import entries_of, wanted_translations

BATCH = 2_000  # entries in memory at once
OPEN = (PrintJob.State.WAITING, PrintJob.State.RUNNING)


def chosen_entries(user: User, *, ids: list[int], text: str, filters: dict[str, Any]) -> QuerySet[Entry]:
    """The learner's entries of these ids; without ids those that the list would show."""
    return entries_of(user).filter(pk__in=ids) if ids else found_entries(user, text=text, filters=filters)


def entries_to_print(entries: QuerySet[Entry], user: User, *, sort: str) -> Iterator[Entry]:
    """In order, with their translations as `shown`; one more than may be printed. A few thousand are in memory at once,
    for one query each."""
    there = Translation.objects.filter(wanted_translations(user)).exclude(text="").order_by("language")
    shown = Prefetch("translations", there.only("entry_id", "language", "text"), to_attr="shown")
    rows = entries.only("owner_id", "source_text", "source_language", "note").order_by(*SORTS[sort])
    return rows.prefetch_related(shown)[: MOST + 1].iterator(chunk_size=BATCH)


def words_to_print(*, level: str) -> Iterator[GoldWord]:
    """The curated words of a level, or of all, in their order."""
    words = curated_words().filter(level=level) if level else curated_words()
    return words.order_by("level", "position").iterator(chunk_size=BATCH)


def known_print(user: User | None, digest: str) -> PrintJob | None:
    """The document with this content, in whatever state."""
    return PrintJob.objects.filter(user=user, digest=digest).select_related("file", "data").first()


def is_fresh(job: PrintJob, *, now: datetime) -> bool:
    """Whether it can be used instead of making it again."""
    return job.is_open or (job.is_there and job.finished_at is not None and job.finished_at > now - KEPT)


def print_for(user: object, print_id: UUID) -> PrintJob:
    """A document of this person's, or one for everybody; raises `NotFound`."""
    may = Q(user=None) | Q(user=user) if isinstance(user, User) else Q(user=None)
    found = PrintJob.objects.filter(may, pk=print_id).select_related("file").first()
    if found is None:
        raise NotFound
    return found


def prints_to_make(*, now: datetime) -> QuerySet[PrintJob]:
    """Those that wait, and those whose maker is gone; the oldest first."""
    is_left = Q(state=PrintJob.State.RUNNING, started_at__lt=now - LEASE)
    open_ones = PrintJob.objects.filter(Q(state=PrintJob.State.WAITING) | is_left)
    return open_ones.select_related("data", "user").order_by("created_at")


def before_in_line(job: PrintJob) -> int:
    """How many documents are made before this one."""
    return PrintJob.objects.filter(state__in=OPEN, created_at__lt=job.created_at).count()
