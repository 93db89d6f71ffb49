"""What pages show of a learner's game: level, streak as it is today, frame."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, DateField, ExpressionWrapper, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from lexora.accounts.models import User
from lexora.core.days import local_day
from lexora.learning.models import OwnedItem, PracticeSettings, Progress, ShopItem, XpEntry
from lexora.learning.queries.progress import BOUGHT
from lexora.learning.rules import streaks
from lexora.learning.rules.frames import frame_of
from lexora.learning.rules.streaks import Streak
from lexora.learning.rules.xp import Level, level_of

DAY = timedelta(days=1)
KEPT_AT = "_game"  # the attribute of a user that remembers what was read for a page
WORN = Q(kind=ShopItem.Kind.FRAME, is_equipped=True)
HELD = Q(kind=ShopItem.Kind.FREEZE, quantity__gt=0)


@dataclass(frozen=True)
class Things:
    """What a learner owns that others see, or that keeps the streak."""

    frame: str = ""
    freezes: list[tuple[date, int]] = field(default_factory=list)  # since when, how many that can hold the streak

    def freezes_since(self, day: date) -> int:
        """How many freezes are held since a day at the latest."""
        return sum(max(0, quantity) for since, quantity in self.freezes if since <= day)


@dataclass(frozen=True)
class Game:
    """A learner's game. Who hides it sees nothing of it, and nobody else does."""

    settings: PracticeSettings
    level: Level
    streak: Streak
    frame: str

    @property
    def is_hidden(self) -> bool:
        return self.settings.hides_game


def game_of(user: User, *, now: datetime) -> Game:
    """The game of whoever looks at a page: in one query, however often the page asks."""
    kept: Game | None = getattr(user, KEPT_AT, None)
    if kept is None:
        kept = _read(user, now=now)
        setattr(user, KEPT_AT, kept)
    return kept


def hides_game(user: User, *, now: datetime) -> bool:
    """Whether the learner wants to see no XP, level and streak."""
    return game_of(user, now=now).is_hidden


def things_of(user_ids: Collection[int]) -> dict[int, Things]:
    """Of several learners, in one query."""
    late = _too_late(user="user", last="user__progress__last_active_on", slug="item__slug")
    rows = OwnedItem.objects.filter(WORN | HELD, user_id__in=user_ids).annotate(in_time=F("quantity") - late)
    frames: dict[int, str] = {}
    freezes: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for user_id, kind, slug, since, count in rows.values_list("user", "kind", "item__slug", "acquired_on", "in_time"):
        if kind == ShopItem.Kind.FRAME:
            frames[user_id] = frame_of(slug)
        else:
            freezes[user_id].append((since, count))
    return {pk: Things(frame=frames.get(pk, ""), freezes=freezes[pk]) for pk in user_ids}


def streak_with(progress: Progress, things: Things, *, today: date) -> Streak:
    """The streak as it is today, with what the learner owns."""
    last = progress.last_active_on
    freezes = things.freezes_since(last + DAY) if last else 0
    return streaks.as_of(today, last=last, days=progress.streak, longest=progress.longest_streak, freezes=freezes)


def _read(user: User, *, now: datetime) -> Game:
    rows = list(_rows(user))
    settings = getattr(rows[0], "practice_settings", None) or PracticeSettings(user=user)
    progress = getattr(rows[0], "progress", None) or Progress(user=user)
    freezes = [(row.held_since, row.held_in_time) for row in rows if row.held_in_time]
    things = Things(frame=frame_of(rows[0].worn_slug), freezes=freezes)
    return Game(
        settings=settings,
        level=level_of(progress.lifetime_xp),
        streak=streak_with(progress, things, today=local_day(now, user.time_zone)),
        frame=things.frame,
    )


def _rows(user: User) -> Any:
    """One row, or one for each kind of freeze the learner holds."""
    own = User.objects.filter(pk=user.pk).select_related("practice_settings", "progress")
    freezes = Q(owned_items__kind=ShopItem.Kind.FREEZE)
    frames = Q(owned_items__kind=ShopItem.Kind.FRAME, owned_items__is_equipped=True)
    late = _too_late(user="pk", last="progress__last_active_on", slug="held__item__slug")
    return own.annotate(
        held=FilteredRelation("owned_items", condition=freezes),
        worn=FilteredRelation("owned_items", condition=frames),
    ).annotate(
        held_in_time=F("held__quantity") - late, held_since=F("held__acquired_on"), worn_slug=F("worn__item__slug")
    )


def _too_late(*, user: str, last: str, slug: str) -> Coalesce:
    """How many of an item were bought when the first day behind the last active one was over already: what was bought
    beside an older one is not older than it is."""
    by = ExpressionWrapper(OuterRef(last) + DAY, output_field=DateField())
    bought = XpEntry.objects.filter(BOUGHT, user=OuterRef(user), detail=OuterRef(slug), local_day__gt=by)
    counted = bought.order_by().values("user").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)
