"""The leaderboard: rows in one order, which is also the order of ranks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from lexora.accounts.models import User
from lexora.core.days import local_day
from lexora.core.keyset import page_of
from lexora.learning.models import Progress, Standing
from lexora.learning.queries.game import Things, streak_with, things_of
from lexora.learning.rules import periods
from lexora.learning.rules.streaks import Streak
from lexora.learning.rules.xp import Level, level_of

ORDER = ("-xp", "-streak", "reached_at", "id")
PAGE = 20


@dataclass(frozen=True)
class Place:
    """A learner's place."""

    rank: int
    user: User
    xp: int
    level: Level
    streak: Streak
    frame: str
    is_own: bool


@dataclass(frozen=True)
class Board:
    """A page of the leaderboard. `own` is the viewer's place, wherever it is; None when they have none."""

    period: str
    language: str
    places: list[Place]
    own: Place | None
    next_cursor: str

    @property
    def shows_own(self) -> bool:
        """Whether the viewer is among the rows of this page."""
        return any(place.is_own for place in self.places)


def board(
    viewer: User,
    *,
    period: str = periods.ALL,
    language: str = "",
    cursor: str = "",
    size: int = PAGE,
    with_own: bool = True,
    now: datetime,
) -> Board:
    """A page of the period that the viewer's own day lies in. Rows that follow a page that is shown need no own."""
    name = periods.period(period, local_day(now, viewer.time_zone))
    people = listed(name, language).select_related("user__progress")
    page = page_of(people, order=ORDER, cursor=cursor, size=size)
    first = rank_of(page.rows[0]) if cursor and page.rows else 1
    ranks = {row.pk: first + n for n, row in enumerate(page.rows)}
    own = people.filter(user=viewer).first() if with_own else None
    if own and own.pk not in ranks:
        ranks[own.pk] = rank_of(own)
    rows = page.rows if own is None or own in page.rows else [*page.rows, own]
    places = {place.user.pk: place for place in _places(rows, ranks, viewer, now=now)}
    return Board(
        period=name,
        language=language,
        places=[places[row.user_id] for row in page.rows],
        own=places.get(viewer.pk),
        next_cursor=page.next_cursor,
    )


def listed(period: str, language: str = "") -> QuerySet[Standing]:
    """Whom the leaderboard shows. Whoever opted out, hides the game, or is not active is not listed."""
    return _in_order(period, language).filter(xp__gt=0)


def _in_order(period: str, language: str) -> QuerySet[Standing]:
    """The rows of the index. A count of those with more XP than somebody must not ask again whether they have any."""
    return Standing.objects.filter(period=period, language=language, is_listed=True)


def rank_of(row: Standing) -> int:
    """1 + the rows ahead, in the order in which they are shown."""
    ahead = Q(streak__gt=row.streak) | Q(streak=row.streak) & (
        Q(reached_at__lt=row.reached_at) | Q(reached_at=row.reached_at, id__lt=row.pk)
    )
    rows = _in_order(row.period, row.language)
    return 1 + rows.filter(xp__gt=row.xp).count() + rows.filter(ahead, xp=row.xp).count()


def rank_in(user: User, *, period: str, now: datetime) -> int | None:
    """A learner's rank among all languages in this period of theirs; None when they are not in it."""
    name = periods.period(period, local_day(now, user.time_zone))
    row = listed(name).filter(user=user).first()
    return rank_of(row) if row else None


def _places(rows: Sequence[Standing], ranks: dict[int, int], viewer: User, *, now: datetime) -> list[Place]:
    things = things_of([row.user_id for row in rows])
    return [_place(row, ranks[row.pk], things[row.user_id], viewer, now=now) for row in rows]


def _place(row: Standing, rank: int, things: Things, viewer: User, *, now: datetime) -> Place:
    user = row.user
    progress: Progress = user.progress  # whoever has XP has a row
    return Place(
        rank=rank,
        user=user,
        xp=row.xp,
        level=level_of(progress.lifetime_xp),
        streak=streak_with(progress, things, today=local_day(now, user.time_zone)),
        frame=things.frame,
        is_own=user.pk == viewer.pk,
    )
