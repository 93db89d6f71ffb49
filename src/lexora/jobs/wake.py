"""Tells whoever does the jobs that there is work, without a poll between commit and claim.

Embedded: waiting threads of this process. With RabbitMQ: the relays of the workers, by PostgreSQL's NOTIFY.
"""

import threading

from django.conf import settings
from django.db import connection, transaction

from lexora.jobs.models import Job

CHANNEL = "lexora_jobs"
_conditions: dict[str, threading.Condition] = {}
_counts: dict[str, int] = {}
_guard = threading.Lock()


def after_commit(lane: str, jobs: int = 1) -> None:
    """Wake as many as there are new jobs, once the transaction that made them is committed."""
    if settings.JOBS_RUN_HERE:
        transaction.on_commit(lambda: up(lane, jobs))
        return
    with connection.cursor() as cursor:  # PostgreSQL delivers it at the commit, and folds equal ones into one
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, lane])


def up(lane: str, jobs: int = 1) -> None:
    """Wake as many waiting threads as there are new jobs."""
    condition = _condition(lane)
    with condition:
        _counts[lane] = seen(lane) + jobs
        condition.notify(jobs)


def everybody() -> None:
    """Wake all threads, so that they see that they shall stop."""
    for lane in Job.Lane.values:
        with _condition(lane):
            _counts[lane] = seen(lane) + 1
            _condition(lane).notify_all()


def seen(lane: str) -> int:
    """How often the lane was woken; ask before looking for work, and give it to `wait`."""
    return _counts.get(lane, 0)


def wait(lane: str, *, since: int, timeout: float) -> None:
    """Sleep until the lane is woken again after `since`, at most `timeout` seconds."""
    condition = _condition(lane)
    with condition:
        condition.wait_for(lambda: seen(lane) != since, timeout)


def _condition(lane: str) -> threading.Condition:
    with _guard:
        return _conditions.setdefault(lane, threading.Condition())
