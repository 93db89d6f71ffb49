"""Work that comes round by the clock: deleting for good what nobody can bring back, and the like."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Task:
    """`action` takes the time of now; it does a bounded piece of work and may be run twice without harm."""

    name: str
    every: timedelta
    action: Callable[[datetime], object]


_tasks: list[Task] = []


def register(name: str, *, every: timedelta, action: Callable[[datetime], object]) -> None:
    """Let an app name what must be done from time to time."""
    _tasks.append(Task(name, every, action))


class Scheduler:
    """A thread that runs each task once at its start and then whenever its time has come."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="scheduler", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(5)

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def _run(self) -> None:
        due = dict.fromkeys(range(len(_tasks)), timezone.now())
        while due and not self._stopping.is_set():
            now = timezone.now()
            for number in [number for number, at in due.items() if at <= now]:
                run(_tasks[number], now=now)
                due[number] = now + _tasks[number].every
            connection.close()
            self._stopping.wait(max(0.1, (min(due.values()) - timezone.now()).total_seconds()))


def run(task: Task, *, now: datetime) -> None:
    """Run one task; a fault is written down and costs only this turn."""
    try:
        task.action(now)
    except Exception:
        log.exception("the task %s failed", task.name)
