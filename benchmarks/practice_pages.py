"""How long pages of practice and progress take for a learner with 50,000 entries and cards and 500,000 reviews.

Whole requests over HTTP on the loopback to a real server process, one after the other; grading and undoing by their
actions, in this process. The anchor of a page of figures is the plain way to them in the same run: grouping the log of
reviews when the page is asked for. The anchor of everything else is the start page.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import count, product

import httpx
from common import (
    BATCH,
    Times,
    fill,
    make_database,
    make_learner,
    measure,
    ms,
    note,
    ratio,
    server,
    session_of,
    table,
)
from django.db import connection
from django.db.models import Avg, Count, Max, Min, OuterRef, Q, Subquery, Sum
from django.db.models.functions import TruncMonth
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lexora.accounts.models import User
from lexora.accounts.tokens import make_token
from lexora.dashboard.actions import take_snapshot
from lexora.learning import actions
from lexora.learning.models import Card, Day, Review
from lexora.learning.rules import Grade
from lexora.words.models import Entry
from tools.living import practise_for

ENTRIES, ROUNDS, DAYS = 50_000, 10, 1_000
REPEATS = 60
START = "/"
ADDRESSES = (
    START,
    "/my/practice",
    "/my/practice/queue",
    "/my/dashboard",
    "/my/dashboard?span=365",
    "/my/dashboard?span=all",
    "/my/dashboard/words",
    "/dashboard",
    "/my/leaderboard",
    "/api/v1/stats",
    "/api/v1/stats/days",
)
PLAIN = ("/my/dashboard", "/my/dashboard?span=365", "/my/dashboard?span=all", "/api/v1/stats", "/api/v1/stats/days")


@dataclass(frozen=True)
class Measured:
    name: str
    queries: str
    times: Times


def fill_database() -> User:
    """The words, a card each, ten reviews of each card, and the days that these come to."""
    make_database()
    ann, today = make_learner("ann"), timezone.now().date()
    fill(ann, ENTRIES)
    note("cards and reviews…")
    make_cards(ann)
    make_reviews(ann)
    practise_for(ann, random.Random(1), today=today, length=DAYS, reviews=ENTRIES * ROUNDS)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")  # as autovacuum does
    return ann


def make_cards(ann: User) -> None:
    """Intervals as they are after some years: most cards come seldom."""
    today, dice = timezone.now().date(), random.Random(2)
    cards = []
    for pk in ann.entries.order_by("id").values_list("pk", flat=True):
        interval = max(1, round(dice.expovariate(1 / 60)))
        state = Card.State.LEARNING if interval < 3 else Card.State.REVIEW
        due = today + timedelta(days=dice.randint(-2, interval))
        ease = round(dice.uniform(1.3, 3.2), 2)
        cards.append(Card(user=ann, entry_id=pk, state=state, interval=interval, due_on=due, ease=ease))
        cards[-1].last_review_on, cards[-1].total_reviews, cards[-1].correct_reviews = due, ROUNDS, ROUNDS - 1
    Card.objects.bulk_create(cards, batch_size=BATCH)
    of_entry = Card.objects.filter(entry=OuterRef("pk"))
    Entry.objects.filter(owner=ann).update(
        learning_state=Subquery(of_entry.values("state")), ease=Subquery(of_entry.values("ease"))
    )


def make_reviews(ann: User) -> None:
    """By the database itself: half a million rows through Python would take minutes."""
    fields = {
        "key": "'r' || %s || '-' || entry_id",
        "grade": "(entry_id + %s) %% 4",
        "kind": "'review'",
        "direction": "''",
        "user_id": "user_id",
        "entry_id": "entry_id",
        "reviewed_at": "%s",
        "local_day": "%s",
        "was_new": "%s",
        "was_mature": "%s",
        "seconds": "8",
        "predicted": "0.9",
        "state_after": "state",
        "interval_after": "interval",
        "ease_after": "ease",
        "due_after": "due_on",
    }
    slices, first = DAYS // ROUNDS, Card.objects.aggregate(first=Min("pk"))["first"]
    insert = f"INSERT INTO learning_review ({', '.join(fields)}) SELECT {', '.join(fields.values())} FROM learning_card"
    with connection.cursor() as cursor:
        for turn, part in product(range(ROUNDS), range(slices)):
            at = timezone.now() - timedelta(days=DAYS - 1 - turn * slices - part)
            begin = first + part * ENTRIES // slices
            values = [str(turn), turn, at, at.date(), turn == 0, turn > 1, begin, begin + ENTRIES // slices]
            cursor.execute(f"{insert} WHERE id >= %s AND id < %s", values)


def plain_figures(ann: User) -> None:
    """What the page shows, grouped out of the log."""
    log = Review.objects.filter(user=ann, undone_at=None).order_by()
    list(log.values("local_day").annotate(n=Count("pk"), seconds=Sum("seconds"), again=Count("pk", Q(grade=0))))
    months = log.filter(was_mature=True).annotate(month=TruncMonth("local_day")).values("month")
    list(months.annotate(n=Count("pk"), passed=Count("pk", Q(grade__gt=0)), predicted=Avg("predicted")))
    log.aggregate(last=Max("reviewed_at"))


def pages_of(ann: User) -> list[Measured]:
    headers = {
        "Cookie": f"sessionid={session_of(ann)}",
        "Authorization": f"Bearer {make_token(ann, name='Benchmark', now=timezone.now())}",
    }
    browser = Client(headers={"Authorization": headers["Authorization"], "Host": "localhost"})
    browser.cookies["sessionid"] = session_of(ann)
    with (
        server(RATE_API="1000000/minute") as lexora,
        httpx.Client(base_url=lexora.url, headers=headers, timeout=60) as client,
    ):
        there = [address for address in ADDRESSES if client.get(address).status_code == 200]
        return [
            Measured(
                address,
                str(queries_of(lambda a=address: browser.get(a))),
                measure(lambda a=address: client.get(a), repeats=REPEATS),
            )
            for address in there
        ]


def queries_of(run: Callable[[], object]) -> int:
    run()
    with CaptureQueriesContext(connection) as captured:
        run()
    return len(captured)


def actions_of(ann: User) -> list[Measured]:
    keys = count()
    due = iter(list(ann.cards.filter(due_on__lte=timezone.now().date()).select_related("entry")[:1000]))

    def grade() -> None:
        key = f"bench-{next(keys)}"
        actions.grade_entry(user=ann, entry=next(due).entry, grade=Grade.GOOD, key=key, now=timezone.now())

    def grade_and_undo() -> None:
        grade()
        actions.undo_review(user=ann, key=f"bench-{next(keys) - 1}", now=timezone.now())

    return [
        Measured("grade", str(queries_of(grade)), measure(grade, repeats=REPEATS)),
        Measured("grade and undo", str(queries_of(grade_and_undo)), measure(grade_and_undo, repeats=REPEATS)),
        Measured("snapshot of the community", "", measure(lambda: take_snapshot(now=timezone.now()), repeats=5)),
    ]


def report(measured: list[Measured], anchors: Mapping[str, Times]) -> None:
    start = next(one.times for one in measured if one.name == START)
    rows = []
    for one in measured:
        plain = ratio(one.times.median, anchors["plain"].median) if one.name in PLAIN else ""
        times = (ms(one.times.median), ms(one.times.p95))
        rows.append((one.name, one.queries, *times, ratio(one.times.median, start.median), plain))
    rows.append(("the same figures, grouped from the log", "3", ms(anchors["plain"].median), "", "", "1.00"))
    head = ("page or action", "queries", "median", "p95", "/ start page", "/ plain way")
    title = f"{ENTRIES:,} entries and cards, {ENTRIES * ROUNDS:,} reviews, {Day.objects.count():,} days"
    table(f"{title}, {connection.vendor}", head, rows)


def main() -> None:
    note(f"{ENTRIES:,} entries are stored…")
    ann = fill_database()
    note("pages…")
    pages = pages_of(ann)
    anchors = {"plain": measure(lambda: plain_figures(ann), repeats=5, warm_up=1)}
    report([*pages, *actions_of(ann)], anchors)


if __name__ == "__main__":
    main()
