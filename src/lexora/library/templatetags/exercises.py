"""What pages say of exercises."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from lexora.accounts.models import User
from lexora.library.queries.exercise_board import Result, results_of

register = template.Library()
CATEGORIES = {
    "tenses": _("Tenses"),
    "irregular_verbs": _("Irregular verbs"),
    "vocabulary": _("Vocabulary in context"),
    "grammar": _("General grammar"),
    "conditionals": _("Conditionals"),
    "modal_verbs": _("Modal verbs"),
    "prepositions": _("Prepositions"),
    "articles": _("Articles"),
    "passive": _("Passive voice"),
    "reported_speech": _("Reported speech"),
}
TOPICS = {
    "present-simple": _("Present Simple"),
    "present-continuous": _("Present Continuous"),
    "present-perfect": _("Present Perfect"),
    "present-perfect-continuous": _("Present Perfect Continuous"),
    "past-simple": _("Past Simple"),
    "past-continuous": _("Past Continuous"),
    "past-perfect": _("Past Perfect"),
    "past-perfect-continuous": _("Past Perfect Continuous"),
    "future-simple": _("Future Simple"),
    "future-continuous": _("Future Continuous"),
    "future-perfect": _("Future Perfect"),
    "future-perfect-continuous": _("Future Perfect Continuous"),
    "zero": _("Zero conditional"),
    "first": _("First conditional"),
    "second": _("Second conditional"),
    "third": _("Third conditional"),
    "mixed": _("Mixed conditionals"),
}


@register.filter
def category_name(name: str) -> str:
    """A category in words."""
    return str(CATEGORIES.get(name, name))


@register.filter
def topic_name(name: str) -> str:
    """A topic in words."""
    return str(TOPICS.get(name, name))


@register.simple_tag
def exercise_results(user: Any) -> list[Result]:
    """What the answers of whoever looks at a page came to; nothing for guests."""
    return results_of(user) if isinstance(user, User) else []
