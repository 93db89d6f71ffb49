"""Lute 3 (https://github.com/LuteOrg/lute-v3): a self-hosted reader with a list of terms, in Flask on SQLite.

It is installed from the package registry into a virtual environment of its own.
"""

import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Self

import httpx
from common import OUT, Word, note

from tests.process import free_port, wait_until

VERSION = "3.10.3"
VENV = OUT / "lute"
START = 120  # seconds; the first start also loads stories
LENGTH = 25  # the rows of a page that Lute itself offers first
INSERT = """
    INSERT OR IGNORE INTO words (WoLgID, WoText, WoTextLC, WoStatus, WoTranslation, WoTokenCount)
    SELECT LgID, ?, ?, ?, ?, 1 FROM languages WHERE LgName = 'English'
"""
# As the page of Lute's own term list asks; see its templates/term/index.html.
COLUMNS = ("", "WoText", "ParentText", "WoTranslation", "TagList", "StID", "LgName", "WoCreated", "WoID", "LgID")
FILTERS = {
    "filtLanguage": "0",
    "filtParentsOnly": "false",
    "filtAgeMin": "",
    "filtAgeMax": "",
    "filtStatusMin": "0",
    "filtStatusMax": "99",
    "filtIncludeIgnored": "false",
    "filtTermIDs": "",
}


def install() -> None:
    python = VENV / "bin" / "python"
    if not python.exists():
        note("Lute is installed…")
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", f"lute3=={VERSION}"], check=True)


class Lute:
    """`with Lute() as lute:` serves until the block ends."""

    def __init__(self) -> None:
        install()
        self._folder = tempfile.TemporaryDirectory(prefix="lexora-bench-lute-")
        self._data = Path(self._folder.name)
        self._config = self._data / "config.yml"
        self._config.write_text(f"ENV: prod\nDBNAME: lute.db\nDATAPATH: {self._data}\n")
        port = free_port()
        command = [str(VENV / "bin" / "python"), "-m", "lute.main", "--local", "--port", str(port)]
        with (self._data / "log").open("wb") as log:
            self._process = subprocess.Popen([*command, "--config", str(self._config)], stdout=log, stderr=log)
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)

    def __enter__(self) -> Self:
        wait_until(self._answers, seconds=START, what="Lute starts")
        return self

    def __exit__(self, *_error: object) -> None:
        self.client.close()
        self._process.terminate()
        self._process.wait(30)
        self._folder.cleanup()

    @property
    def pid(self) -> int:
        return self._process.pid

    def fill(self, words: Iterable[Word]) -> None:
        """Store terms with a translation and one of five states; Lute keeps one of those that differ in case only."""
        rows = [(word.text, word.text.lower(), n % 5 + 1, f"{word.uk}, {word.el}") for n, word in enumerate(words)]
        with closing(sqlite3.connect(self._data / "lute.db")) as database, database:
            database.executemany(INSERT, rows)

    def terms(self, *, start: int = 0, search: str = "", state: int | None = None) -> int:
        """Ask for a page of the list; returns how many terms there are with these filters."""
        only = {} if state is None else {"filtStatusMin": str(state), "filtStatusMax": str(state)}
        answer = self.client.post("/term/datatables", data=question(start, search) | FILTERS | only)
        answer.raise_for_status()
        return int(answer.json()["recordsFiltered"])

    def term_page(self) -> None:
        """Open the editor of a term in the middle."""
        self.client.get(f"/term/edit/{LENGTH * 100}").raise_for_status()

    def _answers(self) -> bool:
        try:
            return self.client.get("/").status_code == 200
        except httpx.HTTPError:
            return False


def question(start: int, search: str) -> Mapping[str, str]:
    """What the DataTables script sends for one page, ordered by text."""
    fields = {
        "draw": "1",
        "start": str(start),
        "length": str(LENGTH),
        "search[value]": search,
        "search[regex]": "false",
        "order[0][column]": "1",
        "order[0][dir]": "asc",
    }
    for n, name in enumerate(COLUMNS):
        is_shown = str(n > 0).lower()
        fields |= {f"columns[{n}][data]": name or str(n), f"columns[{n}][name]": name}
        fields |= {f"columns[{n}][searchable]": is_shown, f"columns[{n}][orderable]": is_shown}
        fields |= {f"columns[{n}][search][value]": "", f"columns[{n}][search][regex]": "false"}
    return fields
