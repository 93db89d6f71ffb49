"""Cards and the log of reviews."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lexora.learning import rules
from lexora.words.models import Entry


class Card(models.Model):
    """A learner's schedule of one entry."""

    class State(models.TextChoices):
        LEARNING = rules.LEARNING, _("learning")
        REVIEW = rules.REVIEW, _("review")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="cards"
    )
    entry = models.ForeignKey(Entry, verbose_name=_("entry"), on_delete=models.CASCADE, related_name="cards")
    state = models.CharField(_("state"), max_length=8, choices=State.choices)
    due_on = models.DateField(_("due"))
    last_review_on = models.DateField(_("last review"))
    repetitions = models.PositiveIntegerField(_("repetitions"), default=0)
    interval = models.PositiveIntegerField(_("interval (days)"), default=0)
    ease = models.FloatField(_("ease"), default=rules.EASE_DEFAULT)
    total_reviews = models.PositiveIntegerField(_("reviews in all"), default=0)
    correct_reviews = models.PositiveIntegerField(_("correct reviews"), default=0)

    class Meta:
        verbose_name = _("card")
        verbose_name_plural = _("cards")
        constraints = [
            models.UniqueConstraint(fields=["user", "entry"], name="card_once_per_entry"),
            models.CheckConstraint(condition=Q(state__in=["learning", "review"]), name="card_state_known"),
            models.CheckConstraint(
                condition=Q(ease__gte=rules.EASE_LOWEST) & Q(ease__lte=rules.EASE_HIGHEST), name="card_ease_bounds"
            ),
            models.CheckConstraint(condition=Q(correct_reviews__lte=F("total_reviews")), name="card_correct_of_total"),
        ]
        indexes = [models.Index(fields=["user", "state", "due_on", "id"], name="card_due")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.due_on}"


class Review(models.Model):
    """One answer of a learner. Never changed: history can be replayed through another scheduler."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviews")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="reviews")
    key = models.CharField(max_length=64)
    grade = models.PositiveSmallIntegerField()
    reviewed_at = models.DateTimeField()
    local_day = models.DateField()
    was_new = models.BooleanField()
    state_after = models.CharField(max_length=8)
    interval_after = models.PositiveIntegerField()
    ease_after = models.FloatField()
    due_after = models.DateField()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="review_once_per_key"),
            models.CheckConstraint(condition=Q(grade__lte=3), name="review_grade_known"),
        ]
        indexes = [models.Index(fields=["user", "local_day", "was_new"], name="review_day")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.grade}"
