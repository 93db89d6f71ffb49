"""What kind of entry a text is, and where a long text may be cut."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Literal

from lexora_language.normalise import clean, normalise
from lexora_language.registry import all_languages
from lexora_language.scripts import main_script

# A person may also choose "collocation"; it is never guessed.
Kind = Literal["word", "phrase", "sentence"]

LONGEST_PHRASE = 6  # words

_ARTICLES = frozenset(article for language in all_languages() for article in language.articles)
_CLOSERS = "\"'»”’)]"
_SENTENCE_END = re.compile(rf"(?<=[.!?;…\u037e])\s+|(?<=[.!?;…\u037e][{re.escape(_CLOSERS)}])\s+")
_CLAUSE_END = re.compile(r"(?<=[,:–—])\s+")


def guess_type(text: str) -> Kind:
    """A single word, with or without its article, is a word whatever sign follows it."""
    words = normalise(text).split()
    if len(words) == 1 or (len(words) == 2 and words[0] in _ARTICLES):
        return "word"
    return "sentence" if len(words) > LONGEST_PHRASE or _ends_a_sentence(text) else "phrase"


def split_sentences(text: str, *, limit: int, size: Callable[[str], int] = len) -> list[str]:
    """Pieces of at most `limit`, cut at sentence ends where possible.

    Joined with blanks the pieces give the text again; only a word longer than the limit is cut inside.
    """
    if limit < 1:
        raise ValueError("The limit must be positive.")

    def fits(piece: str) -> bool:
        return size(piece) <= limit

    return list(_packed(_small_parts(" ".join(text.split()), fits), fits))


def _ends_a_sentence(text: str) -> bool:
    end = clean(text).rstrip(_CLOSERS + " ")[-1:]
    # The semicolon is the Greek question mark.
    return end in {".", "!", "?", "…"} or (end == ";" and main_script(text) == "Greek")


def _small_parts(text: str, fits: Callable[[str], bool]) -> Iterator[str]:
    """Cut only as finely as the limit demands: sentences, clauses, words, characters."""
    for sentence in _SENTENCE_END.split(text):
        if fits(sentence):
            yield sentence
        else:
            yield from chain.from_iterable(_words(clause, fits) for clause in _CLAUSE_END.split(sentence))


def _words(clause: str, fits: Callable[[str], bool]) -> Iterable[str]:
    if fits(clause):
        return [clause]
    return chain.from_iterable([word] if fits(word) else _cut(word, fits) for word in clause.split(" "))


def _cut(word: str, fits: Callable[[str], bool]) -> Iterator[str]:
    piece = ""
    for char in word:
        if piece and not fits(piece + char):
            yield piece
            piece = ""
        piece += char
    yield piece


def _packed(parts: Iterable[str], fits: Callable[[str], bool]) -> Iterator[str]:
    """As few pieces as the order of the parts allows."""
    piece = ""
    for part in parts:
        if piece and not fits(f"{piece} {part}"):
            yield piece
            piece = ""
        piece = f"{piece} {part}" if piece else part
    if piece:
        yield piece
