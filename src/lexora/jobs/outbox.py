"""The outbox as the relay sees it: taking jobs to send, and what became of the sending.

A job that is on its way is `processing`, and `due_at` says until when an answer is waited for (its lease).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from lexora.jobs.models import Job, can_skip_locked
from lexora_contract.topology import FAMILIES

SENDING = timedelta(seconds=10)  # lease of a job that is just being sent: a relay may be killed meanwhile
BULK_TURN = 0x4C58_4255  # the advisory lock under which the bulk window is counted


@transaction.atomic
def claim(lane: Job.Lane, *, limit: int, now: datetime) -> list[Job]:
    """Take the oldest due jobs for sending, at most `limit`."""
    return _take(list(_due(lane, now).order_by("due_at")[:limit]), now=now)


@transaction.atomic
def claim_in_turn(*, window: int, after_owner: int, now: datetime) -> list[Job]:
    """Take due bulk jobs as long as fewer than `window` are on their way, one per owner in turn after `after_owner`."""
    _lock_bulk_turn()
    free = window - Job.objects.filter(status=Job.Status.PROCESSING, lane=Job.Lane.BULK).count()
    jobs: list[Job] = []
    while len(jobs) < free and (job := _next_in_turn(after_owner, but={job.pk for job in jobs}, now=now)):
        jobs.append(job)
        after_owner = job.owner_id or 0
    return _take(jobs, now=now)


@transaction.atomic
def extend_lease(jobs: Sequence[Job], *, now: datetime) -> None:
    """The broker has these jobs. They are sent again only when all hope for an answer is gone."""
    for family, lane in {(job.family, job.lane) for job in jobs}:
        ids = [job.pk for job in jobs if (job.family, job.lane) == (family, lane)]
        until = now + timedelta(seconds=FAMILIES[family].lane(lane).resend_after)
        _unanswered(pk__in=ids).update(due_at=until)


@transaction.atomic
def give_back(jobs: Sequence[Job], *, now: datetime) -> None:
    """The broker did not take these jobs: they are no attempt and wait for the next turn."""
    _unanswered(pk__in=[job.pk for job in jobs]).update(status=Job.Status.PENDING, due_at=now)


@transaction.atomic
def reopen_overdue(*, now: datetime) -> int:
    """Send again what was not answered within its lease: its relay was killed, or the broker lost it."""
    overdue = _unanswered(lane__in=Job.Lane.values, due_at__lte=now)
    return overdue.update(status=Job.Status.PENDING, due_at=now)


@transaction.atomic
def reopen_expired(job_id: UUID, *, now: datetime) -> bool:
    """Send a job again whose message expired unread: no service was there, so it is no attempt."""
    return bool(_unanswered(pk=job_id).update(status=Job.Status.PENDING, due_at=now))


def _unanswered(**which: object) -> QuerySet[Job]:
    """Jobs on their way whose answer is not being stored right now: to wait for that could be a deadlock."""
    jobs = Job.objects.select_for_update(skip_locked=can_skip_locked()).filter(status=Job.Status.PROCESSING, **which)
    return Job.objects.filter(pk__in=list(jobs.values_list("pk", flat=True)))


def _due(lane: Job.Lane, now: datetime) -> QuerySet[Job]:
    free = Job.objects.select_for_update(skip_locked=can_skip_locked())
    return free.filter(status=Job.Status.PENDING, lane=lane, due_at__lte=now)


def _next_in_turn(after_owner: int, *, but: set[UUID], now: datetime) -> Job | None:
    due = _due(Job.Lane.BULK, now).exclude(pk__in=but).order_by("owner_id", "due_at")
    return due.filter(owner_id__gt=after_owner).first() or due.first()


def _take(jobs: list[Job], *, now: datetime) -> list[Job]:
    if jobs:
        taken = Job.objects.filter(pk__in=[job.pk for job in jobs])
        taken.update(status=Job.Status.PROCESSING, due_at=now + SENDING)
    return jobs


def _lock_bulk_turn() -> None:
    """Several workers count the window one after the other. Until the end of the transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [BULK_TURN])
