"""FreeDict dictionaries in dictd's format, where the administrator has installed them.

An index line is headword, offset and size, tab-separated, the numbers in base 64; the articles are one gzip file.
"""

import gzip
import logging
import re
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from lexora_contract.reasons import BAD_ANSWER, NOT_IN_DICTIONARY, CannotDo
from lexora_language import Language, clean, normalise, wrong_script
from lexora_services.translation.providers.headwords import is_for_dictionaries, joined, lookup

logger = logging.getLogger(__name__)

CODES = {"en": "eng", "uk": "ukr", "el": "ell"}  # as in the file names
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
UNREADABLE = (OSError, EOFError, ValueError, zlib.error)

_END_OF_HEAD = re.compile(r"\s+[/<]")  # the pronunciation or the part of speech follows
_NUMBER = re.compile(r"^\d+\.\s+")
_STRAY_NUMBER = re.compile(r"\s+\d+\.$")
_HINT = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")


class DictFile:
    """One dictionary, held compactly: the text of the index, and where its lines begin in order of headword."""

    def __init__(self, index: bytes, articles: bytes) -> None:
        # Keys of the platform have one kind of sigma; both take two bytes, so that nothing moves.
        self._index = index.replace("ς".encode(), "σ".encode())
        self._articles = articles
        self._starts = array("I", sorted(self._line_starts(), key=self._headword_at))

    @classmethod
    def read(cls, stem: Path) -> "DictFile":
        """Raises one of `UNREADABLE`."""
        return cls(stem.with_suffix(".index").read_bytes(), gzip.decompress(stem.with_suffix(".dict.dz").read_bytes()))

    def articles(self, headword: str) -> Iterator[str]:
        """Every article under this headword, given in small letters and without signs. Raises `ValueError`."""
        wanted = headword.encode()
        place = bisect_left(self._starts, wanted, key=self._headword_at)
        while place < len(self._starts) and self._headword_at(self._starts[place]) == wanted:
            yield self._article_at(self._starts[place])
            place += 1

    def _line_starts(self) -> Iterator[int]:
        start = 0
        for line in self._index.splitlines(keepends=True):
            if line.count(b"\t") >= 2:
                yield start
            start += len(line)

    def _headword_at(self, start: int) -> bytes:
        return self._index[start : self._index.index(b"\t", start)]

    def _article_at(self, start: int) -> str:
        end = self._index.find(b"\n", start)
        line = self._index[start : end if end >= 0 else None].decode()
        offset, size = (_number(part) for part in line.split("\t")[1:3])
        return self._articles[offset : offset + size].decode()


@dataclass(frozen=True)
class FreeDict:
    folder: Path
    name: str = "freedict"
    title: str = "FreeDict"
    outside: bool = False
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)
    _files: dict[Path, DictFile] = field(default_factory=dict, repr=False, compare=False)

    def can(self, source: Language, target: Language) -> bool:
        return all(self._stem(source, target).with_suffix(end).is_file() for end in (".index", ".dict.dz"))

    def fits(self, text: str) -> bool:
        return "\n" not in text

    def split(self, text: str) -> list[str]:
        return [text]

    def translate(self, text: str, source: Language, target: Language) -> str:
        line = self._look_up(text, source, target) if is_for_dictionaries(text) else ""
        if not line:
            raise CannotDo(NOT_IN_DICTIONARY)
        return line

    def _look_up(self, text: str, source: Language, target: Language) -> str:
        stem = self._stem(source, target)
        wanted = lookup(text, source)
        # Most articles do not say which words are verbs, so “to water” would find the water in the glass.
        forms = (wanted.key,) if wanted.is_verb else wanted.forms()
        try:
            file = self._open(stem)
            lines = (joined(_glosses(file, form, target)) for form in forms)
            return next(filter(None, lines), "")
        except UNREADABLE as error:
            logger.error("The dictionary %s cannot be read: %s", stem, type(error).__name__)
            raise CannotDo(BAD_ANSWER, provider=self.name) from error

    def _stem(self, source: Language, target: Language) -> Path:
        return self.folder / f"freedict-{CODES.get(source.code)}-{CODES.get(target.code)}"

    def _open(self, stem: Path) -> DictFile:
        """The file is read when it is first asked, and kept: a few megabytes a pair."""
        with self._lock:
            if stem not in self._files:
                self._files[stem] = DictFile.read(stem)
            return self._files[stem]


@dataclass(frozen=True)
class Article:
    head: str
    glosses: tuple[str, ...]  # one for each sense

    @classmethod
    def parse(cls, raw: str) -> "Article":
        """Under the headword stand numbered senses, or a single one; lines between them are notes."""
        first, *body = raw.split("\n")
        lines = [line for line in _unwrapped(body) if line]
        numbered = [_NUMBER.sub("", line) for line in lines if _NUMBER.match(line)]
        return cls(head=_END_OF_HEAD.split(first)[0], glosses=tuple(numbered or lines[:1]))

    def headwords(self) -> set[str]:
        """“autumn, fall” is two headwords, and a phrase with a comma is one."""
        return {normalise(word) for word in (self.head, *self.head.split(","))}


def _glosses(file: DictFile, key: str, target: Language) -> list[list[str]]:
    articles = [Article.parse(raw) for raw in file.articles(_index_key(key))]
    exact = [article for article in articles if key in article.headwords()]
    return [_translations(gloss, target) for article in exact for gloss in article.glosses]


def _unwrapped(lines: list[str]) -> Iterator[str]:
    """Long lines are continued on indented ones."""
    whole = ""
    for line in lines:
        if line.startswith("    "):
            whole += " " + line.strip()
        else:
            yield whole.strip()
            whole = line
    yield whole.strip()


def _translations(gloss: str, target: Language) -> list[str]:
    plain = _STRAY_NUMBER.sub("", _HINT.sub("", gloss))
    words = (clean(word) for word in re.split("[,;]", plain))
    return [word for word in words if normalise(word) and not wrong_script(word, target)]


def _index_key(key: str) -> str:
    """dictd leaves signs out of its keys: “don't” stands under “dont”."""
    return "".join(char for char in key if char.isalnum() or char == " ")


def _number(digits: str) -> int:
    """Raises `ValueError` for what is no number."""
    value = 0
    for digit in digits:
        value = value * len(DIGITS) + DIGITS.index(digit)
    return value
