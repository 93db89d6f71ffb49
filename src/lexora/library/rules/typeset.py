"""Markdown as nodes of a tree, which templates of Typst draw. Texts stay texts: nothing becomes markup. Pure."""

from collections.abc import Sequence
from typing import Any

from markdown_it.token import Token

from lexora.library.rules.prints import widths

Node = dict[str, Any]
MARKS = {"strong_open": "strong", "em_open": "em"}
ENDS = {"strong_close": "strong", "em_close": "em"}


def nodes(tokens: Sequence[Token]) -> list[Node]:
    """Headings, paragraphs, lists and tables; whatever else there is gives its texts."""
    found: list[Node] = []
    at = 0
    while at < len(tokens):
        inner = _inside(tokens, at)
        if node := _node(tokens[at], inner):
            found.append(node)
        at += len(inner) + 2 if tokens[at].nesting == 1 else 1
    return found


def runs(token: Token) -> list[Node]:
    """A line as stretches of text with their marks."""
    found: list[Node] = []
    marks: list[str] = []
    for child in token.children or []:
        if child.type in MARKS:
            marks.append(MARKS[child.type])
        elif child.type in ENDS:
            marks.remove(ENDS[child.type])
        elif child.type in ("text", "code_inline"):
            own = ["code"] if child.type == "code_inline" else []
            found += [{"text": part, "marks": [*marks, *own]} for part in _apart(child.content)]
        elif child.type in ("softbreak", "hardbreak"):
            found.append({"text": " ", "marks": [*marks, *(["break"] if child.type == "hardbreak" else [])]})
    return found


def plain(text: str) -> list[Node]:
    """A line without marks."""
    return [{"text": text, "marks": []}]


def table(head: Sequence[list[Node]], rows: Sequence[Sequence[list[Node]]]) -> Node:
    """A table of lines; its columns are as wide as their texts ask."""
    texts = [["".join(run["text"] for run in cell) for cell in cells] for cells in (head, *rows)]
    return {"kind": "table", "head": list(head), "rows": [list(cells) for cells in rows], "widths": widths(texts)}


def _node(token: Token, inner: Sequence[Token]) -> Node | None:
    if token.type == "heading_open":
        level = int(token.tag[1:])
        return {"kind": "heading", "level": level, "runs": runs(inner[0]), "id": str(token.attrGet("id") or "")}
    if token.type == "paragraph_open":
        return {"kind": "paragraph", "runs": runs(inner[0])}
    if token.type in ("bullet_list_open", "ordered_list_open"):
        items = [nodes(_inside(inner, at)) for at in _openings(inner, "list_item_open")]
        return {"kind": "list", "ordered": token.tag == "ol", "items": items}
    if token.type == "table_open":
        head, *rows = [_cells(_inside(inner, at)) for at in _openings(inner, "tr_open")]
        return table(head, rows)
    if token.type == "blockquote_open":
        return {"kind": "list", "ordered": False, "items": [nodes(inner)]}
    if token.type in ("fence", "code_block"):
        return {"kind": "paragraph", "runs": plain(token.content)}
    return None


def _cells(row: Sequence[Token]) -> list[list[Node]]:
    return [runs(token) for token in row if token.type == "inline"]


def _openings(tokens: Sequence[Token], kind: str) -> list[int]:
    """Where children of a kind begin: those of the first level only."""
    levels = [token.level for token in tokens if token.type == kind]
    return [at for at, token in enumerate(tokens) if token.type == kind and token.level == min(levels)]


def _inside(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    """What stands between an opening token and its end."""
    if tokens[at].nesting != 1:
        return []
    end = next(n for n in range(at + 1, len(tokens)) if tokens[n].level == tokens[at].level and tokens[n].nesting == -1)
    return tokens[at + 1 : end]


def _apart(text: str) -> list[str]:
    """The signs of right and wrong stand by themselves, so that they can have a colour."""
    parts = [text]
    for sign in "✗✓":
        parts = [piece for part in parts for piece in _split(part, sign)]
    return [part for part in parts if part]


def _split(text: str, sign: str) -> list[str]:
    before, *rest = text.split(sign)
    return [before, *(piece for part in rest for piece in (sign, part))]
