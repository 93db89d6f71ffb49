"""Adding work, claiming it, and closing it with a service's answer."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from pydantic import BaseModel

from lexora.accounts.models import User
from lexora.core import tracing
from lexora.core.errors import Refused
from lexora.jobs import router, rules, wake
from lexora.jobs.models import OPEN, Job, can_skip_locked
from lexora_contract import messages, reasons

log = logging.getLogger(__name__)


class JobNotFailed(Refused):
    code = "job_not_failed"
    status = 409


def enqueue_many(
    family: str,
    payloads: Iterable[BaseModel],
    *,
    owner: User | None,
    lane: Job.Lane,
    now: datetime,
    due_at: datetime | None = None,
    attempts: int = 0,
) -> list[Job]:
    """Add work to the outbox, in the transaction that causes it."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("work is added inside the transaction that causes it")
    jobs = [
        Job(
            owner=owner,
            family=family,
            lane=lane,
            payload=payload.model_dump(mode="json"),
            traceparent=tracing.current(),
            due_at=due_at or now,
            attempts=attempts,
            created_at=now,
        )
        for payload in payloads
    ]
    Job.objects.bulk_create(jobs, batch_size=200)
    wake.after_commit(lane, len(jobs))
    return jobs


def claim_due(lane: Job.Lane, *, after_owner: int, now: datetime) -> Job | None:
    """Take the next due job as one's own. The bulk lane serves the owners in turn: the next one after `after_owner`."""
    due = Job.objects.filter(status=Job.Status.PENDING, lane=lane, due_at__lte=now)
    if lane == Job.Lane.BULK:
        in_turn = due.order_by("owner_id", "due_at")
        job = in_turn.filter(owner_id__gt=after_owner).first() or in_turn.first()
    else:
        job = due.order_by("due_at").first()
    if job is None:
        return None
    claimed = Job.objects.filter(pk=job.pk, status=Job.Status.PENDING).update(status=Job.Status.PROCESSING)
    return job if claimed else None


@transaction.atomic
def reopen_unfinished(*, now: datetime) -> int:
    """Make what a killed process left behind pending again. Only for the embedded profile, at its start.

    Each time counts as an attempt: a job that kills the process must not kill it for ever.
    """
    left = Job.objects.filter(status=Job.Status.PROCESSING)
    reopened = left.filter(attempts__lt=rules.MOST_KILLS).update(status=Job.Status.PENDING, attempts=F("attempts") + 1)
    reason: dict[str, object] = {"code": reasons.CRASHED, "params": {}}
    for job in left:
        job.close(Job.Status.FAILED, now=now, reason=reason)
        router.family(job.family).failed(job, reason, now)
    return reopened


def accept_result(raw: bytes, *, now: datetime) -> bool:
    """Store a service's answer. False for a duplicate, or for an answer nobody waits for."""
    return accept_results([messages.parse_result(raw)], now=now) == 1


@transaction.atomic
def accept_results(results: Sequence[messages.AnyResult], *, now: datetime) -> int:
    """Store answers, all of them or none. Return how many were waited for; duplicates and strangers are dropped."""
    waiting = _open_jobs([result.job_id for result in results])
    waited_for = len(waiting)
    completed: dict[str, list[router.Answer]] = defaultdict(list)
    for result in results:
        job = waiting.pop(result.job_id, None)
        if job is None:
            log.info("an answer to a closed or unknown job was dropped: %s", result.job_id)
        elif isinstance(result, messages.TranslationFailed):
            _fail(job, result.payload, now=now)
        else:
            completed[job.family].append((job, result.payload))
    for family, answers in completed.items():
        _complete(family, answers, now=now)
    return waited_for


def _open_jobs(ids: Iterable[UUID]) -> dict[UUID, Job]:
    """Those that still wait, locked: an answer can beat the commit of the relay, and the lock waits for that."""
    jobs = Job.objects.select_for_update().filter(pk__in=list(ids), status__in=OPEN).order_by("pk")
    return {job.pk: job for job in jobs}


def _complete(family: str, answers: Sequence[router.Answer], *, now: datetime) -> None:
    ids = [job.pk for job, _result in answers]
    Job.objects.filter(pk__in=ids).update(status=Job.Status.COMPLETED, reason=None, finished_at=now)
    router.family(family).completed(answers, now)


def _fail(job: Job, failure: messages.Failure, *, now: datetime) -> None:
    """Try again later, or close the job with its reason."""
    reason = failure.reason.model_dump()
    delay = rules.delay_after(job.attempts + 1, lane=job.lane) if failure.retryable else None
    if delay is not None:
        _postpone(job, reason, due_at=now + delay)
    elif job.close(Job.Status.FAILED, now=now, reason=reason):
        router.family(job.family).failed(job, reason, now)


def _postpone(job: Job, reason: dict[str, object], *, due_at: datetime) -> None:
    job.move(Job.Status.PENDING, attempts=job.attempts + 1, reason=reason, due_at=due_at)
    wake.after_commit(job.lane)


@transaction.atomic
def retry(job: Job, *, now: datetime) -> Job | None:
    """Start a new job for what a failed one left open; None when nothing is."""
    if job.status != Job.Status.FAILED:
        raise JobNotFailed
    return router.family(job.family).retry(job, now)


def cancel(ids: Iterable[UUID], *, now: datetime) -> int:
    """Close open jobs whose work nobody wants any more."""
    # A job that is locked is being closed by its answer, which waits for the entry that we hold and then finds that
    # nobody wants it: to wait for each other would be a deadlock.
    wanted = Job.objects.select_for_update(skip_locked=can_skip_locked()).filter(pk__in=list(ids), status__in=OPEN)
    free = [job.pk for job in wanted.only("pk")]
    return Job.objects.filter(pk__in=free, status__in=OPEN).update(status=Job.Status.CANCELLED, finished_at=now)


def prune(*, before: datetime) -> int:
    """Delete closed jobs that ended before an instant."""
    deleted, _per_model = Job.objects.filter(finished_at__lt=before).delete()
    return deleted
