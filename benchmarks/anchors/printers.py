"""Two other ways to a PDF: wkhtmltopdf, a program of Debian, and WeasyPrint, installed from the package registry into a
virtual environment of its own. Both get the same rows as a page of HTML."""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path

from common import OUT, note

from lexora.library.rules.prints import Row

VERSION = "70.0"
VENV = OUT / "weasyprint"
WKHTMLTOPDF = shutil.which("wkhtmltopdf")
LONGEST = 1800  # seconds
FONTS = "url('file://{folder}/{face}/Inter_{face}.ttf')"
STYLE = """
%(faces)s
@page { size: A4; margin: 19mm 15mm 17mm; %(running)s }
body { font: 8.5pt Inter, sans-serif; margin: 0; }
h1 { font-size: 21pt; } table { width: 100%%; border-collapse: collapse; }
td { width: 50%%; vertical-align: top; padding: 1.2mm 2.5mm 1.2mm .4mm; border-bottom: .35pt solid #d5d3e6; }
td b { font-weight: 600; } td i { color: #56546f; } main { %(columns)s }
"""
INTER = """
@font-face { font-family: Inter; font-weight: 400; src: %(regular)s; }
@font-face { font-family: Inter; font-weight: 400; font-style: italic; src: %(italic)s; }
@font-face { font-family: Inter; font-weight: 600; src: %(bold)s; }
"""
RUNNING = (
    "@top-left { content: 'A list'; } @bottom-left { content: 'Lexora'; }"
    " @bottom-right { content: counter(page) ' / ' counter(pages); }"
)


def install() -> None:
    python = VENV / "bin" / "python"
    if not python.exists():
        note("WeasyPrint is installed…")
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", f"weasyprint=={VERSION}"], check=True)


def page(rows: Iterable[Row], *, fonts: Path | None, with_columns: bool) -> str:
    """The rows as HTML, in Inter or without `fonts` in whatever the machine has; with columns, running heads and page
    numbers where they are wanted."""
    files = {
        name: FONTS.format(folder=fonts, face=face)
        for name, face in (("regular", "400Regular"), ("italic", "400Regular_Italic"), ("bold", "600SemiBold"))
    }
    faces = INTER % files if fonts else ""
    columns = "columns: 2; column-gap: 8mm;" if with_columns else ""
    style = STYLE % {"faces": faces, "columns": columns, "running": RUNNING if with_columns else ""}
    body = "".join(map(_line, rows))
    head = "<thead><tr><th>English<th>Ukrainian, Greek</thead>"
    return (
        f"<!DOCTYPE html><html lang=en><meta charset=utf-8><title>A list</title><style>{style}</style>"
        f"<h1>A list</h1><main><table>{head}<tbody>{body}</table></main></html>"
    )


def wkhtmltopdf(source: Path, target: Path) -> None:
    """A process of its own, as ours is."""
    assert WKHTMLTOPDF
    command = [WKHTMLTOPDF, "--quiet", "--enable-local-file-access", "--page-size", "A4", str(source), str(target)]
    subprocess.run(command, check=True, timeout=LONGEST, stderr=subprocess.DEVNULL)


def weasyprint(source: Path, target: Path) -> None:
    """The same."""
    command = [str(VENV / "bin" / "weasyprint"), "--quiet", str(source), str(target)]
    subprocess.run(command, check=True, timeout=LONGEST, stderr=subprocess.DEVNULL)


def _line(row: Row) -> str:
    meanings = "<br>".join(f"<span lang={code}>{escape(text)}</span>" for code, text in row["meanings"])
    note_ = f"<br><i>{escape(row['note'])}</i>" if row["note"] else ""
    return f"<tr><td><b>{escape(row['text'])}</b>{note_}<td>{meanings}"
