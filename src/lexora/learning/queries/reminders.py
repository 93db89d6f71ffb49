"""Whom to remind, and of what."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db.models import Q

from lexora.accounts.models import User
from lexora.core.days import local_day, local_hour
from lexora.learning import rules
from lexora.learning.models import PracticeSettings
from lexora.learning.queries.due import due_counts
from lexora.learning.queries.progress import goal_of, standing_of
from lexora.learning.queries.today import today_of
from lexora.learning.rules.reminders import Reminder, is_time

HOURS = range(24)


def whom_to_remind(*, now: datetime, but: Collection[int], limit: int) -> list[PracticeSettings]:
    """Learners whose hour has come and who were not seen to on this day of theirs, but for some."""
    wished = PracticeSettings.objects.filter(reminder_on=True, user__is_active=True, user__is_demo=False)
    zones = set(wished.values_list("user__time_zone", flat=True).distinct())
    due = wished.filter(_due(zones, now=now)).exclude(pk__in=but) if zones else wished.none()
    return list(due.select_related("user").order_by("reminder_hour", "pk")[:limit])


def _due(zones: Iterable[str], *, now: datetime) -> Q:
    """Whose clocks show the hour. Zones with the same clocks make one condition."""
    clocks: dict[tuple[date, int], list[str]] = {}
    for zone in zones:
        clocks.setdefault((local_day(now, zone), local_hour(now, zone)), []).append(zone)
    due = Q(pk=None)
    for (day, hour), names in clocks.items():
        wanted = [number for number in HOURS if is_time(wanted=number, hour=hour)]
        due |= Q(user__time_zone__in=names, reminder_hour__in=wanted) & not_seen_to(day)
    return due


def not_seen_to(day: date) -> Q:
    """Whoever travels to the west and has a day twice is reminded once."""
    return Q(reminded_on=None) | Q(reminded_on__lt=day)


def reminder_of(user: User, *, now: datetime) -> Reminder | None:
    """What a learner could be reminded of; None when the goal is reached or no card waits."""
    today = today_of(user, now=now)
    if goal_of(user, now=now, today=today).is_reached:
        return None
    cards = due_counts(user, now=now, today=today).total
    if not cards:
        return None
    streak = 0 if today.settings.hides_game else standing_of(user, now=now).streak.days
    return Reminder(cards, rules.minutes(cards), streak)


def wish_of(user_id: int) -> PracticeSettings | None:
    """The wishes of a learner who is there still."""
    return PracticeSettings.objects.select_related("user").filter(pk=user_id, user__is_active=True).first()
