"""Curated words over the wire."""

from typing import Literal

from ninja import Field, Schema

from lexora.library.queries.gold_page import Row

Language = Literal["en", "uk", "el"]
Level = Literal["", "A1", "A2", "B1", "B2"]


class GoldWordOut(Schema):
    id: int
    level: str
    part_of_speech: str
    sense: str = Field(description="which meaning is meant, in English; empty where there is no doubt")
    language: Language
    text: str
    article: str = Field(description="of a Greek noun; empty otherwise")
    others: list[str] = Field(description="other words for the same")
    translations: dict[str, str] = Field(description="by language: those that the person wants")
    example: str = Field(description="a sentence with the word, in its language")
    entry_id: int | None = Field(description="the person’s own entry with this text")

    @staticmethod
    def of(row: Row) -> "GoldWordOut":
        word, gold = row.word, row.gold
        return GoldWordOut(
            id=gold.pk,
            level=gold.level,
            part_of_speech=gold.pos,
            sense=gold.sense,
            language=word.language,  # type: ignore[arg-type]
            text=word.text,
            article=word.article,
            others=row.others,
            translations=dict(word.translations),
            example=word.example,
            entry_id=row.entry_id or None,
        )


class GoldWordPage(Schema):
    items: list[GoldWordOut]
    total: int = Field(description="how many words there are in all")
    next_cursor: str | None
