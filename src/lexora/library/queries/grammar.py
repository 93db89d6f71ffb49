"""Reads of the grammar encyclopedia: its pages as they are shown, and what is found in them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from lexora.core.errors import NotFound
from lexora.library.curated import cloze, grammar
from lexora.library.curated.grammar import Mark, Page, Section, Timeline
from lexora.library.rules import LANGUAGES, timelines
from lexora.library.rules.grammar import BY_SECTION, CATEGORIES, TENSES, is_found, rank
from lexora.library.rules.timelines import Shape
from lexora_language import fold

TENSES_PAGE, VERBS_PAGE = "tenses", "irregular-verbs"
SECTIONS = 6  # that are shown of a page in which something was found
LINK = re.compile(r'href="(/grammar/[a-z-]+)(?=[#"])')


@dataclass(frozen=True)
class Drawing:
    """A timeline as shapes, and what it says."""

    shapes: tuple[Shape, ...]
    says: str


@dataclass(frozen=True)
class Practice:
    """Exercises about a page or a section."""

    category: str
    query: str


@dataclass(frozen=True)
class Part:
    """A section as a page shows it."""

    id: str
    title: str
    html: str
    drawing: Drawing | None
    practice: Practice | None


@dataclass(frozen=True)
class GrammarPage:
    """A page as it is shown. `tenses` are the pictures of the overview, in three columns; `suffix` of an address
    keeps the language of the explanation."""

    page: Page
    suffix: str
    intro: str
    parts: tuple[Part, ...]
    practice: tuple[Practice, ...]
    tenses: tuple[Part, ...]
    before: Page | None
    after: Page | None


@dataclass(frozen=True)
class Topic:
    """A page, or a section of one. Titles are those of its language and of English; they and the text are folded."""

    page: Page
    section: Section | None
    titles: tuple[str, ...]
    text: str

    @property
    def title(self) -> str:
        return self.section.title if self.section else self.page.title


@dataclass(frozen=True)
class Card:
    """A page in the index, with the sections in which something was found."""

    page: Page
    sections: tuple[Section, ...] = ()


def grammar_page(slug: str, *, language: str, interface: str) -> GrammarPage:
    """A page in a language; its links stay in that language where it is not that of the interface."""
    try:
        page = grammar.page(slug, language)
    except KeyError as error:
        raise NotFound from error
    all_pages = grammar.pages(language)
    at = all_pages.index(page)
    suffix = f"?explain={page.language}" if page.language != interface else ""
    parts = tuple(_part(page, section, suffix) for section in page.sections)
    return GrammarPage(
        page=page,
        suffix=suffix,
        intro=_linked(page.intro, suffix),
        parts=parts,
        practice=tuple(_practice(category) for category in CATEGORIES[slug]),
        tenses=_tenses(parts) if slug == TENSES_PAGE else (),
        before=all_pages[at - 1] if at else None,
        after=all_pages[at + 1] if at + 1 < len(all_pages) else None,
    )


def cards(language: str, text: str = "") -> list[Card]:
    """The pages, or those in which the text is found, each with the sections where."""
    wanted = fold(text)
    if not wanted:
        return [Card(page) for page in grammar.pages(language)]
    found: dict[str, list[Topic]] = {}
    for topic in topics(language):
        if rank(wanted, topic.titles) is not None or is_found(wanted, topic.text):
            found.setdefault(topic.page.slug, []).append(topic)
    return [_card(hits, wanted) for hits in found.values()]


def topics_like(language: str, text: str) -> list[Topic]:
    """Pages and sections, in this language, with a title like the text in any, the likeliest first."""
    wanted = fold(text)
    ranked = [(rank(wanted, topic.titles), topic) for topic in topics(language)]
    return [topic for _n, topic in sorted(((n, t) for n, t in ranked if n is not None), key=lambda pair: pair[0])]


@cache
def topics(language: str) -> tuple[Topic, ...]:
    """Every page and section, in their order."""
    return tuple(topic for page in grammar.pages(language) for topic in _topics_of(page))


def drawing_of(slug: str, section: str, language: str) -> Drawing | None:
    """The timeline of a section, which tenses have."""
    timeline = grammar.timelines().get(section) if slug == TENSES_PAGE else None
    return _drawing(timeline, language) if timeline else None


def _topics_of(page: Page) -> Iterable[Topic]:
    same = [page, *(grammar.page(page.slug, code) for code in LANGUAGES if code != page.language)]
    yield Topic(page, None, _folded(one.title for one in same), fold(f"{page.summary} {page.intro_text}"))
    for sections in zip(*(one.sections for one in same), strict=True):
        yield Topic(page, sections[0], _folded(one.title for one in sections), fold(sections[0].text))


def _folded(titles: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(title) for title in titles)


def _card(hits: list[Topic], wanted: str) -> Card:
    """Sections that are called so stand before those that only speak of it."""
    in_title = [hit.section for hit in hits if hit.section and rank(wanted, hit.titles) is not None]
    others = [hit.section for hit in hits if hit.section and hit.section not in in_title]
    return Card(hits[0].page, tuple([*in_title, *others][:SECTIONS]))


def _part(page: Page, section: Section, suffix: str) -> Part:
    return Part(
        id=section.id,
        title=section.title,
        html=_linked(section.html, suffix),
        drawing=drawing_of(page.slug, section.id, page.language),
        practice=_practice_of_section(page.slug, section.id),
    )


def _linked(html: str, suffix: str) -> str:
    return LINK.sub(rf'href="\1{suffix}', html) if suffix else html


def _practice(category: str, topic: str = "") -> Practice:
    asked = {"language": "en", "category": category, "topic": topic}
    return Practice(category, urlencode({name: value for name, value in asked.items() if value}))


def _practice_of_section(slug: str, section: str) -> Practice | None:
    category = CATEGORIES[slug][0]
    if slug not in BY_SECTION or (category, section) not in _topics_of_exercises():
        return None
    return _practice(category, section)


@cache
def _topics_of_exercises() -> set[tuple[str, str]]:
    return {(item.category, item.topic) for item in cloze.exercises().values() if item.language == "en"}


def _tenses(parts: Iterable[Part]) -> tuple[Part, ...]:
    by_id = {part.id: part for part in parts}
    return tuple(by_id[name] for name in TENSES)


def _drawing(timeline: Timeline, language: str) -> Drawing:
    return Drawing(tuple(shape for mark in timeline.marks for shape in _shapes(mark)), timeline.says.inn(language))


def _shapes(mark: Mark) -> list[Shape]:
    if mark.kind == "bar":
        return [timelines.bar(mark.begin, mark.end)]
    if mark.kind == "wave":
        return [timelines.wave(mark.begin, mark.end)]
    if mark.kind == "repeat":
        return [timelines.repeat(mark.moments)]
    draw = timelines.point if mark.kind == "point" else timelines.reference
    return [draw(moment) for moment in mark.moments]
