"""A document before it is typeset: rows of data, and the words of its frame."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from django.conf import settings
from django.utils.translation import get_language

from lexora.core.errors import Refused
from lexora.library.rules.prints import MOST, PAPERS, Row, typeset_language

HERE = Path(__file__).parent
Frame = dict[str, Any]


class NothingToPrint(Refused):
    code = "nothing_to_print"
    status = 404


class TooLong(Refused):
    code = "print_too_long"
    status = 422


@dataclass(frozen=True)
class Wishes:
    """How somebody wants it. No columns: as many as suit the layout."""

    layout: str = "list"
    paper: str = "a4"
    columns: int = 0
    notes: bool = True

    @property
    def is_cards(self) -> bool:
        return self.layout == "cards"


@dataclass(frozen=True)
class Document:
    """What is to be printed. `frame` is asked for the words around the rows once their number is known."""

    kind: str
    as_name: str
    rows: Iterable[Row]
    frame: Callable[[int], Frame]


@dataclass(frozen=True)
class Staged:
    """A document as the typesetter reads it, in a file. Documents of the same content have the same digest."""

    file: IO[bytes]
    rows: int
    digest: str


@contextmanager
def staged(document: Document) -> Iterator[Staged]:
    """Write a document down row by row; raises `NothingToPrint` or `TooLong`."""
    with TemporaryFile() as file:
        content, count = sha256(edition().encode()), 0
        for count, row in enumerate(document.rows, start=1):
            if count > MOST:
                raise TooLong(limit=MOST)
            _write(file, content, row, end="\n")
        if not count:
            raise NothingToPrint
        _write(file, content, document.frame(count), end="")
        file.seek(0)
        yield Staged(file, count, content.hexdigest())


def frame_of(template: str, wishes: Wishes, *, title: str, columns: int, **words: Any) -> Frame:
    """The words of a frame; what is left out is empty."""
    return {
        "template": template,
        "title": title,
        "about": "",
        "pair": "",
        "part": "",
        "facts": "",
        "groups": False,
        "labels": {},
        "names": {},
        "brand": settings.BRAND_LINE,
        "lang": typeset_language(get_language() or "en"),
        "paper": PAPERS[wishes.paper],
        "columns": wishes.columns or columns,
        **words,
    }


@cache
def edition() -> str:
    """Another one when a template changes, so that nobody gets a document in the old dress."""
    return sha256(b"".join(path.read_bytes() for path in sorted(HERE.glob("*.typ")))).hexdigest()


def _write(file: IO[bytes], content: Any, data: Row | Frame, *, end: str) -> None:
    line = f"{json.dumps(data, ensure_ascii=False, sort_keys=True)}{end}".encode(errors="replace")
    content.update(line)
    file.write(line)
