"""What a learner has done and earned: days, XP, streak, and the rows of the leaderboard."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lexora.learning.rules import xp

LANGUAGE = 10  # characters of a language code
ACTIVE = Q(reviews__gt=0) | Q(steps__gt=0) | Q(other_activities__gt=0)  # days that count for the streak


class Day(models.Model):
    """What a learner did on one day of theirs; pages about the past read these, not the log."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="learning_days")
    day = models.DateField()
    reviews = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    seconds = models.PositiveIntegerField(default=0)
    again = models.PositiveIntegerField(default=0)
    hard = models.PositiveIntegerField(default=0)
    good = models.PositiveIntegerField(default=0)
    easy = models.PositiveIntegerField(default=0)
    mature = models.PositiveIntegerField(default=0)
    mature_passed = models.PositiveIntegerField(default=0)
    predicted = models.FloatField(default=0)
    other_activities = models.PositiveIntegerField(default=0)
    xp = models.IntegerField(default=0)
    is_frozen = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("day")
        verbose_name_plural = _("days")
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="day_once"),
            models.CheckConstraint(condition=Q(mature_passed__lte=models.F("mature")), name="day_passed_of_mature"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.day}"

    @property
    def is_active(self) -> bool:
        """Whether it counts for the streak."""
        return bool(self.reviews or self.steps or self.other_activities)


class Progress(models.Model):
    """Where a learner stands. Whoever awards or takes XP locks this row first."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="progress",
        primary_key=True,
    )
    lifetime_xp = models.PositiveIntegerField(_("lifetime XP"), default=0)
    wallet_xp = models.PositiveIntegerField(_("XP to spend"), default=0)
    booster_left = models.PositiveSmallIntegerField(_("doubled reviews left"), default=0)
    streak = models.PositiveIntegerField(_("streak"), default=0)
    longest_streak = models.PositiveIntegerField(_("longest streak"), default=0)
    last_active_on = models.DateField(_("last active day"), null=True, blank=True)

    class Meta:
        verbose_name = _("progress")
        verbose_name_plural = _("progress of learners")
        constraints = [
            models.CheckConstraint(condition=Q(lifetime_xp__gte=0), name="progress_lifetime_not_negative"),
            models.CheckConstraint(condition=Q(wallet_xp__gte=0), name="progress_wallet_not_negative"),
            models.CheckConstraint(condition=Q(booster_left__gte=0), name="progress_booster_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.lifetime_xp}"


class XpEntry(models.Model):
    """One line of the XP ledger; never changed. `amount` moved the wallet, `lifetime` the lifetime XP."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="xp_entries"
    )
    key = models.CharField(_("event"), max_length=100)
    reason = models.CharField(_("reason"), max_length=20)
    amount = models.IntegerField(_("amount"))
    lifetime = models.IntegerField(_("lifetime"))
    is_boosted = models.BooleanField(_("doubled"), default=False)
    language = models.CharField(_("language"), max_length=LANGUAGE, blank=True)
    detail = models.CharField(_("detail"), max_length=100, blank=True)
    local_day = models.DateField(_("day"))
    created_at = models.DateTimeField(_("date"))

    class Meta:
        verbose_name = _("XP entry")
        verbose_name_plural = _("XP entries")
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="xp_once_per_key"),
            models.CheckConstraint(condition=Q(reason__in=xp.REASONS), name="xp_reason_known"),
        ]
        indexes = [models.Index(fields=["user", "-id"], name="xp_newest")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.amount:+}"


class Standing(models.Model):
    """The XP of a learner in one period and language: a row of the leaderboard.

    `period` is empty for all time, else such as 2026-11 or 2026-W48; `language` is empty for all languages.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="standings")
    period = models.CharField(max_length=8, blank=True)
    language = models.CharField(max_length=LANGUAGE, blank=True)
    xp = models.IntegerField(default=0)
    streak = models.PositiveIntegerField(default=0)
    reached_at = models.DateTimeField()
    is_listed = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        constraints = [models.UniqueConstraint(fields=["user", "period", "language"], name="standing_once")]
        indexes = [
            # `is_listed` stands in it so that ranks are counted in the index alone.
            models.Index(
                fields=["period", "language", "-xp", "-streak", "reached_at", "id", "is_listed"],
                condition=Q(is_listed=True),
                name="standing_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.xp}"
