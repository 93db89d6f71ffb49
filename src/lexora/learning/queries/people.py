"""What learners see of each other."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models.functions import Lower

from lexora.accounts.models import User
from lexora.core.days import local_day
from lexora.learning.models import Day, PracticeSettings
from lexora.learning.models.progress import ACTIVE
from lexora.learning.queries.game import streak_with, things_of
from lexora.learning.queries.leaderboard import rank_in
from lexora.learning.queries.progress import progress_of
from lexora.learning.rules import periods
from lexora.learning.rules.streaks import Streak
from lexora.learning.rules.xp import Level, level_of


@dataclass(frozen=True)
class Person:
    """A learner's public page."""

    user: User
    level: Level
    streak: Streak
    frame: str
    rank: int | None
    days_this_year: int


def with_handle(handle: str) -> User | None:
    """The person with this handle, in any case."""
    people = User.objects.alias(lower=Lower("handle")).select_related("practice_settings")
    return people.filter(lower=handle.lower()).first()


def is_public(user: User) -> bool:
    """Whether other learners may see this one's page and place. Costs a query unless `practice_settings` are loaded."""
    settings = getattr(user, "practice_settings", None) or PracticeSettings(user=user)
    return user.is_active and not user.is_demo and settings.is_in_lists


def person(user: User, *, now: datetime) -> Person:
    """What stands on a learner's public page."""
    progress, things = progress_of(user), things_of([user.pk])[user.pk]
    today = local_day(now, user.time_zone)
    return Person(
        user=user,
        level=level_of(progress.lifetime_xp),
        streak=streak_with(progress, things, today=today),
        frame=things.frame,
        rank=rank_in(user, period=periods.WEEK, now=now),
        days_this_year=active_days(user, since=date(today.year, 1, 1), until=today),
    )


def active_days(user: User, *, since: date, until: date) -> int:
    """On how many days the learner practised."""
    return Day.objects.filter(ACTIVE, user=user, day__gte=since, day__lte=until).count()
