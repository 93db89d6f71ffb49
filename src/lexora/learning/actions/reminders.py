"""The daily reminder: whoever wants one is told once a day, at an hour of theirs, that cards wait."""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from lexora.accounts.models import User
from lexora.accounts.queries import email_is_confirmed
from lexora.core.days import local_day, local_hour
from lexora.core.errors import NotFound
from lexora.learning import queries
from lexora.learning.actions import reminder_mail
from lexora.learning.models import PracticeSettings
from lexora.learning.queries.reminders import not_seen_to
from lexora.learning.rules.reminders import Reminder, is_time
from lexora.notifications import actions as notifications

log = logging.getLogger(__name__)

REMINDER = "practice_reminder"  # the kind of notification
BATCH, MOST = 50, 500  # learners: between two rounds of mail, and in one run
SALT = "lexora.learning.reminders"


def remind(*, now: datetime) -> int:
    """Remind those whose hour has come; return how many were told.

    The mark that a day was seen to and the notification are one transaction. The e-mail goes after it, so it is sent at
    most once: what a mail server refuses is not sent again.
    """
    told, seen, can_mail = 0, set[int](), settings.MAIL_IS_SET_UP and bool(settings.ENV.public_url)
    while len(seen) < MOST and (batch := queries.whom_to_remind(now=now, but=seen, limit=BATCH)):
        seen |= {wish.pk for wish in batch}
        reminded = [(wish.user, reminder) for wish in batch if (reminder := _seen_to(wish, now=now))]
        told += len(reminded)
        can_mail = can_mail and _mail(reminded)
    return told


def _seen_to(wish: PracticeSettings, *, now: datetime) -> Reminder | None:
    """See to one learner; a fault costs only this one, and only this turn."""
    try:
        with transaction.atomic():
            return _remind(wish, now=now)
    except Exception:
        log.exception("learner %s could not be reminded", wish.pk)
        return None


def _remind(wish: PracticeSettings, *, now: datetime) -> Reminder | None:
    user, day = wish.user, local_day(now, wish.user.time_zone)
    mine = PracticeSettings.objects.filter(not_seen_to(day), pk=wish.pk, reminder_on=True)
    if not mine.update(reminded_on=day):
        return None  # another process was quicker, or the learner has changed their mind
    reminder = queries.reminder_of(user, now=now)
    if reminder:
        notifications.notify(
            user_id=user.pk,
            kind=REMINDER,
            params={"minutes": reminder.minutes},
            link=reverse("learning:practice"),
            key=f"{REMINDER}:{day}",
            adds=reminder.cards,
            now=now,
        )
    return reminder


def _mail(reminded: Iterable[tuple[User, Reminder]]) -> bool:
    """An e-mail to each who has shown that the address is theirs; False when the mail server is away."""
    mails = [
        reminder_mail.message(user, reminder, stop_path=stop_path(user))
        for user, reminder in reminded
        if email_is_confirmed(user)
    ]
    return reminder_mail.send(mails) if mails else True


# Stopping it


def stop_path(user: User) -> str:
    """The address at which one learner's reminder, and nothing else, can be stopped without signing in."""
    return reverse("learning:stop_reminder", args=[_signer().sign(str(user.pk))])


def wish_behind(token: str) -> PracticeSettings:
    """Whose reminder a link stops; raises `NotFound` when it is none of ours, or the account is gone."""
    try:
        user_id = int(_signer().unsign(token))
    except (signing.BadSignature, ValueError):
        raise NotFound from None
    wish = queries.wish_of(user_id)
    if wish is None:
        raise NotFound
    return wish


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT, sep=".")


@transaction.atomic
def stop_reminder(wish: PracticeSettings) -> None:
    """Remind a learner no longer."""
    PracticeSettings.objects.filter(pk=wish.pk).update(reminder_on=False)
    wish.reminder_on = False


@transaction.atomic
def start_reminder(user: User, *, now: datetime) -> PracticeSettings:
    """Remind a learner from the next time on that the hour comes."""
    wish, _made = PracticeSettings.objects.get_or_create(user=user)
    wish.reminder_on = True
    day = local_day(now, user.time_zone)
    if is_time(wanted=wish.reminder_hour, hour=local_hour(now, user.time_zone)):
        wish.reminded_on = max(day, wish.reminded_on or day)
    wish.save(update_fields=["reminder_on", "reminded_on"])
    return wish
