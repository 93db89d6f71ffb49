"""The operations about grammar exercises."""

from secrets import SystemRandom
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Query, Router

from lexora.api import exercise_schemas as schemas
from lexora.api.access import caller
from lexora.library.actions import exercises as actions
from lexora.library.models import Kind
from lexora.library.queries.exercise_board import settled
from lexora.library.queries.exercises import Wishes
from lexora.library.queries.turns import cloze_turn

router = Router(tags=["exercises"])


@router.get("/cloze/next", response=schemas.ClozeOut)
def next_cloze(
    request: HttpRequest,
    language: schemas.AnyLanguage = "",
    category: schemas.AnyCategory = "",
    level: schemas.AnyLevel = "",
    topic: Annotated[str, Query(max_length=60)] = "",
    typed: bool = False,
) -> schemas.ClozeOut:
    """An exercise, without its answer; the same one until it is answered. The hint is in the language of
    `Accept-Language`."""
    user = caller(request)
    wishes = settled(user, Kind.CLOZE, Wishes(language=language, category=category, level=level, topic=topic))
    attempt = actions.next_alone(user, wishes=wishes, is_typed=typed, dice=SystemRandom(), now=timezone.now())
    return schemas.ClozeOut.of(cloze_turn(attempt, speaks=get_language() or ""))


@router.post("/cloze/answers", response=schemas.ClozeAnswerOut)
def answer_cloze(
    request: HttpRequest, sent: schemas.ClozeAnswerIn, language: schemas.AnyLanguage = ""
) -> schemas.ClozeAnswerOut:
    """Grade an answer. `language` is that of the explanation; by default it is in that of `Accept-Language`."""
    user, now = caller(request), timezone.now()
    attempt = actions.answer(user, kind=Kind.CLOZE, set_id=sent.attempt, text=sent.answer, now=now)
    return schemas.ClozeAnswerOut.of(cloze_turn(attempt, speaks=language or get_language() or ""))
