"""Whether everything that this process needs is there."""

from dataclasses import dataclass

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
    """Ask the database and the job threads."""
    return Readiness({"database": _database_answers(), "migrations": is_migrated(), "jobs": runner.is_alive()})


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def is_migrated() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False
