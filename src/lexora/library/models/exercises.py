"""Exercises that learners did. What an exercise says stands in `content/`; here is its key."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

KEY, LANGUAGE, ANSWER = 60, 10, 300  # characters


class Kind(models.TextChoices):
    CLOZE = "cloze", _("Grammar exercise")
    BUILDER = "builder", _("Sentence Builder")


class Attempt(models.Model):
    """An exercise that was given to a learner as a part of a set, and what they answered. It is graded once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attempts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    set_id = models.UUIDField(default=uuid4)
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=KEY)
    language = models.CharField(max_length=LANGUAGE)
    shown = models.JSONField(default=list)  # the options or tiles in the order in which they stand; none: typed
    answer = models.CharField(max_length=ANSWER, blank=True)
    is_right = models.BooleanField(null=True)
    xp = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("exercise done")
        verbose_name_plural = _("exercises done")
        constraints = [
            models.UniqueConstraint(fields=["set_id", "position"], name="attempt_once_per_place"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="attempt_kind_known"),
            models.CheckConstraint(
                condition=Q(is_right=None, answered_at=None) | Q(is_right__isnull=False, answered_at__isnull=False),
                name="attempt_is_answered",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "kind", "created_at"], name="attempt_sets"),
            models.Index(fields=["created_at"], condition=Q(answered_at=None), name="attempt_unanswered"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.user_id}"

    @property
    def is_answered(self) -> bool:
        return self.is_right is not None

    @property
    def is_typed(self) -> bool:
        return not self.shown


class Record(models.Model):
    """How a learner stands with an exercise."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exercise_records")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=KEY)
    tries = models.PositiveIntegerField(default=0)
    rights = models.PositiveIntegerField(default=0)
    was_right = models.BooleanField(default=False)
    last_at = models.DateTimeField()

    class Meta:
        verbose_name = _("record of an exercise")
        verbose_name_plural = _("records of exercises")
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "key"], name="record_once"),
            models.CheckConstraint(condition=Q(rights__lte=models.F("tries")), name="record_rights_of_tries"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.rights}/{self.tries}"
