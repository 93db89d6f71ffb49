"""XP and the leaderboard on the wire."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema

from lexora.learning.models import XpEntry
from lexora.learning.queries import Board, Place, Standing

Period = Literal["all", "month", "week"]
Reason = Literal[
    "practice", "undo", "shop_purchase", "bonus", "duel", "stake", "grammar_practice", "sentence_builder"
]  # fmt: skip


class LevelOut(Schema):
    number: int
    starts_at: int
    next_at: int
    percent: int


class StreakOut(Schema):
    days: int
    state: Literal["alive", "at_risk", "frozen", "lapsed", "none"]
    longest: int
    freezes_needed: int


class XpLine(Schema):
    """A line of the ledger: `amount` moved what can be spent, `lifetime` the lifetime XP."""

    id: int
    amount: int
    lifetime: int
    reason: Reason
    detail: str
    language: str
    doubled: bool
    day: date
    created_at: datetime

    @staticmethod
    def of(line: XpEntry) -> "XpLine":
        return XpLine(
            id=line.pk,
            amount=line.amount,
            lifetime=line.lifetime,
            reason=line.reason,  # type: ignore[arg-type]
            detail=line.detail,
            language=line.language,
            doubled=line.is_boosted,
            day=line.local_day,
            created_at=line.created_at,
        )


class XpOut(Schema):
    lifetime: int
    wallet: int
    booster_left: int
    level: LevelOut
    streak: StreakOut
    items: list[XpLine]
    next_cursor: str | None

    @staticmethod
    def of(standing: Standing, lines: list[XpEntry], next_cursor: str) -> "XpOut":
        return XpOut(
            lifetime=standing.lifetime,
            wallet=standing.wallet,
            booster_left=standing.booster_left,
            level=LevelOut.model_validate(standing.level, from_attributes=True),
            streak=StreakOut.model_validate(standing.streak, from_attributes=True),
            items=[XpLine.of(line) for line in lines],
            next_cursor=next_cursor or None,
        )


class PlaceOut(Schema):
    """A learner's place. Never an e-mail address."""

    rank: int
    handle: str
    display_name: str
    level: int
    xp: int
    streak: int

    @staticmethod
    def of(place: Place) -> "PlaceOut":
        return PlaceOut(
            rank=place.rank,
            handle=place.user.handle,
            display_name=str(place.user),
            level=place.level.number,
            xp=place.xp,
            streak=place.streak.days,
        )


class BoardOut(Schema):
    """`me` is None for whoever is not listed, or has no XP in this period and language."""

    period: str
    language: str
    items: list[PlaceOut]
    me: PlaceOut | None
    next_cursor: str | None

    @staticmethod
    def of(board: Board) -> "BoardOut":
        return BoardOut(
            period=board.period,
            language=board.language,
            items=[PlaceOut.of(place) for place in board.places],
            me=PlaceOut.of(board.own) if board.own else None,
            next_cursor=board.next_cursor or None,
        )
