"""Documents that were printed: each is kept for an hour, so that it need not be made twice."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lexora.jobs.models import Blob


class PrintJob(models.Model):
    """A document for somebody, or for everybody. Its digest stands for its content."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="prints")
    kind = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    address = models.TextField()  # where it was asked for, and can be asked for again
    as_name = models.CharField(max_length=100)
    rows = models.PositiveIntegerField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=30, blank=True)
    data = models.ForeignKey(Blob, on_delete=models.SET_NULL, null=True, related_name="+")  # what is to be typeset
    file = models.ForeignKey(Blob, on_delete=models.SET_NULL, null=True, related_name="+")  # the PDF
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("printed document")
        verbose_name_plural = _("printed documents")
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], condition=~Q(user=None), name="print_once_of_a_person"),
            models.UniqueConstraint(fields=["digest"], condition=Q(user=None), name="print_once_for_everybody"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running", "done", "failed"]), name="print_state_known"
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(state__in=["waiting", "running"]), name="print_open"),
            models.Index(fields=["finished_at"], condition=~Q(finished_at=None), name="print_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.as_name} {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still works on it, or will."""
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def is_there(self) -> bool:
        """Whether it can be fetched."""
        return self.state == self.State.DONE and self.file_id is not None
