"""Writers take turns: nobody starves behind an import, and nobody keeps the gate who is done."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from threading import Event
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, OperationalError, connection, transaction

from lexora.core.fifo import FifoGate
from lexora.core.sqlite import base
from tests.databases import only_on_sqlite
from tests.process import wait_until
from tests.threads import PATIENCE, crew

pytestmark = [pytest.mark.django_db(transaction=True), only_on_sqlite]
Start = Callable[..., Future[Any]]


class WatchedGate(FifoGate):
    """Counts how often it was taken."""

    taken = 0

    def acquire(self, timeout: float) -> bool:
        self.taken += 1
        return super().acquire(timeout)


@pytest.fixture(autouse=True)
def gate(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> WatchedGate:
    Group.objects.all().delete()
    watched = WatchedGate()
    monkeypatch.setattr(base, "GATE", watched)
    return watched


def write(name: str) -> None:
    Group.objects.create(name=name)


def written() -> list[str]:
    """In the order of writing."""
    return list(Group.objects.order_by("id").values_list("name", flat=True))


def wait_for_line(gate: FifoGate, length: int) -> None:
    wait_until(lambda: len(gate._waiting) == length, seconds=PATIENCE, what=f"{length} wait at the gate")


def is_free(gate: FifoGate) -> bool:
    return not gate._held and not gate._waiting


def test_a_single_write_waits_for_one_transaction_of_a_bulk_writer_and_not_for_all(gate: WatchedGate) -> None:
    inside, go_on = Event(), Event()

    def bulk() -> None:
        for batch in range(3):
            with transaction.atomic():
                write(f"bulk {batch} a")
                inside.set()
                assert go_on.wait(PATIENCE)
                write(f"bulk {batch} b")

    with crew() as start:
        bulk_writer = start(bulk)
        assert inside.wait(PATIENCE)
        typed = [start(write, "typed 0")]
        wait_for_line(gate, 1)
        typed.append(start(write, "typed 1"))
        wait_for_line(gate, 2)
        go_on.set()
        for future in (bulk_writer, *typed):
            future.result(PATIENCE)
    batches = [f"bulk {batch} {part}" for batch in range(3) for part in "ab"]
    assert written() == [*batches[:2], "typed 0", "typed 1", *batches[2:]]


def test_reading_waits_for_nobody() -> None:
    write("there")
    with transaction.atomic():
        write("not yet")
        with crew() as start:
            assert start(written).result(PATIENCE) == ["there"]


def test_a_writer_that_waited_too_long_is_told_so(gate: WatchedGate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "GATE_TIMEOUT", 0.02)
    with transaction.atomic():
        write("first")
        with crew() as start, pytest.raises(OperationalError, match="database is locked"):
            start(write, "second").result(PATIENCE)
    assert written() == ["first"]
    assert is_free(gate)


def nested() -> None:
    with transaction.atomic():
        write("outer")
        with transaction.atomic():
            write("inner")


def rolled_back() -> None:
    with transaction.atomic():
        write("gone")
        transaction.set_rollback(True)


@transaction.atomic
def broken() -> None:
    write("gone")
    raise ZeroDivisionError


def failing() -> None:
    with pytest.raises(ZeroDivisionError):
        broken()


def inner_failing() -> None:
    with transaction.atomic():
        with pytest.raises(IntegrityError), transaction.atomic():
            Group.objects.bulk_create([Group(name="same"), Group(name="same")])
        write("outer")


def failing_write() -> None:
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("UPDATE no_such_table SET x = 1")


def closed_in_the_middle() -> None:
    with transaction.atomic():
        write("gone")
        connection.close()


def many_rows() -> None:
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO auth_group (name) VALUES (%s)", [("one",), ("two",)])


def only_reading() -> None:
    written()


@pytest.mark.parametrize(
    ("work", "turns", "left"),
    [
        (lambda: write("one"), 1, ["one"]),
        (many_rows, 1, ["one", "two"]),
        (nested, 1, ["outer", "inner"]),
        (rolled_back, 1, []),
        (failing, 1, []),
        (inner_failing, 1, ["outer"]),
        (failing_write, 1, []),
        (closed_in_the_middle, 1, []),
        (only_reading, 0, []),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_the_gate_is_taken_once_and_given_back_whatever_happens(
    gate: WatchedGate, work: Callable[[], None], turns: int, left: list[str]
) -> None:
    with crew(1) as start:
        start(work).result(PATIENCE)
    assert gate.taken == turns
    assert is_free(gate)
    assert written() == left


def test_the_gate_is_given_back_when_another_process_keeps_the_database_locked(gate: WatchedGate) -> None:
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 10")
        with pytest.raises(OperationalError, match="locked"):
            nested()
        assert is_free(gate)
    finally:
        other.close()
        connection.close()
    nested()
    assert written() == ["outer", "inner"]
