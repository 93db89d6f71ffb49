"""A circuit breaker: a provider that is away costs its time-out once, not once per word."""

from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from lexora_contract.reasons import UNREACHABLE, TryLater, WorkError

T = TypeVar("T")


class Breaker:
    """Opens after `failures` unreachable answers in a row; lets one trial through after `open_seconds`.

    Safe to share between threads.
    """

    def __init__(self, provider: str, *, failures: int, open_seconds: float, clock: Callable[[], float]) -> None:
        self._provider = provider
        self._failures = failures
        self._open_seconds = open_seconds
        self._clock = clock
        self._lock = Lock()
        self._failed_in_a_row = 0
        self._opened_at: float | None = None
        self._trial_runs = False

    def check(self) -> None:
        """Raise `TryLater` if a call would be turned away. Costs nothing and starts no trial."""
        with self._lock:
            if self._is_open():
                raise self._away()

    def call(self, work: Callable[[], T]) -> T:
        """Do the work, or raise `TryLater` at once while the provider is taken for unreachable."""
        trial = self._enter()
        try:
            result = work()
        except WorkError as error:
            if error.reason.code == UNREACHABLE:
                self._note_failure(trial)
            else:
                self._note_contact()  # a refusal is an answer too
            raise
        except BaseException:
            self._note_nothing(trial)  # a bug of ours tells nothing about the provider
            raise
        self._note_contact()
        return result

    def _enter(self) -> bool:
        """Return whether this call is the trial."""
        with self._lock:
            if self._is_open():
                raise self._away()
            self._trial_runs = self._opened_at is not None
            return self._trial_runs

    def _is_open(self) -> bool:
        if self._opened_at is None:
            return False
        return self._trial_runs or self._clock() < self._opened_at + self._open_seconds

    def _away(self) -> TryLater:
        return TryLater(UNREACHABLE, provider=self._provider)

    def _note_contact(self) -> None:
        with self._lock:
            self._failed_in_a_row = 0
            self._opened_at = None
            self._trial_runs = False

    def _note_failure(self, trial: bool) -> None:
        with self._lock:
            self._failed_in_a_row += 1
            if trial:
                self._trial_runs = False
                self._opened_at = self._clock()
            elif self._opened_at is None and self._failed_in_a_row >= self._failures:
                self._opened_at = self._clock()
            # Calls that began before the breaker opened do not keep it open for longer.

    def _note_nothing(self, trial: bool) -> None:
        with self._lock:
            if trial:
                self._trial_runs = False
