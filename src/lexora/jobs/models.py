"""One table of jobs."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def _key() -> str:
    return uuid.uuid4().hex


class Job(models.Model):
    """Work for a service. A pending row is the outbox; a closed row never opens again, a retry is a new job."""

    class Status(models.TextChoices):
        PENDING = "pending", _("pending")
        PROCESSING = "processing", _("processing")
        COMPLETED = "completed", _("completed")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    class Lane(models.TextChoices):
        INTERACTIVE = "interactive", _("interactive")
        BULK = "bulk", _("bulk")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("owner"), on_delete=models.CASCADE, null=True, related_name="jobs"
    )
    family = models.CharField(_("family"), max_length=40)
    lane = models.CharField(_("lane"), max_length=11, choices=Lane.choices, default=Lane.INTERACTIVE)
    payload = models.JSONField(_("content"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.PENDING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    reason = models.JSONField(_("reason"), null=True, blank=True)
    traceparent = models.CharField(_("trace"), max_length=55, blank=True)
    due_at = models.DateTimeField(_("next attempt"))
    created_at = models.DateTimeField(_("created"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["pending", "processing", "completed", "failed", "cancelled"]),
                name="job_status_known",
            ),
            models.CheckConstraint(condition=Q(lane__in=["interactive", "bulk"]), name="job_lane_known"),
        ]
        indexes = [
            models.Index(fields=["lane", "due_at"], condition=Q(status="pending"), name="job_due"),
            models.Index(fields=["lane", "owner", "due_at"], condition=Q(status="pending"), name="job_due_by_owner"),
            models.Index(fields=["status", "-created_at"], name="job_by_status"),
            models.Index(fields=["lane", "due_at"], condition=Q(status="processing"), name="job_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.family} {self.id}"

    def move(self, to: "Job.Status", **changes: object) -> bool:
        """Move an open job; False when it was closed before, so that a late duplicate changes nothing."""
        moved = Job.objects.filter(pk=self.pk, status__in=OPEN).update(status=to, **changes)
        if moved:
            self.status = to
        return bool(moved)

    def close(self, to: "Job.Status", *, now: datetime, reason: dict[str, object] | None = None) -> bool:
        """Move an open job to one of its ends."""
        return self.move(to, reason=reason, finished_at=now)


class Blob(models.Model):
    """A large body that a message only names: its bytes are a private file."""

    key = models.CharField(max_length=32, primary_key=True, default=_key, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="blobs")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where the bytes are in the file storage."""
        return f"blobs/{self.key[:2]}/{self.key}"


# An answer can be faster than the commit that says "processing", so both count as open.
OPEN = (Job.Status.PENDING, Job.Status.PROCESSING)


def can_skip_locked() -> bool:
    """Whether a query may pass by rows that another transaction holds; SQLite knows no such rows."""
    return connection.features.has_select_for_update_skip_locked
