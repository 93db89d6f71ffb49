"""Who takes the answers of a family of jobs. Topic apps register; `jobs` knows none of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lexora.jobs.models import Job

Answer = tuple[Job, Any]  # a completed job and the payload of its result


@dataclass(frozen=True)
class Family:
    """What a topic does with its jobs. Each is called inside the transaction that closes or opens a job."""

    completed: Callable[[Sequence[Answer], datetime], None]
    failed: Callable[[Job, dict[str, object], datetime], None]  # job, reason, now
    left_open: Callable[[Sequence[Job]], set[UUID]]  # which of these failed jobs still have work that nobody did
    retry: Callable[[Job, datetime], Job | None]  # a new job for what the failed one left open


_families: dict[str, Family] = {}


def register(name: str, family: Family) -> None:
    """Make `family` responsible for the jobs of this name."""
    _families[name] = family


def family(name: str) -> Family:
    return _families[name]
