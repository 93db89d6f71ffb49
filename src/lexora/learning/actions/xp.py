"""The XP ledger. Whoever changes XP locks the learner's progress; the ledger and the sums change together."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from lexora.accounts.models import User
from lexora.core.days import local_day
from lexora.core.errors import Refused
from lexora.learning.models import Day, Progress, Standing, XpEntry
from lexora.learning.queries import day_of, settings_of
from lexora.learning.rules import periods, xp


class NotEnoughXp(Refused):
    code = "not_enough_xp"
    status = 409


@dataclass(frozen=True)
class Earned:
    """Why XP comes: `key` names the event, which counts once."""

    key: str
    reason: str
    amount: int
    language: str = ""
    detail: str = ""
    is_boosted: bool = False


@transaction.atomic
def award(user: User, earned: Earned, *, now: datetime) -> int:
    """Give a learner XP, once per key; return how much came. It counts on this day of the learner's."""
    progress = locked_progress(user)
    came = credit(progress, earned, day=local_day(now, user.time_zone), now=now)
    if came:
        progress.save()
    return came


@transaction.atomic
def spend(user: User, *, key: str, reason: str, amount: int, detail: str = "", now: datetime) -> bool:
    """Take XP from the wallet, once per key; False when that was done before. Raises `NotEnoughXp`."""
    progress = locked_progress(user)
    spent = debit(progress, key=key, reason=reason, amount=amount, detail=detail, now=now)
    progress.save()
    return spent


def locked_progress(user: User) -> Progress:
    """The learner's progress, which nobody else changes until the transaction ends. It is made where it is missing."""
    locked = Progress.objects.select_for_update(no_key=True)
    progress = locked.filter(pk=user.pk).first()
    if progress is None:
        Progress.objects.bulk_create([Progress(user=user)], ignore_conflicts=True)
        progress = locked.get(pk=user.pk)
    progress.user = user
    return progress


def credit(progress: Progress, earned: Earned, *, day: date, now: datetime) -> int:
    """Write down what was earned; the caller stores the progress. 0 when the event was counted before."""
    if earned.amount <= 0 or is_counted(progress, earned.key):
        return 0
    row = day_of(progress.user, day)
    credit_new(progress, earned, row, now=now)
    row.save()
    return earned.amount


def credit_new(progress: Progress, earned: Earned, day: Day, *, now: datetime) -> None:
    """Write down what an event earned that cannot have been counted before; the caller stores progress and day."""
    _write(progress, earned, amount=earned.amount, lifetime=earned.amount, day=day.day, now=now)
    progress.lifetime_xp += earned.amount
    progress.wallet_xp += earned.amount
    day.xp += earned.amount
    _count(progress, earned, earned.amount, day=day.day, now=now)


def debit(progress: Progress, *, key: str, reason: str, amount: int, detail: str = "", now: datetime) -> bool:
    """Take XP from the wallet; the lifetime XP stays. The caller stores the progress."""
    if is_counted(progress, key):
        return False
    if progress.wallet_xp < amount:
        raise NotEnoughXp(price=amount, wallet=progress.wallet_xp)
    day = local_day(now, progress.user.time_zone)
    spent = Earned(key=key, reason=reason, amount=amount, detail=detail)
    _write(progress, spent, amount=-amount, lifetime=0, day=day, now=now)
    progress.wallet_xp -= amount
    return True


def take_back(progress: Progress, key: str, day: Day, *, now: datetime) -> XpEntry | None:
    """Undo an award of a day with a line of its own; None when nothing was awarded. The caller stores progress and day.

    Raises `NotEnoughXp` when it is spent.
    """
    about = XpEntry.objects.filter(user=progress.user_id, key__in=(key, f"undo:{key}"))
    lines = {line.key: line for line in about}
    entry = lines.get(key)
    if entry is None or len(lines) > 1:
        return None
    if progress.wallet_xp < entry.amount:
        raise NotEnoughXp("xp_is_spent")
    undo = Earned(key=f"undo:{key}", reason=xp.UNDO, amount=entry.amount, language=entry.language, detail=entry.detail)
    _write(progress, undo, amount=-entry.amount, lifetime=-entry.lifetime, day=entry.local_day, now=now)
    progress.wallet_xp -= entry.amount
    progress.lifetime_xp -= entry.lifetime
    day.xp -= entry.lifetime
    _count(progress, undo, -entry.lifetime, day=entry.local_day, now=now)
    return entry


def is_counted(progress: Progress, key: str) -> bool:
    """Whether the event of a key came into the ledger already."""
    return XpEntry.objects.filter(user=progress.user_id, key=key).exists()


def _write(progress: Progress, earned: Earned, *, amount: int, lifetime: int, day: date, now: datetime) -> None:
    XpEntry.objects.create(
        user=progress.user,
        key=earned.key,
        reason=earned.reason,
        amount=amount,
        lifetime=lifetime,
        is_boosted=earned.is_boosted,
        language=earned.language,
        detail=earned.detail[:100],
        local_day=day,
        created_at=now,
    )


def _count(progress: Progress, earned: Earned, amount: int, *, day: date, now: datetime) -> None:
    """Add it to the rows of the leaderboard."""
    names = periods.periods(day)
    languages = ["", earned.language] if earned.language else [""]
    rows = Standing.objects.filter(user=progress.user, period__in=names, language__in=languages)
    changes = {"xp": F("xp") + amount, "reached_at": now}
    if rows.update(**changes) < len(names) * len(languages):
        _make_standings(progress, names, languages, amount=amount, now=now)


def _make_standings(progress: Progress, names: list[str], languages: list[str], *, amount: int, now: datetime) -> None:
    """The rows that are missing. Those that were there have their XP already."""
    known = set(
        Standing.objects.filter(user=progress.user, period__in=names, language__in=languages).values_list(
            "period", "language"
        )
    )
    user = progress.user
    is_listed = user.is_active and not user.is_demo and settings_of(user).is_in_lists
    Standing.objects.bulk_create(
        Standing(
            user=user,
            period=period,
            language=language,
            xp=amount,
            streak=progress.streak,
            reached_at=now,
            is_listed=is_listed,
        )
        for period in names
        for language in languages
        if (period, language) not in known
    )
