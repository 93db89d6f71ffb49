"""The style page: every part that pages are made of, rendered from the very call that stands beside it."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from django.http import HttpRequest
from django.template import engines
from django.utils.safestring import SafeString
from django_cotton.compiler_regex import CottonCompiler

HERE = Path(__file__).parent / "templates" / "portal" / "style"
ICONS = Path(__file__).parents[1] / "ui" / "templates" / "ui" / "icons"
THEMES = ("light", "dark")
COLOURS = (
    "bg", "surface", "surface-2", "surface-3", "line", "line-strong", "ink", "ink-soft", "link",
    "primary", "primary-soft", "ok", "ok-soft", "warn", "warn-soft", "fail", "fail-soft", "info",
    "info-soft", "guess", "guess-soft", "indigo", "indigo-deep", "purple", "violet", "pink", "cyan",
)  # fmt: skip
TITLE = re.compile(r"^\{# (.+) #\}\n", re.MULTILINE)


@dataclass(frozen=True)
class Specimen:
    """A part in one state: its call, and how it looks in each theme."""

    title: str
    source: str
    panes: list[tuple[str, SafeString]]


def specimens(request: HttpRequest) -> list[Specimen]:
    """All of them, in order."""
    return [
        Specimen(title, source.replace("{{ pane }}", ""), [(t, _render(source, t, request)) for t in THEMES])
        for title, source in _sources()
    ]


def icons() -> list[str]:
    """The names of all icons."""
    return sorted(path.stem for path in ICONS.glob("*.html"))


@cache
def _sources() -> list[tuple[str, str]]:
    """Title and call; a comment of its own line begins a specimen."""
    text = "".join(path.read_text() for path in sorted(HERE.glob("*.html")))
    _before, *parts = TITLE.split(text)
    return list(zip(parts[::2], (part.strip() for part in parts[1::2]), strict=True))


def _render(source: str, pane: str, request: HttpRequest) -> SafeString:
    """The call as a page would show it. `pane` keeps the ids of the two panes apart."""
    template = engines["django"].from_string(CottonCompiler().process(source))  # type: ignore[no-untyped-call]
    return cast(SafeString, template.render({"pane": f"-{pane}"}, request))
