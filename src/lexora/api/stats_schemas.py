"""What goes over the wire about progress."""

from datetime import date
from typing import Literal

from ninja import Field, Schema

from lexora.dashboard.queries.personal import Dashboard
from lexora.dashboard.rules.days import Done
from lexora.dashboard.rules.retention import Retention


class TodayOut(Schema):
    day: date = Field(description="in the time zone of the person")
    reviews: int
    goal: int
    due_learning: int
    due_review: int
    due_new: int


class TotalsOut(Schema):
    reviews: int
    new: int = Field(description="cards that were seen for the first time")
    seconds: int
    active_days: int


class StreakOut(Schema):
    days: int
    longest: int
    state: Literal["alive", "at_risk", "frozen", "lapsed", "none"]


class LevelOut(Schema):
    level: int
    lifetime_xp: int
    next_level_at: int


class RetentionOut(Schema):
    month: date = Field(description="its first day")
    reviews: int = Field(description="of cards in state `review`")
    passed: int
    predicted: float = Field(description="how many of them the scheduler expected to pass")

    @staticmethod
    def of(month: Retention) -> "RetentionOut":
        return RetentionOut(
            month=month.month, reviews=month.reviews, passed=month.passed, predicted=round(month.predicted, 2)
        )


class ForecastOut(Schema):
    day: date
    cards: int = Field(description="on the first day with what is overdue")


class StatsOut(Schema):
    today: TodayOut
    totals: TotalsOut
    streak: StreakOut | None = Field(description="null when the person hides the game")
    level: LevelOut | None = Field(description="null when the person hides the game")
    retention: list[RetentionOut]
    desired_retention: float | None = Field(description="a share; null unless the scheduler is FSRS")
    forecast: list[ForecastOut]

    @staticmethod
    def of(page: Dashboard) -> "StatsOut":
        return StatsOut(
            today=_today(page),
            totals=TotalsOut(
                reviews=page.totals.reviews,
                new=page.totals.new,
                seconds=page.totals.seconds,
                active_days=page.totals.active_days,
            ),
            streak=_streak(page) if page.has_game else None,
            level=_level(page) if page.has_game else None,
            retention=[RetentionOut.of(month) for month in page.retention],
            desired_retention=page.desired / 100 if page.desired else None,
            forecast=[ForecastOut(day=day.day, cards=day.cards) for day in page.forecast],
        )


class DayOut(Schema):
    day: date
    reviews: int
    new: int
    steps: int = Field(description="answers in same-day steps")
    seconds: int
    again: int
    hard: int
    good: int
    easy: int
    xp: int
    frozen: bool = Field(description="whether a streak freeze was used up")

    @staticmethod
    def of(day: Done) -> "DayOut":
        known = {name: getattr(day, name) for name in DayOut.model_fields if name != "frozen"}
        return DayOut(**known, frozen=day.is_frozen)


class DaysOut(Schema):
    since: date
    until: date
    items: list[DayOut]


def _today(page: Dashboard) -> TodayOut:
    return TodayOut(
        day=page.forecast[0].day,
        reviews=page.goal.done,
        goal=page.goal.goal,
        due_learning=page.counts.learning,
        due_review=page.counts.review,
        due_new=page.counts.new,
    )


def _streak(page: Dashboard) -> StreakOut:
    streak = page.game.streak
    return StreakOut(days=streak.days, longest=streak.longest, state=streak.state)  # type: ignore[arg-type]


def _level(page: Dashboard) -> LevelOut:
    level = page.game.level
    return LevelOut(level=level.number, lifetime_xp=level.lifetime, next_level_at=level.next_at)
