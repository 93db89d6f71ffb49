"""The trigram index of SQLite over `search_text`. Triggers keep it equal to the rows, whoever writes them.

It is looked after whenever migrations ran: SQLite changes a column by making the table anew, and the triggers of the
old table go with it.
"""

from datetime import datetime
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE, INDEX = "words_entry", "words_entry_fts"
CREATE_INDEX = f"""
    CREATE VIRTUAL TABLE {INDEX} USING fts5(
        search_text, content='{TABLE}', content_rowid='id', tokenize='trigram'
    )
"""
FORGET = f"INSERT INTO {INDEX}({INDEX}, rowid, search_text) VALUES ('delete', old.id, old.search_text);"  # noqa: S608
LEARN = f"INSERT INTO {INDEX}(rowid, search_text) VALUES (new.id, new.search_text);"  # noqa: S608
TRIGGERS = {
    f"{INDEX}_insert": f"AFTER INSERT ON {TABLE} BEGIN {LEARN} END",
    f"{INDEX}_delete": f"AFTER DELETE ON {TABLE} BEGIN {FORGET} END",
    f"{INDEX}_update": f"AFTER UPDATE OF search_text ON {TABLE} "
    f"WHEN old.search_text IS NOT new.search_text BEGIN {FORGET} {LEARN} END",
}
REBUILD = f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')"  # noqa: S608


def look_after(using: str = "default", **_kwargs: Any) -> None:
    """Make the index and its triggers where any is missing."""
    connection = connections[using]
    if connection.vendor == "sqlite" and not _is_whole(connection):
        _make(connection)


def learn_statistics(_now: datetime) -> None:
    """Let SQLite look at its tables where that pays, so that it chooses the right index (`PRAGMA optimize`)."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize=0x10002")


def _is_whole(connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE %s", [f"{INDEX}%"])
        names = {name for (name,) in cursor.fetchall()}
    return {INDEX, *TRIGGERS} <= names


def _make(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for name in TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(f"DROP TABLE IF EXISTS {INDEX}")
        cursor.execute(CREATE_INDEX)
        for name, body in TRIGGERS.items():
            cursor.execute(f"CREATE TRIGGER {name} {body}")
        cursor.execute(REBUILD)
