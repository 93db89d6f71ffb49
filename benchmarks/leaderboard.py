"""How long the leaderboard takes among 100,000 learners, beside the naive way: a window function that ranks everybody.

The queries alone, in this process: a page of HTML is measured by `vocabulary_pages.py`. With TEST_DATABASE_URL on
PostgreSQL.
"""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice

from common import BATCH, Times, clocked, make_database, ms, note, ratio, table
from django.db import connection
from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from lexora.accounts.models import User
from lexora.core.keyset import page_of
from lexora.learning import queries
from lexora.learning.models import Progress, Standing
from lexora.learning.queries.leaderboard import ORDER, listed

LEARNERS, DEEP = 100_000, 50_000
WARM_UP, REPEATS = 5, 60
NOW = timezone.now()


def fill_database() -> None:
    make_database()
    dice = random.Random(1)
    people = User.objects.bulk_create(
        (User(email=f"l{n}@example.com", handle=f"learner{n}", password="!") for n in range(LEARNERS)), batch_size=BATCH
    )
    # Few learners have very much: as in real life, and many ties where there is little.
    amounts = [5 * int(dice.paretovariate(0.6)) for _person in people]
    rows = list(zip(people, amounts, strict=True))
    Progress.objects.bulk_create(
        (Progress(user=u, lifetime_xp=min(xp, 10**8), wallet_xp=0, streak=xp % 9) for u, xp in rows), batch_size=BATCH
    )
    Standing.objects.bulk_create(
        (
            Standing(
                user=u, xp=min(xp, 10**8), streak=xp % 9, reached_at=NOW - timedelta(seconds=dice.randrange(10**6))
            )
            for u, xp in rows
        ),
        batch_size=BATCH,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE learning_standing")


def cursor_at(place: int) -> str:
    """The cursor of the page behind this place."""
    return next(islice(_cursors(), place // 1000 - 1, None))


def _cursors() -> Iterator[str]:
    cursor = ""
    while True:
        cursor = page_of(listed(""), order=ORDER, cursor=cursor, size=1000).next_cursor
        yield cursor


def naive(viewer: User) -> None:
    """Everybody gets a rank, then one looks: a filter inside would rank the viewer among themselves."""
    rank = Window(expression=RowNumber(), order_by=[F("xp").desc(), F("streak").desc(), "reached_at", "id"])
    ranked = Standing.objects.filter(period="", language="", is_listed=True, xp__gt=0).annotate(rank=rank)
    assert ranked.filter(rank=LEARNERS).get().user_id == viewer.pk


def alternately(runs: dict[str, Callable[[], object]]) -> dict[str, Times]:
    """One after the other, so that whatever else the machine does slows all alike."""
    rounds = [[clocked(run) for run in runs.values()] for _round in range(WARM_UP + REPEATS)][WARM_UP:]
    return {name: Times(seconds) for name, seconds in zip(runs, zip(*rounds, strict=True), strict=True)}


def main() -> None:
    note(f"{LEARNERS:,} learners are stored…")
    fill_database()
    order = list(listed("").order_by(*ORDER).values_list("user", flat=True))
    first, last = User.objects.get(pk=order[0]), User.objects.get(pk=order[-1])
    middle, deep = listed("").get(user=order[DEEP]), cursor_at(DEEP)
    assert queries.rank_of(middle) == DEEP + 1
    note("pages and ranks…")
    anchor = "rank of everybody by a window function (anchor)"
    measured = alternately(
        {
            "first page, of who is first": lambda: queries.board(first, now=NOW),
            "first page, of who is last": lambda: queries.board(last, now=NOW),
            f"the page behind place {DEEP:,}": lambda: queries.board(first, cursor=deep, with_own=False, now=NOW),
            f"own rank, at place {DEEP:,}": lambda: queries.rank_of(middle),
            anchor: lambda: naive(last),
        }
    )
    rows = [
        (name, ms(times.median), ms(times.p95), ratio(times.median, measured[anchor].median))
        for name, times in measured.items()
    ]
    title = f"The leaderboard among {LEARNERS:,} learners, on {connection.vendor}"
    table(title, ("what", "median", "p95", "ratio"), rows)


if __name__ == "__main__":
    main()
