"""Where a learner stands: XP, level, streak, today."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from lexora.accounts.models import User
from lexora.core.days import local_day
from lexora.learning.models import OwnedItem, Progress, ShopItem, XpEntry
from lexora.learning.queries.today import Today, day_of
from lexora.learning.rules import Goal, streaks
from lexora.learning.rules.streaks import Streak
from lexora.learning.rules.xp import PURCHASE, Level, level_of

BOUGHT = Q(reason=PURCHASE, key__gte="buy:", key__lt="buz")  # found by their keys, in the index


@dataclass(frozen=True)
class Standing:
    """What a learner has earned, and the streak as it is today."""

    lifetime: int
    wallet: int
    booster_left: int
    level: Level
    streak: Streak


def progress_of(user: User) -> Progress:
    """What is stored of a learner, or an empty row that is not."""
    return Progress.objects.filter(pk=user.pk).first() or Progress(user=user)


def standing_of(user: User, *, now: datetime) -> Standing:
    """A learner's XP, level and streak; in two queries, the second only when a freeze could matter."""
    progress = progress_of(user)
    return Standing(
        lifetime=progress.lifetime_xp,
        wallet=progress.wallet_xp,
        booster_left=progress.booster_left,
        level=level_of(progress.lifetime_xp),
        streak=streak_of(progress, today=local_day(now, user.time_zone)),
    )


def streak_of(progress: Progress, *, today: date) -> Streak:
    """The streak as it is today, not as it was stored."""
    last, days = progress.last_active_on, progress.streak
    freezes = 0
    if last is not None and days and (today - last).days > 1:
        freezes = freezes_of(progress.user_id, by=last + timedelta(days=1))
    return streaks.as_of(today, last=last, days=days, longest=progress.longest_streak, freezes=freezes)


def freezes_of(user_id: int, *, by: date) -> int:
    """How many of a learner's streak freezes were theirs on a day already. The oldest are used first."""
    held = OwnedItem.objects.filter(user=user_id, kind=ShopItem.Kind.FREEZE, acquired_on__lte=by, quantity__gt=0)
    quantities = dict(held.values_list("item__slug", "quantity"))
    if not quantities:
        return 0
    bought = XpEntry.objects.filter(BOUGHT, user=user_id, local_day__gt=by, detail__in=quantities)
    return max(0, sum(quantities.values()) - bought.count())


def reviews_today(user: User, *, now: datetime) -> int:
    """How many cards the learner graded on this day of theirs."""
    return day_of(user, local_day(now, user.time_zone)).reviews


def goal_of(user: User, *, now: datetime, today: Today | None = None) -> Goal:
    """How far the learner is from the daily goal."""
    done = today.done.reviews if today else reviews_today(user, now=now)
    return Goal(done=done, goal=user.daily_goal)
