"""The embedded profile: the services' work done by threads of this process. The one place that imports services."""

import logging
import threading
import time
from collections import deque
from functools import cache

from django.db import close_old_connections, connection
from django.utils import timezone

from lexora.core import tracing
from lexora.jobs import actions, queries, wake
from lexora.jobs.models import Job
from lexora.jobs.requests import crashed, request_of
from lexora_contract import messages
from lexora_services.translation import wiring

log = logging.getLogger(__name__)
LOOK_AGAIN = 5.0  # seconds; another process (the command line) may add work without waking us
AFTER_FAULT = 1.0  # seconds


@cache
def translation_service() -> wiring.TranslationService:
    """The translation service, built from its own environment variables."""
    return wiring.build()


def translate(call: messages.TranslateCall) -> messages.TranslateAnswer:
    """Translate one text now. Raises `WorkError`."""
    return translation_service().translate(call)


def outside_providers() -> list[str]:
    """Who may see texts."""
    return translation_service().outside_providers()


class Workers:
    """Threads that claim jobs, do them and store the answers."""

    def __init__(self, threads: dict[Job.Lane, int]) -> None:
        self._stopping = threading.Event()
        self._claiming = threading.Lock()
        self._last_owner = 0
        self._lost: deque[Job] = deque()
        self._threads = [
            threading.Thread(target=self._run, args=(lane,), name=f"jobs-{lane}-{n}", daemon=True)
            for lane, count in threads.items()
            for n in range(count)
        ]

    def start(self) -> None:
        """Take up what a killed process left, then begin."""
        if left := actions.reopen_unfinished(now=timezone.now()):
            log.info("%s unfinished jobs are taken up again", left)
        for thread in self._threads:
            thread.start()

    def stop(self, timeout: float = 10.0) -> None:
        """Let each thread finish its job, at most `timeout` seconds; what is left starts anew next time."""
        deadline = time.monotonic() + timeout
        self._stopping.set()
        wake.everybody()
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def is_alive(self) -> bool:
        return all(thread.is_alive() for thread in self._threads)

    def _run(self, lane: Job.Lane) -> None:
        while not self._stopping.is_set():
            try:
                self._turn(lane)
            except Exception:
                # A thread that dies takes its share of the work with it for ever.
                log.exception("a worker thread met a fault and goes on")
                self._stopping.wait(AFTER_FAULT)
        connection.close()

    def _turn(self, lane: Job.Lane) -> None:
        close_old_connections()
        woken = wake.seen(lane)
        if self._stopping.is_set():  # looked at after `seen`, or the call to stop could fall between the two
            return
        self._give_back()
        job = self._claim(lane)
        timeout = 0.0 if job else _until_due(lane)
        close_old_connections()  # others need it more than who waits for work, or for a provider
        if job:
            self._do(job)
        else:
            wake.wait(lane, since=woken, timeout=timeout)

    def _do(self, job: Job) -> None:
        try:
            do(job)
        except Exception:
            # Neither an answer nor a failure could be stored: the job must not stay in nobody's hands.
            self._lost.append(job)
            raise

    def _give_back(self) -> None:
        with self._claiming:  # two threads that gave back the same job would give it to two others
            while self._lost:
                self._lost[0].move(Job.Status.PENDING)
                self._lost.popleft()

    def _claim(self, lane: Job.Lane) -> Job | None:
        with self._claiming:
            job = actions.claim_due(lane, after_owner=self._last_owner, now=timezone.now())
            if job and lane == Job.Lane.BULK:
                self._last_owner = job.owner_id or 0
            return job


def do(job: Job) -> None:
    """Do one claimed job, and store what came out."""
    tracing.begin(job.traceparent)
    try:
        actions.accept_result(translation_service().answer(request_of(job)), now=timezone.now())
    except Exception:
        log.exception("job %s crashed", job.pk)
        actions.accept_result(crashed(job), now=timezone.now())


def _until_due(lane: Job.Lane) -> float:
    """Seconds until the next pending job of the lane is due, within bounds."""
    due_at = queries.next_due(lane)
    if due_at is None:
        return LOOK_AGAIN
    return min(LOOK_AGAIN, max(0.01, (due_at - timezone.now()).total_seconds()))
