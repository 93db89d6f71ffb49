"""What the tests of printing share: curated words in a table, documents of some rows."""

from collections.abc import Iterable
from typing import Any

from lexora.accounts.models import User
from lexora.library.print import Document, Wishes, staged, typeset
from lexora.library.print.document import frame_of
from lexora.library.rules.prints import in_parts, row
from lexora.words import actions as words
from lexora.words.models import Entry
from tests.factories import NOW


def fill(owner: User, count: int, *, language: str = "en", note: str = "") -> list[int]:
    """So many entries with a translation each; their ids."""
    drafts = [
        words.Draft(text=f"word {n:04}", language=language, translations={"uk": f"слово {n:04}"}, note=note)
        for n in range(1, count + 1)
    ]
    for _batch in words.add_entries(owner=owner, drafts=drafts, now=NOW):
        pass
    return list(Entry.objects.filter(owner=owner).order_by("pk").values_list("pk", flat=True))


def a_list(texts: Iterable[str], *, title: str = "A list", template: str = "words", **frame: Any) -> Document:
    """A document of rows whose translation is the text itself."""
    rows = in_parts(row(text, language="en", meanings=[("uk", text)]) for text in texts)
    words = {
        "labels": {"word": "Word", "meaning": "Translation", "cut": "cut", "fold": "fold"},
        "names": {"en": "English"},
    }
    return Document(
        "vocabulary",
        "lexora-words.pdf",
        rows,
        lambda _count: {**frame_of(template, Wishes(), title=title, columns=2), **words, **frame},
    )


def made(document: Document) -> bytes:
    """The PDF."""
    with staged(document) as content, typeset(content.file) as pdf:
        return pdf.read()
