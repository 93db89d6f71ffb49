"""Reads about jobs."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from lexora.accounts.models import User
from lexora.jobs import router
from lexora.jobs.models import Job
from lexora_contract.reasons import FOR_GOOD


def jobs_of(user: User) -> QuerySet[Job]:
    return Job.objects.filter(owner=user)


def left_open(jobs: Iterable[Job]) -> set[UUID]:
    """The failed ones among the jobs that still have work which nobody did; a retry takes it over."""
    by_family: dict[str, list[Job]] = defaultdict(list)
    for job in jobs:
        if job.status == Job.Status.FAILED:
            by_family[job.family].append(job)
    return {pk for family, failed in by_family.items() for pk in router.family(family).left_open(failed)}


def retryable(*, refused: bool) -> list[Job]:
    """Failed jobs with open work. `refused`: those too that were refused for good."""
    failed = list(Job.objects.filter(status=Job.Status.FAILED).defer("payload").order_by("created_at"))
    wanted = [job for job in failed if refused or (job.reason or {}).get("code") not in FOR_GOOD]
    still_open = left_open(wanted)
    return [job for job in wanted if job.pk in still_open]


def next_due(lane: Job.Lane) -> datetime | None:
    """When the next pending job of the lane is due."""
    pending = Job.objects.filter(status=Job.Status.PENDING, lane=lane)
    return pending.order_by("due_at").values_list("due_at", flat=True).first()


def stuck(*, now: datetime, after: timedelta = timedelta(minutes=10)) -> QuerySet[Job]:
    """Jobs that are due for so long that something must be wrong."""
    return Job.objects.filter(status=Job.Status.PENDING, due_at__lt=now - after)
