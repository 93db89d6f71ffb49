"""What will be due. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = 30


@dataclass(frozen=True)
class Ahead:
    """How many cards come on a day; on the first one whatever is overdue too."""

    day: date
    cards: int

    @property
    def first(self) -> date:
        """As the points of a curve have it."""
        return self.day


def forecast(due: Mapping[date, int], *, today: date, days: int = DAYS) -> list[Ahead]:
    """The next days, today first, from counts by due day."""
    overdue = sum(count for day, count in due.items() if day < today)
    ahead = [today + timedelta(days=n) for n in range(days)]
    counts = [due.get(day, 0) for day in ahead]
    counts[0] += overdue
    return [Ahead(day, max(0, count)) for day, count in zip(ahead, counts, strict=True)]
