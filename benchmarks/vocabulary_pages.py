"""How long the pages of a learner with 50,000 entries take, beside the term list of Lute 3 with the same words.

Whole requests over HTTP on the loopback to a real server process of each, one after the other. Queries are counted in
this process, on the same database.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice

import httpx
from anchors.lute import LENGTH, Lute
from common import (
    Times,
    fill,
    fill_busy_learner,
    make_database,
    make_learner,
    measure,
    ms,
    note,
    ratio,
    server,
    session_of,
    table,
    vocabulary,
)
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lexora.accounts.models import User
from lexora.accounts.tokens import make_token
from lexora.core.keyset import page_of
from lexora.vocabulary.queries import PAGE, SORTS
from lexora.words.actions import share_whole_list
from lexora.words.queries import entries_of

ENTRIES, OF_OTHERS = 50_000, 10_000
DEEP = 2_000  # the number of a page far behind
REPEATS = 60
PEER_REPEATS = 15
STATIC = {"STORAGES": {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}}


@dataclass(frozen=True)
class Visit:
    """An address of ours, and the question to Lute that comes nearest, if there is one."""

    name: str
    address: str
    peer: Callable[[Lute], object] | None = None


def visits(ann: User) -> list[Visit]:
    entry = entries_of(ann).order_by("id")[entries_of(ann).count() // 2].pk
    tag = ann.tags.get(name="rare").pk
    deep, deep_az = deep_cursor(ann, "newest"), deep_cursor(ann, "az")
    return [
        Visit("first page", "/my/vocabulary", Lute.terms),
        Visit(f"page {DEEP:,}", f"/my/vocabulary?cursor={deep}", partial(Lute.terms, start=(DEEP - 1) * PAGE)),
        Visit("by alphabet", "/my/vocabulary?sort=az", Lute.terms),
        Visit(
            f"by alphabet, page {DEEP:,}",
            f"/my/vocabulary?sort=az&cursor={deep_az}",
            partial(Lute.terms, start=(DEEP - 1) * PAGE),
        ),
        Visit("hardest first", "/my/vocabulary?sort=hardest"),
        Visit("search with many answers: market", "/my/vocabulary?q=market", partial(Lute.terms, search="market")),
        Visit("the same by alphabet", "/my/vocabulary?q=market&sort=az", partial(Lute.terms, search="market")),
        Visit(
            "search with few answers: airporket", "/my/vocabulary?q=airporket", partial(Lute.terms, search="airporket")
        ),
        Visit("misspelt: appel", "/my/vocabulary?q=appel", partial(Lute.terms, search="appel")),
        Visit("misspelt, long: thank yuo for the airpotr", "/my/vocabulary?q=thank+yuo+for+the+airpotr"),
        Visit("nothing like it: qqqxxx", "/my/vocabulary?q=qqqxxx", partial(Lute.terms, search="qqqxxx")),
        Visit("2 letters: ma", "/my/vocabulary?q=ma", partial(Lute.terms, search="ma")),
        Visit("2 letters, no answer: qx", "/my/vocabulary?q=qx", partial(Lute.terms, search="qx")),
        Visit("rare tag", f"/my/vocabulary?tag={tag}"),
        Visit("rare tag by alphabet", f"/my/vocabulary?tag={tag}&sort=az"),
        Visit("language", "/my/vocabulary?language=en"),
        Visit("language by alphabet", "/my/vocabulary?language=en&sort=az"),
        Visit("language without entries", "/my/vocabulary?language=el"),
        Visit("state", "/my/vocabulary?state=learning", partial(Lute.terms, state=1)),
        Visit("state by alphabet", "/my/vocabulary?state=learning&sort=az", partial(Lute.terms, state=1)),
        Visit("archived (none)", "/my/vocabulary?status=archived"),
        Visit("type without entries", "/my/vocabulary?type=collocation"),
        Visit("start page", "/"),
        Visit("entry page", f"/my/vocabulary/{entry}", Lute.term_page),
        Visit("practice page", "/my/practice"),
        Visit("shared by others", "/my/vocabulary/shared"),
        Visit("shared by others, search: market", "/my/vocabulary/shared?q=market"),
        Visit("API: entries", "/api/v1/entries?limit=20"),
        Visit("API: due reviews", "/api/v1/reviews/due?limit=20"),
        Visit("health", "/health"),
    ]


def deep_cursor(ann: User, sort: str) -> str:
    entries = entries_of(ann).only("sort_key")
    return page_of(entries, order=SORTS[sort], cursor="", size=(DEEP - 1) * PAGE).next_cursor


def fill_database() -> User:
    """Half of the others' entries were stored before Ann's, half after."""
    make_database()
    ann, bob, carol = (make_learner(name) for name in ("ann", "bob", "carol"))
    fill(bob, OF_OTHERS // 2, seed=2)
    fill_busy_learner(ann, ENTRIES)
    fill(carol, OF_OTHERS // 2, seed=3)
    for friend in (bob, carol):
        share_whole_list(friend, shares=True)
    return ann


def our_times(ann: User, asked: list[Visit]) -> Mapping[str, Times]:
    headers = {
        "Cookie": f"sessionid={session_of(ann)}",
        "Authorization": f"Bearer {make_token(ann, name='Benchmark', now=timezone.now())}",
    }
    with (
        server(RATE_API="1000000/minute") as lexora,
        httpx.Client(base_url=lexora.url, headers=headers, timeout=60) as client,
    ):
        return {visit.name: measure(lambda v=visit: _get(client, v.address), repeats=REPEATS) for visit in asked}


def _get(client: httpx.Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)


def peer_times(asked: list[Visit]) -> Mapping[str, Times]:
    with Lute() as lute:
        lute.fill(islice(vocabulary(), ENTRIES))
        return {
            visit.name: measure(partial(visit.peer, lute), repeats=PEER_REPEATS, warm_up=1)
            for visit in asked
            if visit.peer
        }


def query_counts(ann: User, asked: list[Visit]) -> Mapping[str, int]:
    """How often each page asks the database."""
    token = make_token(ann, name="Count", now=timezone.now())
    browser = Client(headers={"Authorization": f"Bearer {token}", "Host": "localhost"})
    browser.cookies["sessionid"] = session_of(ann)
    return {visit.name: _queries(browser, visit.address) for visit in asked}


def _queries(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as captured:
        browser.get(address)
    return len(captured)


def report(asked: list[Visit], ours: Mapping[str, Times], counts: Mapping[str, int], lute: Mapping[str, Times]) -> None:
    rows = []
    for visit in asked:
        time, peer = ours[visit.name], lute.get(visit.name)
        compared = (ms(peer.median), ratio(time.median, peer.median)) if peer else ("", "")
        rows.append((visit.name, counts[visit.name], ms(time.median), ms(time.p95), *compared))
    head = ("page", "queries", "median", "p95", f"Lute, {LENGTH} rows", "ours / Lute")
    table(f"Pages of a learner with {ENTRIES:,} entries", head, rows)


def main() -> None:
    note(f"{ENTRIES + OF_OTHERS:,} entries are stored…")
    ann = fill_database()
    asked = visits(ann)
    note("our pages…")
    ours, counts = our_times(ann, asked), query_counts(ann, asked)
    note("Lute's…")
    report(asked, ours, counts, peer_times(asked))


if __name__ == "__main__":
    main()
