"""The job threads and the scheduler of this process."""

import sys
from datetime import timedelta

from django.conf import settings

from lexora.jobs import actions, blobs, scheduler
from lexora.jobs.embedded import Workers, translation_service
from lexora.jobs.models import Job
from lexora.jobs.scheduler import Scheduler

KEPT = timedelta(days=30)  # how long closed jobs stay for looking at
# Seconds until a thread that computes lets another one go on. Python's own 5 ms are paid again after each query, which
# makes a typed word beside an import wait twice as long.
SWITCH_AFTER = 0.0005
_running: list[Workers | Scheduler] = []

scheduler.register("prune files", every=timedelta(hours=6), action=lambda now: blobs.prune(before=now - KEPT))
scheduler.register("prune jobs", every=timedelta(hours=6), action=lambda now: actions.prune(before=now - KEPT))


def warm_up() -> None:
    """Build the services and read their dictionaries now, not when the first word waits.

    Raises `ValueError` for a setting that is wrong.
    """
    if settings.JOBS_RUN_HERE:
        translation_service()


def start() -> None:
    """Begin to work on jobs; does nothing when it is done already, or when `lexora worker` does it."""
    if settings.JOBS_RUN_HERE and not _running:
        warm_up()
        sys.setswitchinterval(SWITCH_AFTER)
        workers = Workers(
            {
                Job.Lane.INTERACTIVE: settings.ENV.jobs_interactive_threads,
                Job.Lane.BULK: settings.ENV.jobs_bulk_threads,
            }
        )
        for part in (workers, Scheduler()):
            part.start()
            _running.append(part)


def stop() -> None:
    """Finish what is in hand and stop."""
    while _running:
        _running.pop().stop()


def is_alive() -> bool:
    return bool(_running) and all(part.is_alive() for part in _running)
