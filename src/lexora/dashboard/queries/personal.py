"""What one learner did, and what waits. Pages read the days, never the log of reviews."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from lexora.accounts.models import User
from lexora.core.days import local_day
from lexora.dashboard.rules import forecast as ahead
from lexora.dashboard.rules.days import Done, Totals, totals
from lexora.dashboard.rules.forecast import Ahead
from lexora.dashboard.rules.heat_map import HeatMap, heat_map
from lexora.dashboard.rules.retention import Retention, over_all, retention
from lexora.dashboard.rules.series import Series, series
from lexora.learning import rules
from lexora.learning.models import Card, Day
from lexora.learning.queries import Counts, Game, Today, due_counts, game_of, goal_of, today_of
from lexora.learning.rules import Goal
from lexora.words.models import Entry

COLUMNS = Done._fields


@dataclass(frozen=True)
class Activity:
    """What the curves of a span show."""

    series: Series
    span: str
    has_game: bool


@dataclass(frozen=True)
class Dashboard:
    """Everything the page of a learner shows at once."""

    game: Game
    goal: Goal
    counts: Counts
    totals: Totals
    activity: Activity
    heat_map: HeatMap
    retention: list[Retention]
    forecast: list[Ahead]

    @property
    def has_game(self) -> bool:
        return not self.game.is_hidden

    @property
    def is_empty(self) -> bool:
        """Nothing was practised yet."""
        return not self.totals.active_days

    @property
    def overall(self) -> Retention | None:
        """The retention of all months that are shown."""
        return over_all(self.retention)

    @property
    def desired(self) -> float | None:
        """Per cent that the learner wants to remember; only FSRS asks for it."""
        settings = self.game.settings
        return 100 * settings.retention if settings.scheduler == rules.FSRS else None

    @property
    def cards_ahead(self) -> int:
        return sum(day.cards for day in self.forecast)


def dashboard(user: User, *, span: str, now: datetime) -> Dashboard:
    """The page of a learner, on this day of theirs. The game is what the chip in the header shows, read once."""
    game = game_of(user, now=now)
    today = today_of(user, now=now, settings=game.settings)
    days = days_of(user)
    return Dashboard(
        game=game,
        goal=goal_of(user, now=now, today=today),
        counts=due_counts(user, now=now, today=today),
        totals=totals(days),
        activity=_activity(days, game, span=span, today=today.day),
        heat_map=heat_map({day.day: day for day in days}, today=today.day),
        retention=retention(days, today=today.day),
        forecast=forecast_of(today),
    )


def activity(user: User, *, span: str, now: datetime) -> Activity:
    """The curves alone."""
    return _activity(days_of(user), game_of(user, now=now), span=span, today=local_day(now, user.time_zone))


def days_of(user: User, *, since: date | None = None, until: date | None = None) -> list[Done]:
    """The days on which a learner did something, or a freeze held the streak, in order."""
    rows = Day.objects.filter(user=user).order_by("day")
    if since:
        rows = rows.filter(day__gte=since)
    if until:
        rows = rows.filter(day__lte=until)
    return [Done(*row) for row in rows.values_list(*COLUMNS)]


def forecast_of(today: Today, *, days: int = ahead.DAYS) -> list[Ahead]:
    """How many known cards come on each of the next days."""
    last = today.day + timedelta(days=days - 1)
    cards = Card.objects.filter(user=today.user, state__in=[rules.LEARNING, rules.REVIEW], due_on__lte=last)
    due = _by_day(cards)
    due.subtract(_by_day(cards.filter(entry__in=_out_of_use(today.user).values("pk"))))
    return ahead.forecast(due, today=today.day, days=days)


def _activity(days: list[Done], game: Game, *, span: str, today: date) -> Activity:
    curves = series(days, span=span, today=today, lifetime_xp=game.level.lifetime)
    return Activity(series=curves, span=span, has_game=not game.is_hidden)


def _by_day(cards: QuerySet[Card]) -> Counter[date]:
    # Counted in the order of an index; whoever asks for the entry of each card reads tens of thousands of rows.
    found: Counter[date] = Counter()
    counted = cards.order_by().values("state", "due_on").annotate(count=Count("pk"))
    for day, count in counted.values_list("due_on", "count"):
        found[day] += count
    return found


def _out_of_use(user: User) -> QuerySet[Entry]:
    """Entries whose cards do not come: deleted, archived or suspended ones. They are few, so they are taken off."""
    # Said in full, so that PostgreSQL finds an index for each of the three.
    archived = Q(deleted_at=None, status=Entry.Status.ARCHIVED)
    suspended = Q(deleted_at=None, status=Entry.Status.ACTIVE, learning_state=Entry.State.SUSPENDED)
    return Entry.objects.filter(~Q(deleted_at=None) | archived | suspended, owner=user)
