"""Choosing the gap of a sentence word by word. Pure."""

import re
from dataclasses import dataclass

WORD = re.compile(r"\w+(?:[’'ʼ-]\w+)*")
MOST_WORDS = 60  # a longer text is offered no gap


@dataclass(frozen=True)
class GapWord:
    """A word of the text: whether it is in the gap, and what the gap becomes when the word is pressed."""

    text: str
    is_in_gap: bool
    then: str


def gap_words(text: str, gap: str) -> list[GapWord]:
    """The words to choose from; none where a gap would leave nothing. A neighbour of the gap widens it."""
    spans = [found.span() for found in WORD.finditer(text)]
    if not 1 < len(spans) <= MOST_WORDS:
        return []
    start, end = _place(text, gap)
    inside = [start < stop and begin < end for begin, stop in spans]
    return [
        GapWord(text[begin:stop], inside[n], _then(text, (begin, stop), (start, end), inside=inside, n=n))
        for n, (begin, stop) in enumerate(spans)
    ]


def _place(text: str, gap: str) -> tuple[int, int]:
    """Where the gap is: a word of its own rather than a part of another; nowhere is (-1, -1)."""
    whole = re.search(rf"(?<!\w){re.escape(gap)}(?!\w)", text) if gap else None
    start = whole.start() if whole else text.find(gap) if gap else -1
    return (start, start + len(gap)) if start >= 0 else (-1, -1)


def _then(text: str, word: tuple[int, int], gap: tuple[int, int], *, inside: list[bool], n: int) -> str:
    if inside[n]:
        return ""
    is_neighbour = any(inside[max(0, n - 1) : n + 2])
    if is_neighbour and not all(other or place == n for place, other in enumerate(inside)):
        return text[min(word[0], gap[0]) : max(word[1], gap[1])]
    return text[word[0] : word[1]]
