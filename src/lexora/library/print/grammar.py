"""Pages of the grammar: their Markdown as nodes, with the drawings of the tenses and the table of irregular verbs."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from lexora.library.curated import grammar
from lexora.library.curated.grammar import MARKDOWN, Mark, Page
from lexora.library.curated.irregular import irregular_verbs
from lexora.library.curated.reading import folder
from lexora.library.print.document import Document, Frame, Wishes, frame_of
from lexora.library.rules.prints import file_name, typeset_language
from lexora.library.rules.typeset import Node, nodes, plain, table
from lexora.ui.languages import language_name

TENSES, VERBS = "tenses", "irregular-verbs"


def grammar_sheet(page: Page, wishes: Wishes) -> Document:
    """A page in the language that it is written in."""

    def frame(_count: int) -> Frame:
        with override(page.language):
            return frame_of(
                "grammar",
                wishes,
                title=page.title,
                about=page.summary,
                columns=2,
                pair=_("English grammar"),
                part=language_name(page.language),
                facts=language_name(page.language),
                lang=typeset_language(page.language),
            )

    return Document("grammar", file_name("grammar", page.slug, page.language), _nodes(page), frame)


def _nodes(page: Page) -> Iterator[Node]:
    text = (folder() / "grammar" / page.slug / f"{page.language}.md").read_text(encoding="utf-8")
    for node in nodes(MARKDOWN.parse(text)):
        yield node
        if page.slug == TENSES and node.get("id") in grammar.timelines():
            yield _timeline(node["id"], page.language)
    if page.slug == VERBS:
        yield from _verbs(page.language)


def _timeline(section: str, language: str) -> Node:
    found = grammar.timelines()[section]
    with override(language):
        labels = {
            "past": pgettext("on a timeline", "past"),
            "now": pgettext("on a timeline", "now"),
            "future": pgettext("on a timeline", "future"),
        }
    marks = [_mark(mark) for mark in found.marks]
    return {"kind": "timeline", "marks": marks, "says": found.says.inn(language), "labels": labels}


def _mark(mark: Mark) -> Node:
    at = list(mark.at) if isinstance(mark.at, tuple) else [mark.at]
    return {"kind": mark.kind, "at": at, "begin": mark.begin, "end": mark.end}


def _verbs(language: str) -> Iterator[Node]:
    """All verbs with their forms, and what they mean where that is another language."""
    with override(language):
        head = [_("Verb"), _("Past simple"), _("Past participle"), _("Meaning")]
        yield {"kind": "heading", "level": 2, "runs": plain(_("All irregular verbs")), "id": "all"}
    texts = [[verb.base, verb.past, verb.participle, getattr(verb, language, "")] for verb in irregular_verbs()]
    size = 3 if language == "en" else 4
    yield table([plain(word) for word in head[:size]], [[plain(text) for text in row[:size]] for row in texts])
