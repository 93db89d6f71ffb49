"""The daily goal, and how long reviews take. Pure."""

from dataclasses import dataclass

SECONDS_PER_REVIEW = 8  # about


@dataclass(frozen=True)
class Goal:
    """How far a learner is today."""

    done: int
    goal: int

    @property
    def percent(self) -> int:
        """Full at the goal and not before; more than all of it is all of it."""
        return min(100, self.done * 100 // self.goal)

    @property
    def left(self) -> int:
        return max(0, self.goal - self.done)

    @property
    def is_reached(self) -> bool:
        return self.done >= self.goal

    @property
    def is_just_reached(self) -> bool:
        """Whether the last review was the one that was wanting."""
        return self.done == self.goal


def minutes(reviews: int) -> int:
    """How long so many reviews take, in whole minutes begun."""
    return -(-reviews * SECONDS_PER_REVIEW // 60)
