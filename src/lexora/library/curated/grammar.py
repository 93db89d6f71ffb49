"""`content/grammar/<page>/<language>.md`: pages about English grammar, in each language of the interface."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from lexora.library.curated.reading import InEach, Piece, Words, folder, read_yaml

PAGES = ("tenses", "irregular-verbs", "articles", "conditionals", "modal-verbs", "passive-and-reported-speech")
LANGUAGES = ("en", "uk", "el")
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").use(front_matter_plugin).use(attrs_block_plugin)


class Head(Piece):
    """What stands before the text."""

    title: Words
    summary: Words


@dataclass(frozen=True)
class Section:
    """A part with a heading of its own. The HTML is made from our own files, and has no heading."""

    id: str
    title: str
    html: str


@dataclass(frozen=True)
class Page:
    """A page in one language."""

    slug: str
    language: str
    title: str
    summary: str
    intro: str  # HTML
    sections: tuple[Section, ...]

    @property
    def text(self) -> str:
        """What one could search in."""
        return " ".join([self.title, self.summary, *(section.title for section in self.sections)])


class Mark(Piece):
    """Something on a timeline from -10 to 10, with now at 0: single points, points again and again, a stretch that is
    over, something in progress, or the other moment that it is seen from."""

    kind: Literal["point", "repeat", "bar", "wave", "reference"]
    at: float | tuple[float, ...] = ()
    begin: float | None = None
    end: float | None = None


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
    parts = _parts(tokens[1:])
    return Page(
        slug=slug,
        language=language,
        title=head.title,
        summary=head.summary,
        intro=_html(parts[0]),
        sections=tuple(_section(part) for part in parts[1:]),
    )


def _parts(tokens: list[Token]) -> list[list[Token]]:
    """The tokens before the first heading of the second level, then those from each such heading."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "heading_open" and token.tag == "h2":
            parts.append([])
        parts[-1].append(token)
    return parts


def _section(tokens: list[Token]) -> Section:
    heading, title = tokens[0], tokens[1]
    name = heading.attrGet("id")
    if not name:
        raise ValueError(f"no id: {title.content}")
    return Section(id=str(name), title=title.content, html=_html(tokens[3:]))


def _html(tokens: list[Token]) -> str:
    return str(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))
