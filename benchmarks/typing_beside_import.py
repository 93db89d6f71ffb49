"""How long a typed word waits while an import of 50,000 drafts runs in the same process, and what the gate is worth.

The drafts bring their translations, as imported cards do. The anchor is the same process without the fair gate, where
SQLite's own lock decides who writes next.
"""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, islice
from unittest.mock import patch

from common import Times, clocked, fill, make_database, make_learner, measure, ms, note, ratio, table, vocabulary
from django.db import OperationalError, connection
from django.utils import timezone

from lexora.accounts.models import User
from lexora.core.sqlite import base
from lexora.jobs.runner import SWITCH_AFTER
from lexora.words import actions as words

IMPORTED, FORMER = 50_000, 10_000
REPEATS = 200
PAUSE = 0.02  # seconds between two typed words


class NoGate:
    """Lets everybody through at once."""

    def acquire(self, _timeout: float) -> bool:
        return True

    def release(self) -> None:
        pass


@dataclass
class Import:
    """An import that runs in a thread of its own."""

    owner: User
    drafts: list[words.Draft]
    stored: int = 0
    seconds: float = 0.0
    failed: str = ""

    def run(self) -> None:
        start = time.perf_counter()
        try:
            for batch in words.add_entries(owner=self.owner, drafts=self.drafts, now=timezone.now()):
                self.stored += len(batch)
                self.seconds = time.perf_counter() - start
        except OperationalError as error:
            self.failed = str(error)
        finally:
            connection.close()

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.stored / self.seconds if self.seconds else 0.0


@contextmanager
def running(task: Import) -> Iterator[threading.Thread]:
    thread = threading.Thread(target=task.run)
    thread.start()
    try:
        yield thread
    finally:
        thread.join()


class Typist:
    """Types a new word at each call."""

    def __init__(self, owner: User) -> None:
        self.owner = owner
        self.numbers = count(1)
        self.refused = 0

    def type(self) -> None:
        draft = words.Draft(text=f"typed word {next(self.numbers)}", language="en")
        try:
            words.add_entry(owner=self.owner, draft=draft, now=timezone.now())
        except OperationalError:
            self.refused += 1

    def beside(self, thread: threading.Thread) -> Times:
        """Type until the import ends."""
        seconds = []
        while thread.is_alive():
            seconds.append(clocked(self.type))
            time.sleep(PAUSE)
        return Times(seconds)


def drafts(seed: int) -> list[words.Draft]:
    return [word.draft() for word in islice(vocabulary(seed), IMPORTED)]


def busy(typist: Typist, name: str, seed: int) -> tuple[Times, Import]:
    """Typing beside an import by another learner."""
    task = Import(make_learner(name), drafts(seed))
    with running(task) as thread:
        return typist.beside(thread), task


def main() -> None:
    sys.setswitchinterval(SWITCH_AFTER)  # as in the web process
    make_database()
    ann = make_learner("ann")
    fill(ann, FORMER, seed=1)
    typist = Typist(ann)
    idle = measure(typist.type, repeats=REPEATS, warm_up=20)
    note("an import alone…")
    alone = Import(make_learner("alone"), drafts(seed=2))
    alone.run()
    note("typing beside an import…")
    gated, import_gated = busy(typist, "gated", seed=3)
    note("the same without the gate…")
    with patch.object(base, "GATE", NoGate()):
        free, import_free = busy(typist, "free", seed=4)
    rows = [
        ("typing, nothing else", len(idle.seconds), ms(idle.median), ms(idle.p95), ms(max(idle.seconds)), "", ""),
        _row("typing beside an import", gated, idle, import_gated),
        _row("the same without the gate (anchor)", free, idle, import_free),
        ("the import alone", "", "", "", "", "", f"{alone.rate:,.0f}"),
    ]
    head = ("", "words", "median", "p95", "longest", "p95 over idle", "import, rows/s")
    table(f"Typing beside an import of {IMPORTED:,} drafts", head, rows)
    print(f"\np95 with the gate / without: {ratio(gated.p95, free.p95)}. Refused words: {typist.refused}.")
    print(f"Import beside typing / alone: {ratio(import_gated.rate, alone.rate)}. {import_free.failed}")


def _row(name: str, times: Times, idle: Times, task: Import) -> tuple[object, ...]:
    over = ms(times.p95 - idle.p95)
    return (
        name,
        len(times.seconds),
        ms(times.median),
        ms(times.p95),
        ms(max(times.seconds)),
        over,
        f"{task.rate:,.0f}",
    )


if __name__ == "__main__":
    main()
