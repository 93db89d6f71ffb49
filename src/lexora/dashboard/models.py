"""Figures of the community that a task has made, so that no page has to."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Snapshot(models.Model):
    """What was found out at an instant. There is one row of a name; the next one takes its place."""

    name = models.CharField(_("name"), max_length=30, unique=True)
    content: Any = models.JSONField(_("content"))
    computed_at = models.DateTimeField(_("computed"))

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")

    def __str__(self) -> str:
        return self.name
