"""Practice that is no review: exercises, games."""

from datetime import datetime

from django.db import transaction

from lexora.accounts.models import User
from lexora.core.days import local_day
from lexora.learning.actions.streaks import mark_active
from lexora.learning.actions.xp import Earned, credit_new, is_counted, locked_progress
from lexora.learning.queries import day_of


@transaction.atomic
def count_activity(user: User, earned: Earned | None = None, *, now: datetime) -> int:
    """Let something count for the day and the streak of a learner; return the XP that came, once per key."""
    progress = locked_progress(user)
    day = day_of(user, local_day(now, user.time_zone))
    came = earned if earned and earned.amount > 0 and not is_counted(progress, earned.key) else None
    if not day.is_active:
        mark_active(progress, day)
    day.other_activities += 1
    if came:
        credit_new(progress, came, day, now=now)
    day.save()
    progress.save()
    return came.amount if came else 0
