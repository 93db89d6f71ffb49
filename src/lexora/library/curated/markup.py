"""How the Markdown of grammar pages becomes HTML: tokens are dressed before they are rendered."""

import re
from collections.abc import Iterator
from html import escape
from itertools import chain, pairwise

from markdown_it.token import Token

from lexora_language import script_counts

PARTS = ("form", "use", "signals", "examples", "mistakes")  # of a section about a tense, in their order
SCRIPTS = {"Latin": "en", "Cyrillic": "uk", "Greek": "el"}  # what is set off in another script is in that language
WRONG, RIGHT = "✗", "✓"
VERDICT = re.compile(f"([{WRONG}{RIGHT}])")
ARROW, WHY = re.compile(r"\s*→\s*"), re.compile(r"^ [—–] ")
VERDICTS = {
    "en": {WRONG: "Wrong:", RIGHT: "Right:"},
    "uk": {WRONG: "Неправильно:", RIGHT: "Правильно:"},
    "el": {WRONG: "Λάθος:", RIGHT: "Σωστό:"},
}
CLASSES = {WRONG: "lx-verdict lx-verdict--wrong", RIGHT: "lx-verdict lx-verdict--right"}


def dress(tokens: list[Token], *, language: str, section: str = "", address: str = "") -> list[Token]:
    """The tokens of a section of the page at an address, with classes and languages."""
    _say_languages(tokens, language)
    _stay_on_the_page(tokens, address)
    _show_verdicts(tokens, VERDICTS[language])
    return list(_in_parts(list(_in_boxes(tokens)), section))


def plain(tokens: list[Token]) -> str:
    """The text without any marks, a line for each paragraph and each row of a table."""
    lines: list[str] = []
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            lines.append(" | ".join(row))
            row = None
        elif token.type == "inline":
            (lines if row is None else row).append(_words(token.children or []))
    return "\n".join(lines)


def _words(children: list[Token]) -> str:
    return "".join(" " if child.type == "softbreak" else child.content for child in children)


# Languages


def _say_languages(tokens: list[Token], language: str) -> None:
    for opening, token in pairwise(tokens):
        if token.type != "inline":
            continue
        children = token.children or []
        if opening.type in ("th_open", "td_open") and _name_language(opening, children, language):
            continue  # what is within is in the same
        _name_set_off(children, language)


def _name_set_off(children: list[Token], language: str) -> None:
    """Name the language of what stands in italics or bold, and keep endings such as -ing in one piece."""
    depth = 0
    for at, child in enumerate(children):
        if child.type in ("em_open", "strong_open"):
            depth += 1
            inside = _inside(children, at)
            if depth == 1:
                _name_language(child, inside, language)
            if _words(inside).startswith("-"):
                child.attrSet("class", "lx-ending")
        elif child.type in ("em_close", "strong_close"):
            depth -= 1


def _name_language(opening: Token, inside: list[Token], language: str) -> bool:
    """Whether it is in a language of its own, which its tag then says."""
    scripts = script_counts(_words(inside))
    code = SCRIPTS.get(next(iter(scripts)), "") if len(scripts) == 1 else ""
    if not code or code == language:
        return False
    opening.attrSet("lang", code)
    return True


def _inside(children: list[Token], at: int) -> list[Token]:
    """What stands between a tag and its end."""
    level = children[at].level
    end = next(n for n in range(at + 1, len(children)) if children[n].nesting < 0 and children[n].level == level)
    return children[at + 1 : end]


# Links


def _stay_on_the_page(tokens: list[Token], address: str) -> None:
    """A link to a section of the same page is its anchor, whatever the page was asked for."""
    for child in (child for token in tokens for child in token.children or []):
        link = str(child.attrGet("href") or "")
        if child.type == "link_open" and address and link.startswith(f"{address}#"):
            child.attrSet("href", link.removeprefix(address))


# Right and wrong


def _show_verdicts(tokens: list[Token], words: dict[str, str]) -> None:
    lists: list[Token] = []
    for token in tokens:
        if token.type == "bullet_list_open":
            lists.append(token)
        elif token.type == "bullet_list_close":
            lists.pop()
        elif token.type == "inline" and VERDICT.search(token.content):
            token.children = list(_judged(token.children or [], words))
            if lists and not lists[-1].attrGet("class"):
                lists[-1].attrSet("class", "lx-verdicts")


def _judged(children: list[Token], words: dict[str, str]) -> Iterator[Token]:
    """Each sentence in a tag with its mark; what follows the right one says why."""
    sign, ends = "", ""
    for child in chain.from_iterable(map(_with_marks, children)):
        if child.type == "mark":
            sign = child.content
            yield _html(f'<span class="{CLASSES[sign]}">{_mark(sign, words)}')
            continue
        yield child
        if sign and child.type == "em_close" and child.level == 0:
            ends = "</span>" if sign == RIGHT else ""
            yield _html('</span><span class="lx-verdict__why">' if ends else "</span>")
            sign = ""
    yield _html(ends)


def _with_marks(child: Token) -> Iterator[Token]:
    """A text in pieces, the marks apart, without what is between right, wrong and why: each gets a line."""
    if child.type != "text":
        yield child
        return
    for piece in VERDICT.split(child.content):
        if piece in CLASSES:
            yield Token("mark", "", 0, content=piece)
        elif piece.strip():
            yield Token("text", "", 0, content=WHY.sub("", ARROW.sub(" ", piece)))


def _mark(sign: str, words: dict[str, str]) -> str:
    return f'<span class="lx-verdict__mark" role="img" aria-label="{words[sign]}">{sign}</span>'


# Boxes and parts


def _in_boxes(tokens: list[Token]) -> Iterator[Token]:
    """Tables look like all others, and scroll in boxes of their own."""
    for token in tokens:
        if token.type == "table_open":
            token.attrJoin("class", "lx-table")
            yield _html('<div class="lx-table-box">')
        elif token.type == "th_open":
            token.attrSet("scope", "col")
        yield token
        if token.type == "table_close":
            yield _html("</div>")


def _in_parts(tokens: list[Token], section: str) -> Iterator[Token]:
    """Each part with a name of ours is in a box; signal words are a list."""
    part = ""
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h3":
            yield from [_html("</div>")] if part else []
            part = next((name for name in PARTS if name == token.attrGet("class")), "")
            if part:
                token.attrSet("id", f"{section}-{part}")
                yield _html(f'<div class="lx-part lx-part--{part}">')
        if part == "signals" and token.type == "inline" and _is_one_set_off(token):
            _list_signals(tokens[at - 1], token, tokens[at + 1])
        yield token
    if part:
        yield _html("</div>")


def _is_one_set_off(token: Token) -> bool:
    children = token.children or []
    return len(children) > 2 and children[0].type == "em_open" and _inside(children, 0) == children[1:-1]


def _list_signals(opening: Token, inline: Token, closing: Token) -> None:
    """A paragraph of words in italics, with commas between them, becomes a list."""
    children = inline.children or []
    opening.tag = closing.tag = "ul"
    opening.attrSet("class", "lx-signals")
    if code := children[0].attrGet("lang"):
        opening.attrSet("lang", code)
    inline.children = [_html(f"<li>{escape(word)}</li>") for word in _words(children).split(", ")]


def _html(content: str) -> Token:
    return Token("html_inline", "", 0, content=content)
