"""Printing: at once, or behind a page that shows how far it is. What was made is kept for an hour."""

from datetime import datetime
from typing import IO

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import F, Q

from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.jobs import blobs
from lexora.jobs.models import Blob
from lexora.library.models import PrintJob
from lexora.library.print import Document, PrintBusy, PrintTooSlow, staged, typeset
from lexora.library.print.document import Staged
from lexora.library.queries import prints as queries
from lexora.library.rules.prints import AT_ONCE, KEPT, TRIES, WAITS

PDF, LINES = "application/pdf", "application/x-ndjson"
State = PrintJob.State


def print_document(
    document: Document, *, user: User | None, address: str = "", at_once: bool = False, now: datetime
) -> PrintJob:
    """The document, for a person or (None) for everybody: the one that was made within the hour, a new one, or, when it
    is long, one that is made soon. Raises `Refused`: nothing or too much to print, no place, no success."""
    with staged(document) as content:
        known = queries.known_print(user, content.digest)
        if known and _can_be_used(known, now=now) and not (at_once and known.is_open):
            return known
        job = PrintJob(
            user=user,
            kind=document.kind,
            digest=content.digest,
            address=address,
            as_name=document.as_name,
            rows=content.rows,
            created_at=now,
        )
        is_long = content.rows > AT_ONCE and not at_once
        return _line_up(job, content, now=now) if is_long else _made(job, content, now=now)


def make_next_print(*, now: datetime) -> bool:
    """Make the document that waits longest; whether there is a new one. One that was begun and never ended, since its
    process was killed, is taken up again."""
    job = queries.prints_to_make(now=now).first()
    if job is None or not _claim(job, now=now):
        return False
    try:
        return _make(job, now=now)
    except PrintBusy:
        return _put_back(job, tries=job.tries)
    except PrintTooSlow as slow:  # the machine may be less busy the next time
        is_last = job.tries + 1 >= TRIES
        return (
            _end(job, state=State.FAILED, reason=slow.code, now=now) if is_last else _put_back(job, tries=job.tries + 1)
        )


def forget_prints(*, now: datetime) -> int:
    """Delete documents that were kept for long enough, and what waited for too long."""
    over = Q(finished_at__lt=now - KEPT) | Q(finished_at=None, created_at__lt=now - WAITS)
    old = list(PrintJob.objects.filter(over).select_related("file", "data")[:500])
    for job in old:
        _forget(job)
    return len(old)


def _made(job: PrintJob, content: Staged, *, now: datetime) -> PrintJob:
    """Typeset it while somebody waits."""
    with typeset(content.file) as pdf:
        job.file = _keep(pdf, job, content_type=PDF, now=now)
    job.state, job.started_at, job.finished_at = State.DONE, now, now
    return _take_in(job, now=now)


def _line_up(job: PrintJob, content: Staged, *, now: datetime) -> PrintJob:
    """Write down what is to be typeset, so that it outlives this process."""
    job.data = _keep(content.file, job, content_type=LINES, now=now)
    return _take_in(job, now=now)


def _take_in(job: PrintJob, *, now: datetime) -> PrintJob:
    """Store a document; the first of several with the same content stays, as long as it is fresh."""
    former = queries.known_print(job.user, job.digest)
    if former and _can_be_used(former, now=now) and (former.is_there or job.is_open):
        _forget_files(job)
        return former
    if former:
        _forget(former)
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        _forget_files(job)
        return PrintJob.objects.select_related("file").get(user=job.user, digest=job.digest)
    return job


def _can_be_used(job: PrintJob, *, now: datetime) -> bool:
    """Whether it need not be made again: it is fresh, and nobody took its file away."""
    return queries.is_fresh(job, now=now) and (job.file is None or default_storage.exists(job.file.path))


def _claim(job: PrintJob, *, now: datetime) -> bool:
    """Begin, unless another process has, or it was tried too often: it may be what kills the processes."""
    if job.tries >= TRIES:
        _end(job, state=State.FAILED, reason="print_failed", now=now)
        return False
    same = PrintJob.objects.filter(pk=job.pk, state=job.state, started_at=job.started_at)
    return bool(same.update(state=State.RUNNING, started_at=now, tries=F("tries") + 1))


def _make(job: PrintJob, *, now: datetime) -> bool:
    """Typeset what was written down; a refusal is kept with its reason."""
    if job.data is None:
        return _end(job, state=State.FAILED, reason="print_failed", now=now)
    try:
        with blobs.opened(job.data) as source, typeset(source) as pdf:
            job.file = _keep(pdf, job, content_type=PDF, now=now)
    except (PrintBusy, PrintTooSlow):
        raise
    except (Refused, OSError) as error:
        code = error.code if isinstance(error, Refused) else "print_failed"
        return _end(job, state=State.FAILED, reason=code, now=now)
    return _end(job, state=State.DONE, now=now)


def _put_back(job: PrintJob, *, tries: int) -> bool:
    """It keeps its place in the line."""
    PrintJob.objects.filter(pk=job.pk, state=State.RUNNING).update(state=State.WAITING, started_at=None, tries=tries)
    return False


def _end(job: PrintJob, *, state: State, reason: str = "", now: datetime) -> bool:
    """Write down how it ended; what it was made of is not needed any more."""
    is_there = PrintJob.objects.filter(pk=job.pk, state__in=queries.OPEN).update(
        state=state, reason=reason, finished_at=now, file=job.file, data=None
    )
    if job.data:
        blobs.forget(job.data)
    if not is_there and job.file:  # it was deleted meanwhile, as with its person
        blobs.forget(job.file)
    return bool(is_there) and state == State.DONE


def _keep(source: IO[bytes], job: PrintJob, *, content_type: str, now: datetime) -> Blob:
    return blobs.keep(source, owner=job.user, name=job.as_name, content_type=content_type, now=now)


def _forget(job: PrintJob) -> None:
    job.delete()
    _forget_files(job)


def _forget_files(job: PrintJob) -> None:
    for blob in (job.data, job.file):
        if blob:
            blobs.forget(blob)
