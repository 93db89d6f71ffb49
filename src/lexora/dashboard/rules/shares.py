"""Parts of a whole, as a bar and its legend show them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Name = TypeVar("Name")


@dataclass(frozen=True)
class Share(Generic[Name]):
    """One part. `begin` and `percent` say where it lies in a bar of 100."""

    name: Name
    count: int
    begin: float
    percent: float


def shares(counts: Iterable[tuple[Name, int]]) -> list[Share[Name]]:
    """The parts in their order, without those that are empty."""
    there = [(name, count) for name, count in counts if count > 0]
    whole, before, found = sum(count for _name, count in there), 0, []
    for name, count in there:
        found.append(Share(name, count, begin=100 * before / whole, percent=100 * count / whole))
        before += count
    return found
