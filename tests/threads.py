"""Threads in tests: none is forgotten, and an error in one is an error of the test."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any, TypeVar

from django.db import connection

T = TypeVar("T")
PATIENCE = 20.0  # seconds; a test that waits for this is broken


@contextmanager
def crew(size: int = 8) -> Iterator[Callable[..., Future[Any]]]:
    """`start(work, *arguments)` begins it in a thread of its own; `.result(PATIENCE)` is its answer."""
    with ThreadPoolExecutor(size) as pool:
        yield lambda work, *arguments: pool.submit(_with_own_connection, work, *arguments)


def at_once(*works: Callable[[], T]) -> list[T]:
    """Do all of it in the same moment; the answers in the order of the arguments."""
    barrier = Barrier(len(works))

    def together(work: Callable[[], T]) -> T:
        barrier.wait(PATIENCE)
        return work()

    with crew(len(works)) as start:
        running = [start(together, work) for work in works]
        return [future.result(PATIENCE) for future in running]


def _with_own_connection(work: Callable[..., T], *arguments: Any) -> T:
    try:
        return work(*arguments)
    finally:
        connection.close()
