"""What the header of every page asks."""

from django import template
from django.utils import timezone

from lexora.accounts.models import User
from lexora.notifications import queries
from lexora.notifications.queries import Bell

register = template.Library()


@register.simple_tag
def bell_of(user: User) -> Bell:
    """How many notifications the person has not read."""
    return queries.bell_of(user, now=timezone.now())
