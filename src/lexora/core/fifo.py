"""A fair lock: whoever asks first is served first. `threading.Lock` promises no order."""

import threading
from collections import deque


class FifoGate:
    """Mutual exclusion between threads in the order of their asking."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._held = False

    def acquire(self, timeout: float) -> bool:
        """Wait for the turn; False after `timeout` seconds without one."""
        with self._guard:
            if not self._held and not self._waiting:
                self._held = True
                return True
            turn = threading.Event()
            self._waiting.append(turn)
        return turn.wait(timeout) or self._give_up(turn)

    def release(self) -> None:
        """Hand the gate to the next in line."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._held = False

    def _give_up(self, turn: threading.Event) -> bool:
        """Leave the line; True when the turn came in the last moment."""
        with self._guard:
            if turn.is_set():
                return True
            self._waiting.remove(turn)
            return False
