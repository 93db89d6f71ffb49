"""Time for tests: it passes when it is told to."""

from dataclasses import dataclass, field


@dataclass
class FakeClock:
    """Time that passes only by `sleep` and `pass_`."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
