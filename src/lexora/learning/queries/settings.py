"""How a learner wants to practise."""

from lexora.accounts.models import User
from lexora.learning.models import PracticeSettings


def settings_of(user: User) -> PracticeSettings:
    """The wishes of a learner, or the defaults, which are not stored."""
    return PracticeSettings.objects.filter(pk=user.pk).first() or PracticeSettings(user=user)
