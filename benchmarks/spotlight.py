"""How long the search over everything takes for a learner with 50,000 entries, beside the vocabulary list's own search.

Whole requests over HTTP on the loopback to a real server process, in turns: what the dialog asks for while one types.
Queries are counted in this process, on the same database.
"""

from collections.abc import Mapping
from urllib.parse import quote_plus

import httpx
from common import (
    ROOT,
    Times,
    clocked,
    fill,
    fill_busy_learner,
    make_database,
    make_learner,
    ms,
    note,
    ratio,
    server,
    session_of,
    table,
)
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lexora.accounts.models import User
from lexora.library.content import load

ENTRIES, OF_OTHERS = 50_000, 10_000
WARM_UP, REPEATS = 3, 40
DIALOG = {"HX-Request": "true", "HX-Target": "spotlight-answers"}
LIST = {"HX-Request": "true", "HX-Target": "results"}
TEXTS = {
    "a word: market": "market",
    "a translation: вода": "вода",
    "a translation: νερό": "νερό",
    "contained in very many: ати": "ати",
    "a beginning: mar": "mar",
    "2 letters: ma": "ma",
    "2 letters, no answer: qx": "qx",
    "1 letter: я": "я",
    "misspelt: appel": "appel",
    "misspelt, 4 letters: woda": "woda",
    "misspelt, Ukrainian: вадо": "вадо",
    "misspelt, long: thank yuo for the airpotr": "thank yuo for the airpotr",
    "nothing like it: qqqxxx": "qqqxxx",
    "a page: profile": "profile",
}


def fill_database() -> User:
    make_database()
    load(ROOT / "content")
    ann, bob = make_learner("ann"), make_learner("bob")
    fill_busy_learner(ann, ENTRIES)
    fill(bob, OF_OTHERS, seed=2)
    return ann


def times(ann: User) -> Mapping[str, tuple[Times, Times]]:
    """Of the dialog, and of the list with the same text."""
    headers = {"Cookie": f"sessionid={session_of(ann)}"}
    with (
        server(RATE_SEARCH="1000000/minute") as lexora,
        httpx.Client(base_url=lexora.url, headers=headers, timeout=60) as client,
    ):
        return {name: _alternately(client, quote_plus(text)) for name, text in TEXTS.items()}


def _alternately(client: httpx.Client, text: str) -> tuple[Times, Times]:
    """One after the other, so that whatever else the machine does slows both alike."""

    def ask(address: str, headers: Mapping[str, str]) -> float:
        return clocked(lambda: _get(client, address, headers))

    pairs = [
        (ask(f"/search?q={text}", DIALOG), ask(f"/my/vocabulary?q={text}&status=all", LIST))
        for _ in range(WARM_UP + REPEATS)
    ]
    ours, theirs = zip(*pairs[WARM_UP:], strict=True)
    return Times(ours), Times(theirs)


def _get(client: httpx.Client, address: str, headers: Mapping[str, str]) -> None:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, (address, answer.status_code)


def query_counts(ann: User) -> Mapping[str, int]:
    """How often each search asks the database."""
    browser = Client(headers={"Host": "localhost", **DIALOG})
    browser.cookies["sessionid"] = session_of(ann)
    return {name: _queries(browser, text) for name, text in TEXTS.items()}


def _queries(browser: Client, text: str) -> int:
    browser.get("/search", {"q": text})
    with CaptureQueriesContext(connection) as captured:
        browser.get("/search", {"q": text})
    return len(captured)


def main() -> None:
    note(f"{ENTRIES + OF_OTHERS:,} entries are stored…")
    ann = fill_database()
    note("searches…")
    measured, counts = times(ann), query_counts(ann)
    rows = [
        (name, counts[name], ms(ours.median), ms(ours.p95), ms(theirs.median), ratio(ours.median, theirs.median))
        for name, (ours, theirs) in measured.items()
    ]
    head = ("search", "queries", "median", "p95", "the list’s search (anchor)", "ratio")
    table(f"Search over everything, of a learner with {ENTRIES:,} entries", head, rows)


if __name__ == "__main__":
    main()
