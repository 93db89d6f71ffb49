"""SQLite lets one writer in at a time and makes the others poll, so that a typed word starves behind an import.
The gate gives each outermost write transaction, and each single write outside one, its turn in order.

Another process (a command line beside the web server) still meets SQLite's own lock and its busy time-out.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from lexora.core.fifo import FifoGate

GATE = FifoGate()
GATE_TIMEOUT = 30.0  # seconds; as long as SQLite's own busy time-out
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)


class GatedCursor(base.SQLiteCursorWrapper):
    """Takes the gate for a single write that no transaction surrounds."""

    gate_of: "DatabaseWrapper"

    def execute(self, query: str, params: Any = None) -> Any:
        with self.gate_of.gated_statement(query):
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        with self.gate_of.gated_statement(query):
            return super().executemany(query, param_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """`BEGIN IMMEDIATE` behind the gate; commit, rollback and close give it back."""

    _holds_gate = False

    def create_cursor(self, name: str | None = None) -> GatedCursor:
        cursor: GatedCursor = self.connection.cursor(factory=GatedCursor)
        cursor.gate_of = self
        return cursor

    @contextmanager
    def gated_statement(self, query: str) -> Iterator[None]:
        if self.in_atomic_block or self._holds_gate or not WRITES.match(query):
            yield
            return
        self._take_gate()
        try:
            yield
        finally:
            self._leave_gate()

    def _start_transaction_under_autocommit(self) -> None:
        self._take_gate()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave_gate()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._leave_gate()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave_gate()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._leave_gate()

    def _take_gate(self) -> None:
        if not self._holds_gate:
            if not GATE.acquire(GATE_TIMEOUT):
                raise OperationalError("database is locked: another write has held it for too long")
            self._holds_gate = True

    def _leave_gate(self) -> None:
        if self._holds_gate:
            self._holds_gate = False
            GATE.release()
