"""`content/grammar/<page>/<language>.md`: pages about English grammar, in each language of the interface."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from pydantic import model_validator

from lexora.library.curated.markup import dress, plain
from lexora.library.curated.reading import InEach, Piece, Words, folder, read_yaml
from lexora.library.rules.timelines import SPAN

PAGES = ("tenses", "irregular-verbs", "articles", "conditionals", "modal-verbs", "passive-and-reported-speech")
LANGUAGES = ("en", "uk", "el")
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").use(front_matter_plugin).use(attrs_block_plugin)


class Head(Piece):
    """What stands before the text."""

    title: Words
    summary: Words


@dataclass(frozen=True)
class Section:
    """A part with a heading of its own, which neither the HTML nor the text has."""

    id: str
    title: str
    html: str
    text: str


@dataclass(frozen=True)
class Page:
    """A page in one language."""

    slug: str
    language: str
    title: str
    summary: str
    intro: str  # HTML
    sections: tuple[Section, ...]
    intro_text: str = ""


class Mark(Piece):
    """Something on a timeline from -10 to 10, with now at 0: single points, points again and again, a stretch that is
    over, something in progress, or the other moment that it is seen from."""

    kind: Literal["point", "repeat", "bar", "wave", "reference"]
    at: float | tuple[float, ...] = ()
    begin: float = 0
    end: float = 0

    @property
    def moments(self) -> tuple[float, ...]:
        return self.at if isinstance(self.at, tuple) else (self.at,)

    @model_validator(mode="after")
    def _has_its_place(self) -> "Mark":
        if self.kind in ("bar", "wave"):
            if not (-SPAN <= self.begin < self.end <= SPAN and not self.moments):
                raise ValueError("a begin before its end")
        elif not self.moments or any(abs(moment) > SPAN for moment in self.moments) or self.begin or self.end:
            raise ValueError("a moment between -10 and 10")
        return self


class Timeline(Piece):
    """How a tense is drawn, and what the drawing says."""

    marks: tuple[Mark, ...]
    says: InEach


@cache
def page(slug: str, language: str) -> Page:
    """A page in a language, English where there is none; raises `KeyError` for an unknown page."""
    if slug not in PAGES:
        raise KeyError(slug)
    code = language if language in LANGUAGES else "en"
    return parse((folder() / "grammar" / slug / f"{code}.md").read_text(encoding="utf-8"), slug=slug, language=code)


def pages(language: str) -> list[Page]:
    """All pages in a language, in their order."""
    return [page(slug, language) for slug in PAGES]


@cache
def timelines() -> dict[str, Timeline]:
    """By the section of the page about tenses."""
    found: dict[str, Timeline] = read_yaml(folder() / "grammar" / "timelines.yaml", dict[str, Timeline])
    return found


def parse(text: str, *, slug: str, language: str) -> Page:
    """Take a page apart; raises `ValueError` when a part has no id."""
    tokens = MARKDOWN.parse(text)
    head = Head.model_validate(yaml.safe_load(tokens[0].content) if tokens[0].type == "front_matter" else {})
    before, *parts = _parts(tokens[1:])
    return Page(
        slug=slug,
        language=language,
        title=head.title,
        summary=head.summary,
        intro_text=plain(before),
        intro=_html(before, slug, language),
        sections=tuple(_section(part, slug, language) for part in parts),
    )


def _parts(tokens: list[Token]) -> list[list[Token]]:
    """The tokens before the first heading of the second level, then those from each such heading."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "heading_open" and token.tag == "h2":
            parts.append([])
        parts[-1].append(token)
    return parts


def _section(tokens: list[Token], slug: str, language: str) -> Section:
    heading, title, _end, *rest = tokens
    name = heading.attrGet("id")
    if not name:
        raise ValueError(f"no id: {title.content}")
    text = plain(rest)
    return Section(id=str(name), title=plain([title]), text=text, html=_html(rest, slug, language, str(name)))


def _html(tokens: list[Token], slug: str, language: str, section: str = "") -> str:
    dressed = dress(tokens, language=language, section=section, address=f"/grammar/{slug}")
    return str(MARKDOWN.renderer.render(dressed, MARKDOWN.options, {}))
