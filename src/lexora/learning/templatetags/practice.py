"""How the practice page writes texts."""

from django import template

from lexora.learning.rules.asking import GAP

register = template.Library()
SHOWN = "______"


@register.filter
def gap(text: str) -> str:
    """A text whose gap can be seen."""
    return text.replace(GAP, SHOWN)
