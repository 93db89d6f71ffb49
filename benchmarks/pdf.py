"""How long a list of words takes to become a PDF, beside wkhtmltopdf and WeasyPrint with the same rows.

Each run is a fresh process, which is what a document costs, from the rows to the stored file. Ours has two columns,
running heads, page numbers and tags for screen readers; wkhtmltopdf prints one column without any of them, once in a
font of the system and once in ours; WeasyPrint has two columns, running heads and page numbers. A last table measures
whole requests.
"""

import resource
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import httpx
import pypdfium2  # type: ignore[import-untyped]
from anchors import printers
from common import (
    ROOT,
    Times,
    fill,
    make_database,
    make_learner,
    measure,
    note,
    ratio,
    server,
    session_of,
    table,
    vocabulary,
)
from django.conf import settings

from lexora.library.content import read_gold_words
from lexora.library.print import Document, Wishes, staged, typeset, typesetter
from lexora.library.print.document import frame_of
from lexora.library.rules.prints import Row, in_parts, row

REPEATS = 3
ENTRIES = 5_000
FONTS = Path(settings.NODE_MODULES) / typesetter.FONTS


def gold() -> list[Row]:
    """All curated words, with an example for each."""
    words = read_gold_words(ROOT / "content")
    return [_row(word.word, word.uk, word.el, note=word.example, group=word.level) for word in words]


def personal() -> list[Row]:
    """So many entries as a learner may have."""
    return [_row(word.text, word.uk, word.el) for word in islice(vocabulary(), ENTRIES)]


def _row(text: str, uk: str, el: str, *, note: str = "", group: str = "") -> Row:
    return row(text, language="en", meanings=[("uk", uk), ("el", el)], note=note, group=group)


def ours(rows: Sequence[Row], target: Path, *, template: str = "words") -> None:
    """Written down, typeset by the process, stored."""
    labels = {"word": "English", "meaning": "Ukrainian, Greek", "cut": "cut", "fold": "fold"}
    frame = frame_of(
        template,
        Wishes(),
        title="A list",
        columns=2,
        labels=labels,
        groups=bool(rows[0]["group"]),
        names={"en": "English"},
    )
    with (
        staged(Document("bench", "a.pdf", in_parts(rows), lambda _count: frame)) as content,
        typeset(content.file) as pdf,
    ):
        target.write_bytes(pdf.read())


def theirs(
    make: Callable[[Path, Path], None],
    rows: Sequence[Row],
    target: Path,
    *,
    fonts: Path | None,
    with_columns: bool = False,
) -> None:
    """Written down as HTML, printed by a process, stored."""
    source = target.with_suffix(".html")
    source.write_text(printers.page(rows, fonts=fonts, with_columns=with_columns))
    make(source, target)


def compare(name: str, rows: Sequence[Row], folder: Path) -> None:
    target = folder / "a.pdf"
    ways: list[tuple[str, Callable[[], None]]] = [
        ("Lexora: two columns, heads, page numbers", partial(ours, rows, target)),
        ("Lexora: flashcards", partial(ours, rows, target, template="cards")),
    ]
    if printers.WKHTMLTOPDF:
        plain, inter = (partial(theirs, printers.wkhtmltopdf, rows, target, fonts=fonts) for fonts in (None, FONTS))
        ways.append(("wkhtmltopdf: one column, no heads, a font of the system", plain))
        ways.append(("wkhtmltopdf: one column, no heads, Inter", inter))
    columns = partial(theirs, printers.weasyprint, rows, target, fonts=FONTS, with_columns=True)
    ways.append(("WeasyPrint: two columns, heads, page numbers", columns))
    lines, first = [], 0.0
    for way, make in ways:
        note(f"{name}: {way}…")
        before = _processor()
        times = measure(make, repeats=REPEATS, warm_up=1)
        first = first or times.median
        spent = f"{(_processor() - before) / (REPEATS + 1):.2f} s"
        lines.append((way, f"{times.median:.2f} s", ratio(times.median, first), spent, _pages(target), _size(target)))
    head = ("", "median", "times ours", "processor", "pages", "size")
    table(f"{name}; {len(rows):,} rows", head, lines)


def _processor() -> float:
    """Seconds that children of this process have had of a processor."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _pages(target: Path) -> int:
    document = pypdfium2.PdfDocument(target)
    try:
        return len(document)
    finally:
        document.close()


def _size(target: Path) -> str:
    return f"{target.stat().st_size / 1000:,.0f} kB"


def requests() -> None:
    """From the request to the last byte, the first time and while the document is kept."""
    make_database()
    ann = make_learner("ann")
    fill(ann, ENTRIES)
    headers = {"Cookie": f"sessionid={session_of(ann)}"}
    with server(RATE_PRINT="1000/minute") as lexora, httpx.Client(base_url=lexora.url, headers=headers) as client:
        short = [f"/my/vocabulary/print?q=a&ids={','.join(map(str, range(n, n + 400)))}" for n in range(1, REPEATS + 1)]
        gold = [f"/useful-words/print?level=A1&columns={n}" for n in (1, 2)]
        kept = measure(partial(_get, client, gold[0]), repeats=20)
        lines = [
            ("400 selected entries, made", _median(client, short)),
            ("curated words of A1, made", _median(client, gold[1:])),
            ("curated words of A1, kept", f"{1000 * kept.median:.0f} ms"),
        ]
    table("Whole requests", ("", "median"), lines)


def _median(client: httpx.Client, addresses: Sequence[str]) -> str:
    seconds = [measure(partial(_get, client, address), repeats=1, warm_up=0).median for address in addresses]
    return f"{1000 * Times(seconds).median:.0f} ms"


def _get(client: httpx.Client, address: str) -> None:
    answer = client.get(address, timeout=60)
    assert answer.headers["Content-Type"] == "application/pdf", (address, answer.status_code)


def main() -> None:
    printers.install()
    if not printers.WKHTMLTOPDF:
        note("wkhtmltopdf is not here (apt-get install -y --no-install-recommends wkhtmltopdf): it is left out.")
    typesetter.SECONDS = printers.LONGEST
    with tempfile.TemporaryDirectory(prefix="lexora-bench-pdf-") as folder:
        compare("Curated words with examples", gold(), Path(folder))
        compare("A personal vocabulary", personal(), Path(folder))
    requests()


if __name__ == "__main__":
    main()
