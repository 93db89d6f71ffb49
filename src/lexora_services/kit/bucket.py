"""A token bucket: how often a provider may be asked."""

from collections.abc import Callable
from threading import Lock


class Bucket:
    """`rate` tokens a second, at most `burst` saved up. Safe to share between threads.

    Who must wait reserves a token, so that waiting is in the order of asking.
    """

    def __init__(
        self, *, rate: float, burst: int, clock: Callable[[], float], sleep: Callable[[float], object]
    ) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._sleep = sleep
        self._lock = Lock()
        self._tokens = float(burst)
        self._filled_at = clock()

    def try_take(self) -> bool:
        """Take a token if one is there."""
        return self.take(0)

    def take(self, timeout: float, *, leave: int = 0) -> bool:
        """Take a token, waiting at most `timeout` seconds; False at once when that would be too short.

        `leave` tokens stay behind for those who are in more of a hurry.
        """
        with self._lock:
            self._fill()
            wanted = 1 + min(leave, self._burst - 1)
            wait = max(0.0, (wanted - self._tokens) / self._rate)
            if wait > timeout:
                return False
            self._tokens -= 1
        if wait:
            self._sleep(wait)
        return True

    def _fill(self) -> None:
        now = self._clock()
        self._tokens = min(float(self._burst), self._tokens + (now - self._filled_at) * self._rate)
        self._filled_at = now
