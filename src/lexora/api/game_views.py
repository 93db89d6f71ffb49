"""The operations about XP and the leaderboard."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from lexora.api import game_schemas as schemas
from lexora.api.access import caller
from lexora.learning import queries
from lexora.words.language import check_language

router = Router(tags=["xp"])
LIMIT = 100  # rows of one answer
Cursor = Annotated[str, Query(max_length=500)]
Limit = Annotated[int, Query(ge=1, le=LIMIT)]


@router.get("/xp", response=schemas.XpOut)
def xp(request: HttpRequest, cursor: Cursor = "", limit: Limit = 20) -> schemas.XpOut:
    """One's XP, level and streak, and where the XP came from, newest first."""
    user = caller(request)
    lines = queries.ledger(user, cursor=cursor, size=limit)
    return schemas.XpOut.of(queries.standing_of(user, now=timezone.now()), lines.rows, lines.next_cursor)


@router.get("/leaderboard", response=schemas.BoardOut)
def leaderboard(
    request: HttpRequest,
    period: schemas.Period = "all",
    language: Annotated[str, Query(max_length=10)] = "",
    cursor: Cursor = "",
    limit: Limit = 20,
) -> schemas.BoardOut:
    """Who earned most, in all time or the month or week of one's own day; `me` is one's own place, wherever it is."""
    if language:
        check_language(language)
    board = queries.board(
        caller(request), period=period, language=language, cursor=cursor, size=limit, now=timezone.now()
    )
    return schemas.BoardOut.of(board)
