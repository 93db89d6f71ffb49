"""Reads about jobs."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from lexora.accounts.models import User
from lexora.jobs.models import Job


def jobs_of(user: User) -> QuerySet[Job]:
    return Job.objects.filter(owner=user)


def next_due(lane: Job.Lane) -> datetime | None:
    """When the next pending job of the lane is due."""
    pending = Job.objects.filter(status=Job.Status.PENDING, lane=lane)
    return pending.order_by("due_at").values_list("due_at", flat=True).first()


def stuck(*, now: datetime, after: timedelta = timedelta(minutes=10)) -> QuerySet[Job]:
    """Jobs that are due for so long that something must be wrong."""
    return Job.objects.filter(status=Job.Status.PENDING, due_at__lt=now - after)
