"""PostgreSQL in tests: which database they run on, and databases of their own on a server that runs."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

SERVER = os.environ.get("TEST_DATABASE_URL", "")  # of the PostgreSQL that the tests run on; empty: they run on SQLite
only_on_sqlite = pytest.mark.skipif(bool(SERVER), reason="about SQLite, and these tests run on PostgreSQL")
only_on_postgresql = pytest.mark.skipif(not SERVER, reason="about PostgreSQL: make test-postgres")


@contextmanager
def fresh_database(server: str, *, locale: str = "C.UTF-8") -> Iterator[str]:
    """The URL of an empty database on the server of this URL, until the block ends."""
    name = f"lexora_{secrets.token_hex(6)}"
    like = f"ENCODING 'UTF8' LC_COLLATE '{locale}' LC_CTYPE '{locale}' TEMPLATE template0"
    ask(server, f'CREATE DATABASE "{name}" {like}')
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        ask(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def ask(url: str, query: str) -> list[tuple[Any, ...]]:
    """The rows of one query, on a connection of its own."""
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(query.encode())
        return cursor.fetchall() if cursor.description else []
