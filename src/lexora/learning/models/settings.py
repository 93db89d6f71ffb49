"""How a learner wants to practise."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lexora.learning import rules
from lexora.learning.rules import asks

NEW_PER_DAY, REVIEWS_PER_DAY = 20, 200
MOST_PER_DAY = 9999
REMINDER_HOUR = 18


def default_directions() -> list[str]:
    return list(asks.DEFAULT)


class PracticeSettings(models.Model):
    """The wishes of a learner; a learner without a row has the defaults.

    `version` grows with each change that the log must be replayed for; a card whose version is another is rebuilt.
    """

    class Scheduler(models.TextChoices):
        SM2 = rules.SM2, "SM-2"
        FSRS = rules.FSRS, "FSRS"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="practice_settings", primary_key=True
    )
    scheduler = models.CharField(max_length=4, choices=Scheduler.choices, default=Scheduler.SM2)
    retention = models.FloatField(default=rules.RETENTION_DEFAULT)
    weights: Any = models.JSONField(default=list, blank=True)
    steps = models.BooleanField(default=False)
    fuzz = models.BooleanField(default=False)
    directions: Any = models.JSONField(default=default_directions)
    one_per_direction = models.BooleanField(default=False)
    new_per_day = models.PositiveSmallIntegerField(default=NEW_PER_DAY)
    reviews_per_day = models.PositiveSmallIntegerField(default=REVIEWS_PER_DAY)
    version = models.PositiveIntegerField(default=0)
    fit_asked_at = models.DateTimeField(null=True, blank=True)
    hides_game = models.BooleanField(default=False)
    is_listed = models.BooleanField(default=True)
    reminder_on = models.BooleanField(default=False)
    reminder_hour = models.PositiveSmallIntegerField(default=REMINDER_HOUR)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("practice settings")
        verbose_name_plural = _("practice settings")
        constraints = [
            models.CheckConstraint(condition=Q(scheduler__in=["sm2", "fsrs"]), name="practice_scheduler_known"),
            models.CheckConstraint(
                condition=Q(retention__gte=rules.RETENTION_LOWEST) & Q(retention__lte=rules.RETENTION_HIGHEST),
                name="practice_retention_bounds",
            ),
            models.CheckConstraint(condition=Q(reminder_hour__lte=23), name="practice_reminder_hour"),
            models.CheckConstraint(
                condition=Q(new_per_day__lte=MOST_PER_DAY) & Q(reviews_per_day__lte=MOST_PER_DAY),
                name="practice_limits",
            ),
        ]
        indexes = [
            models.Index(fields=["fit_asked_at"], condition=~Q(fit_asked_at=None), name="practice_fits"),
            models.Index(fields=["reminder_hour"], condition=Q(reminder_on=True), name="practice_reminders"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.scheduler}"

    @property
    def options(self) -> rules.Options:
        """What the schedulers want to know."""
        return rules.Options(
            scheduler=self.scheduler,
            retention=self.retention,
            weights=tuple(self.weights),
            steps=self.steps,
            fuzz=self.fuzz,
        )

    @property
    def is_in_lists(self) -> bool:
        """Whether others may see the learner in the leaderboard and their profile. Who hides the game plays none."""
        return self.is_listed and not self.hides_game
