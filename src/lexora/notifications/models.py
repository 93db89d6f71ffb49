"""What a person was told, and what they want to be told."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lexora.notifications import kinds, rules
from lexora.notifications.kinds import Kind

KIND = 40  # characters
KEY = 200


class Notification(models.Model):
    """Something that happened, told to one person. `key` names the event, or the group it belongs to."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="notifications",
        db_index=False,
    )  # `notification_newest` begins with it
    kind = models.CharField(_("kind"), max_length=KIND)
    key = models.CharField(_("key"), max_length=KEY)
    params: Any = models.JSONField(_("parameters"), default=dict)
    count = models.PositiveIntegerField(_("events"), default=1)
    link = models.CharField(_("link"), max_length=500, blank=True)
    toast_due = models.BooleanField(_("toast not shown yet"), default=False)
    created_at = models.DateTimeField(_("created"))
    told_at = models.DateTimeField(_("told"))  # moves when a group grows
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="notification_once"),
            models.CheckConstraint(condition=Q(link="") | Q(link__startswith="/"), name="notification_link_is_ours"),
        ]
        indexes = [
            models.Index(fields=["user", "-told_at", "-id"], condition=Q(deleted_at=None), name="notification_newest"),
            models.Index(
                fields=["user", "-told_at", "-id"],
                condition=Q(deleted_at=None, read_at=None),
                name="notification_unread",
            ),
            models.Index(fields=["told_at"], name="notification_old"),
            # SQLite uses these only when their condition is written as IS NOT NULL, and `~Q(…=None)` is not.
            models.Index(fields=["read_at"], condition=Q(read_at__isnull=False), name="notification_read"),
            models.Index(fields=["deleted_at"], condition=Q(deleted_at__isnull=False), name="notification_deleted"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def about(self) -> Kind:
        return kinds.of_stored(self.kind)

    @property
    def text(self) -> str:
        """The sentence, in the language of who reads it."""
        return self.about.text(self.params, count=self.count)

    @property
    def leads_to(self) -> str:
        return self.about.link(self.link, count=self.count)

    @property
    def icon(self) -> str:
        """The template of the icon."""
        return f"ui/icons/{self.about.icon}.html"


class Preference(models.Model):
    """How a person wants to be told of one kind. Without a row the kind's own default holds."""

    class Choice(models.TextChoices):
        TOAST = rules.TOAST, _("Pop-up and list")
        CENTRE = rules.CENTRE, _("List only")
        OFF = rules.OFF, _("Off")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="notification_preferences",
        db_index=False,
    )  # the constraint begins with it
    kind = models.CharField(_("kind"), max_length=KIND)
    choice = models.CharField(_("choice"), max_length=6, choices=Choice.choices)

    class Meta:
        verbose_name = _("notification preference")
        verbose_name_plural = _("notification preferences")
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="preference_once_per_kind"),
            models.CheckConstraint(condition=Q(choice__in=["toast", "centre", "off"]), name="preference_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.choice}"
