"""How the kinds and categories of expressions are called in the interface."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS = {"phrasal_verb": _("Phrasal verb"), "idiom": _("Idiom")}
KINDS_OF_MANY = {"phrasal_verb": _("Phrasal verbs"), "idiom": _("Idioms")}
CATEGORIES = {
    "daily_life": _("Daily life"),
    "work": _("Work"),
    "emotions": _("Emotions"),
    "relationships": _("Relationships"),
    "learning": pgettext_lazy("topic", "Learning"),
    "communication": _("Communication"),
}
