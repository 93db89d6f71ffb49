"""Grammar exercises on the wire."""

from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from lexora.library.curated.cloze import Category
from lexora.library.curated.reading import LanguageCode, Level
from lexora.library.queries.turns import ClozeTurn

AnyCategory = Literal["", Category]
AnyLevel = Literal["", Level]
AnyLanguage = Literal["", LanguageCode]


class ClozeOut(Schema):
    """An exercise that waits for an answer: `___` in its sentence is the gap. `options` is empty when it is typed."""

    attempt: UUID
    language: LanguageCode
    level: Level
    category: Category
    topic: str
    sentence: str
    options: list[str]
    hint: str

    @staticmethod
    def of(turn: ClozeTurn) -> "ClozeOut":
        exercise = turn.exercise
        return ClozeOut(
            attempt=turn.attempt.set_id,
            language=exercise.language,  # type: ignore[arg-type]
            level=exercise.level,
            category=exercise.category,
            topic=exercise.topic,
            sentence=exercise.sentence,
            options=turn.attempt.shown,
            hint=turn.hint,
        )


class ClozeAnswerIn(Schema):
    """What the learner chose or typed; `–` says that no word is missing."""

    attempt: UUID
    answer: Annotated[str, Field(min_length=1, max_length=300)]


class ClozeAnswerOut(Schema):
    """What became of it. The first answer to an exercise stays, however often one is sent."""

    is_right: bool
    answer: str
    sentence: str
    explanation: str
    xp: int

    @staticmethod
    def of(turn: ClozeTurn) -> "ClozeAnswerOut":
        return ClozeAnswerOut(
            is_right=bool(turn.attempt.is_right),
            answer=turn.answer,
            sentence=str(turn.right),
            explanation=turn.explanation,
            xp=turn.attempt.xp,
        )
