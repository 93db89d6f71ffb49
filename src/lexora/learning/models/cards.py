"""Cards and the log of reviews."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lexora.learning import rules
from lexora.learning.rules import asks
from lexora.words.models import Entry

SCHEDULERS = (rules.SM2, rules.FSRS)


class Card(models.Model):
    """A learner's schedule of one entry; or, where `direction` says so, of one way to ask it."""

    class State(models.TextChoices):
        NEW = rules.NEW, _("new")
        LEARNING = rules.LEARNING, _("learning")
        REVIEW = rules.REVIEW, _("review")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="cards"
    )
    entry = models.ForeignKey(Entry, verbose_name=_("entry"), on_delete=models.CASCADE, related_name="cards")
    direction = models.CharField(_("direction"), max_length=9, blank=True, default=asks.ONE_SCHEDULE)
    state = models.CharField(_("state"), max_length=8, choices=State.choices)
    due_on = models.DateField(_("due"))
    last_review_on = models.DateField(_("last review"), null=True, blank=True)
    last_review_at = models.DateTimeField(_("instant of the last review"), null=True, blank=True)
    repetitions = models.PositiveIntegerField(_("repetitions"), default=0)
    interval = models.PositiveIntegerField(_("interval (days)"), default=0)
    ease = models.FloatField(_("ease"), default=rules.EASE_DEFAULT)
    stability = models.FloatField(_("stability (days)"), null=True, blank=True)
    difficulty = models.FloatField(_("difficulty"), null=True, blank=True)
    lapses = models.PositiveIntegerField(_("lapses"), default=0)
    step = models.PositiveSmallIntegerField(_("same-day step"), null=True, blank=True)
    step_due_at = models.DateTimeField(_("same-day step due"), null=True, blank=True)
    total_reviews = models.PositiveIntegerField(_("reviews in all"), default=0)
    correct_reviews = models.PositiveIntegerField(_("correct reviews"), default=0)
    version = models.PositiveIntegerField(_("version of the schedule"), default=0)

    class Meta:
        verbose_name = _("card")
        verbose_name_plural = _("cards")
        constraints = [
            models.UniqueConstraint(fields=["user", "entry", "direction"], name="card_once_per_direction"),
            models.CheckConstraint(condition=Q(state__in=["new", "learning", "review"]), name="card_state_known"),
            models.CheckConstraint(condition=Q(direction__in=["", *asks.ASKS]), name="card_direction_known"),
            models.CheckConstraint(
                condition=Q(ease__gte=rules.EASE_LOWEST) & Q(ease__lte=rules.EASE_HIGHEST), name="card_ease_bounds"
            ),
            models.CheckConstraint(condition=Q(correct_reviews__lte=F("total_reviews")), name="card_correct_of_total"),
            models.CheckConstraint(
                condition=Q(step=None, step_due_at=None) | Q(step__isnull=False, step_due_at__isnull=False),
                name="card_step_is_due",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "state", "due_on", "id"], name="card_due"),
            models.Index(fields=["user", "step_due_at"], condition=~Q(step_due_at=None), name="card_step"),
            models.Index(fields=["user", "version", "entry"], name="card_version"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.due_on}"

    @property
    def is_leech(self) -> bool:
        return self.lapses >= rules.LEECH_LAPSES


class Review(models.Model):
    """One answer of a learner. What was answered is never changed: history can be replayed through another scheduler.

    An answer that was taken back keeps its line, with `undone_at`. `before` is the card as it was, kept while the
    answer may be taken back.
    """

    class Kind(models.TextChoices):
        MOVES = rules.MOVES
        STEP = rules.STEP
        EXTRA = rules.EXTRA

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviews")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="reviews")
    direction = models.CharField(max_length=9, blank=True, default=asks.ONE_SCHEDULE)
    key = models.CharField(max_length=64)
    grade = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.MOVES)
    reviewed_at = models.DateTimeField()
    local_day = models.DateField()
    was_new = models.BooleanField()
    was_mature = models.BooleanField(default=False)
    seconds = models.PositiveSmallIntegerField(default=0)
    predicted = models.FloatField(null=True, blank=True)
    state_after = models.CharField(max_length=8)
    interval_after = models.PositiveIntegerField()
    ease_after = models.FloatField()
    due_after = models.DateField()
    before = models.JSONField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="review_once_per_key"),
            models.CheckConstraint(condition=Q(grade__lte=3), name="review_grade_known"),
            models.CheckConstraint(condition=Q(kind__in=["review", "step", "extra"]), name="review_kind_known"),
        ]
        indexes = [
            models.Index(fields=["entry", "reviewed_at", "id"], name="review_log"),
            models.Index(fields=["user", "local_day"], name="review_day"),
            models.Index(fields=["reviewed_at"], condition=~Q(before=None), name="review_undoable"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.grade}"

    def line(self) -> rules.Line:
        """What schedulers need to know of it."""
        moment = rules.Moment(at=self.reviewed_at, day=self.local_day)
        return rules.Line(grade=rules.Grade(self.grade), moment=moment, kind=self.kind)
