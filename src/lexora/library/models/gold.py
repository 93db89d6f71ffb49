"""Curated words. The file in `content/` is the truth; the table is its copy."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lexora.library import rules


class GoldWord(models.Model):
    """A useful English word with its Ukrainian and Greek translations."""

    word = models.CharField(_("word"), max_length=80)
    level = models.CharField(_("level"), max_length=2)
    pos = models.CharField(_("part of speech"), max_length=12)
    sense = models.CharField(_("sense"), max_length=80, blank=True)
    uk = models.CharField(_("Ukrainian"), max_length=200)
    el = models.CharField(_("Greek"), max_length=200)
    example = models.CharField(_("example"), max_length=300, blank=True)
    example_uk = models.CharField(_("example in Ukrainian"), max_length=300, blank=True)
    example_el = models.CharField(_("example in Greek"), max_length=300, blank=True)
    position = models.PositiveIntegerField(_("place in the list"))
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    is_retired = models.BooleanField(_("no longer in the list"), default=False)

    class Meta:
        verbose_name = _("curated word")
        verbose_name_plural = _("curated words")
        constraints = [
            models.UniqueConstraint(fields=["word", "pos", "sense"], name="gold_word_once"),
            models.CheckConstraint(condition=Q(level__in=["A1", "A2", "B1", "B2"]), name="gold_word_level_known"),
        ]

    def __str__(self) -> str:
        return self.word

    @property
    def translations(self) -> dict[str, str]:
        """By language, for people to read."""
        return {"uk": rules.readable(self.uk), "el": rules.readable(self.el)}

    @property
    def examples(self) -> dict[str, str]:
        """By language; the same sentence in each."""
        return {"en": self.example, "uk": self.example_uk, "el": self.example_el}
