"""Pages that start where the last one ended."""

import base64
import json
import math
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lexora.accounts.models import User
from lexora.core.keyset import BadCursor, page_of
from lexora.words.models import Entry
from tests.factories import NOW, make_entry, make_user

pytestmark = pytest.mark.django_db
ORDERS = [("-id",), ("id",), ("sort_key", "id"), ("ease", "id"), ("-ease", "sort_key", "-id")]
rows = st.lists(st.tuples(st.sampled_from(["", "a", "ab", "б", "\U0001f600"]), st.sampled_from([1.3, 2.5, 2.65, 9.0])))


@pytest.fixture
def owner() -> User:
    return make_user()


def fill(owner: User, values: list[tuple[str, float]]) -> None:
    """Entries that are nothing but their columns for sorting."""
    Entry.objects.bulk_create(
        Entry(owner=owner, source_text="x", source_language="en", digest=n, sort_key=key, ease=ease, created_at=NOW)
        for n, (key, ease) in enumerate(values)
    )


def cursor_of(values: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def walk(order: tuple[str, ...], size: int) -> list[list[int]]:
    pages, cursor = [], ""
    while True:
        page = page_of(Entry.objects.all(), order=order, cursor=cursor, size=size)
        pages.append([row.pk for row in page.rows])
        cursor = page.next_cursor
        if not cursor:
            return pages


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(values=rows, size=st.integers(1, 5))
def test_walking_gives_each_row_once_in_the_order_of_one_big_query(
    owner: User, order: tuple[str, ...], values: list[tuple[str, float]], size: int
) -> None:
    with transaction.atomic():
        fill(owner, values)
        pages = walk(order, size)
        assert [pk for page in pages for pk in page] == list(
            Entry.objects.order_by(*order).values_list("pk", flat=True)
        )
        assert all(len(page) == size for page in pages[:-1])
        transaction.set_rollback(True)


def test_rows_that_come_and_go_between_pages_shift_nothing(owner: User) -> None:
    fill(owner, [("a", 2.5)] * 6)
    first = page_of(Entry.objects.all(), order=("-id",), cursor="", size=3)
    Entry.objects.filter(pk=first.rows[-1].pk).delete()
    fill(make_user(), [("a", 2.5)])
    second = page_of(Entry.objects.all(), order=("-id",), cursor=first.next_cursor, size=3)
    assert [row.pk for row in second.rows] == [first.rows[-1].pk - n for n in (1, 2, 3)]
    assert second.next_cursor == ""


@pytest.mark.parametrize(
    "cursor",
    [
        "!",
        "я",
        "abc",
        "A",
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        base64.urlsafe_b64encode(b"[" * 300_000).decode(),
        cursor_of({"id": 1}),
        cursor_of([]),
        cursor_of(["a"]),
        cursor_of(["a", 1, 2]),
        cursor_of([None, 1]),
        cursor_of(["a", True]),
        cursor_of(["a", [1]]),
        cursor_of(["a\x00", 1]),
        cursor_of(["\ud800", 1]),
        cursor_of(["a", 2**63]),
        cursor_of(["a", -(2**64)]),
        cursor_of(["a", "b"]),
        cursor_of(["a", ""]),
        cursor_of(["a", 1e300]),
        cursor_of(["a", math.nan]),
        cursor_of(["a", math.inf]),
    ],
)
def test_a_cursor_that_nobody_gave_out_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor):
        page_of(Entry.objects.all(), order=("sort_key", "id"), cursor=cursor, size=3)


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(values=st.lists(st.one_of(st.integers(), st.floats(), st.text(st.characters(), max_size=3), st.none())))
@example(values=[2**63 - 1])
@example(values=[-(2**63), 0])
def test_whatever_a_cursor_says_it_gives_a_page_or_a_refusal(order: tuple[str, ...], values: list[Any]) -> None:
    try:
        page = page_of(Entry.objects.all(), order=order, cursor=cursor_of(values), size=3)
    except BadCursor:
        return
    assert page.rows == []


# Instants

NEWEST = ("-created_at", "-id")


def test_rows_are_walked_by_an_instant(owner: User) -> None:
    for hours in (3, 1, 2, 1):
        make_entry(
            owner, f"word {Entry.objects.count()}", language="en", now=NOW + timedelta(hours=hours, microseconds=1)
        )
    pages = walk(NEWEST, 1)
    assert [pk for page in pages for pk in page] == list(Entry.objects.order_by(*NEWEST).values_list("pk", flat=True))


@pytest.mark.parametrize(
    "instant",
    [1, 2.5, None, "", "soon", "2026-03-02", "2026-03-02T12:00:00", "2026-13-02T12:00:00Z",
     "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-03-02T12:00:00+99:99"],
)  # fmt: skip
def test_a_cursor_that_names_no_instant_is_refused(instant: object) -> None:
    with pytest.raises(BadCursor):
        page_of(Entry.objects.all(), order=NEWEST, cursor=cursor_of([instant, 1]), size=3)
