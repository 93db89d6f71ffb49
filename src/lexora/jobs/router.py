"""Who takes the answers of a family of jobs. Topic apps register; `jobs` knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lexora.jobs.models import Job


@dataclass(frozen=True)
class Family:
    """What a topic does with its jobs. Each is called inside the transaction that closes or opens a job."""

    completed: Callable[[Job, Any, datetime], None]  # job, the result's payload, now
    failed: Callable[[Job, dict[str, object], datetime], None]  # job, reason, now
    retry: Callable[[Job, datetime], Job | None]  # a new job for what the failed one left open


_families: dict[str, Family] = {}


def register(name: str, family: Family) -> None:
    """Make `family` responsible for the jobs of this name."""
    _families[name] = family


def family_of(job: Job) -> Family:
    return _families[job.family]
