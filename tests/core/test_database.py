"""Telling a database server that is away from a question that was wrong."""

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError

from lexora.core.database import is_away


class FromPostgreSQL(Exception):  # noqa: N818 - stands for psycopg's error
    """What Django's error was made of."""

    def __init__(self, sqlstate: str | None) -> None:
        self.sqlstate = sqlstate


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "away"),
    [
        (caused(OperationalError(), FromPostgreSQL(None)), True),  # no connection, or no more of them in the pool
        (caused(OperationalError(), FromPostgreSQL("08006")), True),  # the connection was lost
        (caused(OperationalError(), FromPostgreSQL("57P01")), True),  # the server stops
        (caused(OperationalError(), FromPostgreSQL("57P03")), True),  # the server starts
        (caused(OperationalError(), FromPostgreSQL("53300")), True),  # too many connections
        (InterfaceError("the connection is closed"), True),
        (caused(OperationalError(), FromPostgreSQL("40P01")), False),  # a deadlock
        (caused(OperationalError(), FromPostgreSQL("53100")), False),  # the disk is full
        (caused(OperationalError(), FromPostgreSQL("57014")), False),  # the query took too long
        (caused(IntegrityError(), FromPostgreSQL("23505")), False),
        (caused(OperationalError(), OSError("disk I/O error")), False),  # SQLite's have no code
        (OperationalError("database is locked"), False),
        (ZeroDivisionError(), False),
        (None, False),
    ],
)
def test_a_server_that_is_away_is_told_from_other_faults(error: Exception | None, away: bool) -> None:
    assert is_away(error) is away
