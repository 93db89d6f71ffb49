"""The search on SQLite: an FTS5 index of trigrams over `search_text`. Triggers keep it equal to the rows.

It is looked after whenever migrations ran: SQLite changes a column by making the table anew, and the triggers of the
old table go with it.
"""

from datetime import datetime
from typing import Any

from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from lexora.accounts.models import User
from lexora.words.models import Entry

GRAM = 3
LOOKED_AT = 300  # at most
LOOKED_AT_CHANGED = 5_000  # at most; many words begin with three letters that somebody may have meant
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
MATCHING = f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s"  # noqa: S608
RANKED = f"""
    SELECT e.id, e.search_text FROM {INDEX} f JOIN {TABLE} e ON e.id = f.rowid
    WHERE f.{INDEX} MATCH %s AND e.owner_id = %s AND e.deleted_at IS NULL
    ORDER BY f.rank LIMIT %s
"""  # noqa: S608

MATCHING_OWN = f"""
    SELECT e.id, e.search_text FROM {INDEX} f CROSS JOIN {TABLE} e ON e.id = f.rowid
    WHERE f.{INDEX} MATCH %s AND e.owner_id = %s AND e.deleted_at IS NULL
    LIMIT %s
"""  # noqa: S608


def containing(entries: QuerySet[Entry], folded: str) -> QuerySet[Entry]:
    """The entries that contain the text."""
    return entries.filter(pk__in=RawSQL(MATCHING, [_quoted(folded)]))  # noqa: S611


def candidates(owner: User, folded: str, swapped: list[str], changed: list[str]) -> list[tuple[int, str]]:
    """Ids and search texts of the owner's entries that share most trigrams with the text, or begin a word like it."""
    grams = sorted({gram for spelling in (folded, *swapped) for gram in _grams(spelling)})
    with connection.cursor() as cursor:
        cursor.execute(RANKED, [" OR ".join(map(_quoted, grams)), owner.pk, LOOKED_AT])
        found = dict(cursor.fetchall())
        if changed:
            cursor.execute(MATCHING_OWN, [" OR ".join(map(_begun, changed)), owner.pk, LOOKED_AT_CHANGED])
            found.update(cursor.fetchall())
    return list(found.items())


def knows_letters() -> bool:
    return True


def _grams(text: str) -> set[str]:
    return {text[i : i + GRAM] for i in range(len(text) - GRAM + 1)}


def _quoted(text: str) -> str:
    """An FTS5 string. Folded text holds letters, digits and blanks only, so nothing in it is an operator."""
    return f'"{text}"'


def _begun(text: str) -> str:
    """Where a word begins with it: at the beginning, after a blank, or in a new line."""
    return f'^"{text}" OR " {text}" OR "\n{text}"'


def look_after(using: str = "default", **_kwargs: Any) -> None:
    """Make the index and its triggers where any is missing."""
    connection = connections[using]
    if connection.vendor == "sqlite" and not _is_whole(connection):
        _make(connection)


def learn_statistics(_now: datetime) -> None:
    """Let SQLite look at its tables where that pays, so that it chooses the right index (`PRAGMA optimize`)."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        # It writes, so it takes its turn as all writers do; by itself it would not wait for another.
        with transaction.atomic(), connection.cursor() as cursor:
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
