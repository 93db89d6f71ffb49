"""Archiving, sharing and deleting several entries at once, and taking it back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.jobs.models import Job
from lexora.notifications import live
from lexora.words import queries, rules
from lexora.words.actions.translations import end_work
from lexora.words.models import Entry, Translation, UndoStep
from lexora.words.signals import entries_added

BATCH = 200  # rows in one transaction
VALUES = {"": None, "True": True, "False": False}  # former values, as an undo step writes them
KEPT = timedelta(hours=24)  # how long a deleted entry can be brought back


class BadSelection(Refused):
    code = "nothing_selected"
    status = 422


class UndoGone(Refused):
    code = "undo_gone"
    status = 410


def archive(owner: User, ids: Sequence[int], *, archived: bool = True, now: datetime) -> UndoStep:
    """Put entries aside, or take them up again."""
    status = Entry.Status.ARCHIVED if archived else Entry.Status.ACTIVE
    return _change(owner, ids, "status", status, now=now)


def share(owner: User, ids: Sequence[int], *, shared: bool, now: datetime) -> UndoStep:
    """Choose for these entries whether others see them, whatever holds for the whole list."""
    return _change(owner, ids, "share_choice", shared, now=now)


@transaction.atomic
def delete(owner: User, ids: Sequence[int], *, now: datetime) -> UndoStep:
    """Delete entries; for a day they can be brought back."""
    step = _change(owner, ids, "deleted_at", now, now=now)
    waiting = Translation.objects.filter(entry__in=_ids_of(step), text="", reason__isnull=True)
    end_work(waiting, now=now)
    waiting.delete()  # an entry that comes back asks anew for what it lacks
    for pk in _ids_of(step):
        live.tell(owner.pk, f"gone:{pk}")
    return step


@transaction.atomic
def undo(owner: User, step_id: UUID, *, now: datetime) -> list[int]:
    """Take a bulk action back; return the entries' ids.

    A deleted entry whose text was added again meanwhile stays deleted; `UndoGone` when that holds for all.
    """
    step = UndoStep.objects.filter(owner=owner, pk=step_id).first()
    if step is None:
        raise UndoGone
    for former, ids in step.former.items():
        _set(owner, _free(owner, ids), step.field, VALUES.get(former, former))
    ids = list(queries.entries_of(owner).filter(pk__in=_ids_of(step)).values_list("pk", flat=True))
    if not ids:
        raise UndoGone
    step.delete()
    if step.field == "deleted_at":
        entries_added.send(sender=Entry, ids=ids, owner=owner, lane=Job.Lane.BULK, now=now)
    _tell(owner, ids)
    return ids


def purge_deleted(*, now: datetime) -> int:
    """Delete for good what was deleted more than a day ago."""
    UndoStep.objects.filter(created_at__lt=now - KEPT).delete()
    count = 0
    while gone := list(Entry.objects.filter(deleted_at__lt=now - KEPT).values_list("pk", flat=True)[:BATCH]):
        Entry.objects.filter(pk__in=gone).delete()
        count += len(gone)
    return count


@transaction.atomic
def _change(owner: User, ids: Sequence[int], field: str, value: Any, *, now: datetime) -> UndoStep:
    former: dict[str, list[int]] = defaultdict(list)
    for pk, old in _selected(owner, ids).values_list("pk", field):
        former[_as_text(old)].append(pk)
    if not former:
        raise BadSelection
    step = UndoStep.objects.create(owner=owner, field=field, former=former, created_at=now)
    _set(owner, _ids_of(step), field, value)
    if field != "deleted_at":
        _tell(owner, _ids_of(step))
    return step


def _selected(owner: User, ids: Sequence[int]) -> Any:
    if len(ids) > rules.SELECTION:
        raise BadSelection("too_many_selected", limit=rules.SELECTION)
    return queries.entries_of(owner).filter(pk__in=ids)


def _set(owner: User, ids: Iterable[int], field: str, value: Any) -> None:
    changes = {field: value}
    if field != "deleted_at":
        changes["is_edited"] = True
    if field == "share_choice":
        changes["is_shared"] = owner.shares_list if value is None else value
    Entry.objects.filter(owner=owner, pk__in=list(ids)).update(**changes)


def _free(owner: User, ids: Sequence[int]) -> list[int]:
    """Those entries whose text no other entry has: they may be live without breaking a promise."""
    wanted = Entry.objects.filter(owner=owner, pk__in=ids)
    texts = {pk: (language, digest) for pk, language, digest in wanted.values_list("pk", "source_language", "digest")}
    others = queries.entries_of(owner).filter(digest__in={digest for _language, digest in texts.values()})
    taken = set(others.exclude(pk__in=ids).values_list("source_language", "digest"))
    return [pk for pk, text in texts.items() if text not in taken]


def _as_text(value: object) -> str:
    return "" if value is None else str(value)


def _ids_of(step: UndoStep) -> list[int]:
    return [pk for ids in step.former.values() for pk in ids]


def _tell(owner: User, ids: Iterable[int]) -> None:
    for pk in ids:
        live.tell(owner.pk, f"entry:{pk}")
