"""Whether everything that this process needs is there."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from lexora.jobs import runner
from lexora.words import search

# For whoever looks after the server; not translated, as everything at this address.
NO_LETTERS = (
    "The locale of the database knows no Greek and Cyrillic letters (LC_CTYPE), so the search finds such words slowly, "
    "and not when they are misspelt. Make a database with CREATE DATABASE ... TEMPLATE template0 LC_COLLATE 'C.UTF-8' "
    "LC_CTYPE 'C.UTF-8' and move the data there with pg_dump and pg_restore."
)


@dataclass(frozen=True)
class Readiness:
    checks: dict[str, bool]
    warnings: list[str] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        return all(self.checks.values())


def readiness() -> Readiness:
    """Ask what this process cannot work without."""
    needed = {"jobs": runner.is_alive()} if settings.JOBS_RUN_HERE else {"cache": _cache_answers()}
    answers = _database_answers()
    migrated = answers and is_migrated()  # a database that is away is waited for, and once is enough
    warnings = list(_warnings()) if migrated else []
    return Readiness({"database": answers, "migrations": migrated, **needed}, warnings)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def _warnings() -> Iterator[str]:
    if not search.knows_letters():
        yield NO_LETTERS


def _cache_answers() -> bool:
    cache.set("ready", "yes", 10)
    return bool(cache.get("ready") == "yes")


def is_migrated() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return False
