"""The operations about grammar."""

from typing import Literal

from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Router, Schema

from lexora.core.errors import NotFound
from lexora.library.curated import grammar
from lexora.library.curated.grammar import Page
from lexora.library.queries.grammar import drawing_of

router = Router(tags=["grammar"])
Explain = Literal["", "en", "uk", "el"]


class HeadingOut(Schema):
    id: str
    title: str


class PageLine(Schema):
    """A page without its text."""

    slug: str
    language: str
    title: str
    summary: str
    sections: list[HeadingOut]


class SectionOut(HeadingOut):
    """`timeline` says what the picture of a tense shows; empty for what has none."""

    html: str
    text: str
    timeline: str


class PageOut(Schema):
    slug: str
    language: str
    title: str
    summary: str
    html: str
    text: str
    sections: list[SectionOut]

    @staticmethod
    def of(page: Page) -> "PageOut":
        return PageOut(
            slug=page.slug,
            language=page.language,
            title=page.title,
            summary=page.summary,
            html=page.intro,
            text=page.intro_text,
            sections=[_section(page, section) for section in page.sections],
        )


@router.get("/grammar", response=list[PageLine])
def list_pages(request: HttpRequest, language: Explain = "") -> list[PageLine]:
    """The pages about English grammar, explained in a language, and their sections."""
    return [PageLine.model_validate(page, from_attributes=True) for page in grammar.pages(_asked(language))]


@router.get("/grammar/{topic}", response=PageOut)
def get_page(request: HttpRequest, topic: str, language: Explain = "") -> PageOut:
    """A page with the HTML and the plain text of its sections."""
    if topic not in grammar.PAGES:
        raise NotFound
    return PageOut.of(grammar.page(topic, _asked(language)))


def _asked(language: str) -> str:
    """The language that was asked for, else that of the answer's sentences."""
    return language or get_language() or "en"


def _section(page: Page, section: grammar.Section) -> SectionOut:
    drawing = drawing_of(page.slug, section.id, page.language)
    return SectionOut(
        id=section.id,
        title=section.title,
        html=section.html,
        text=section.text,
        timeline=drawing.says if drawing else "",
    )
