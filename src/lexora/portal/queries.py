"""Whether everything that this process needs is there."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from lexora.jobs import runner


@dataclass(frozen=True)
class Readiness:
    checks: dict[str, bool]

    @property
    def is_ready(self) -> bool:
        return all(self.checks.values())


def readiness() -> Readiness:
    """Ask what this process cannot work without."""
    needed = {"jobs": runner.is_alive()} if settings.JOBS_RUN_HERE else {"cache": _cache_answers()}
    return Readiness({"database": _database_answers(), "migrations": is_migrated(), **needed})


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _cache_answers() -> bool:
    cache.set("ready", "yes", 10)
    return bool(cache.get("ready") == "yes")


def is_migrated() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False
