"""What a learner wants, and did already, on a day of theirs."""

from dataclasses import dataclass
from datetime import date, datetime

from lexora.accounts.models import User
from lexora.core.days import local_day
from lexora.learning.models import Day, PracticeSettings
from lexora.learning.queries.settings import settings_of


@dataclass(frozen=True)
class Today:
    """Read once, asked by all that a page shows."""

    user: User
    settings: PracticeSettings
    done: Day

    @property
    def day(self) -> date:
        return self.done.day

    @property
    def steps(self) -> bool:
        """Whether cards come again on the same day."""
        return self.settings.steps

    @property
    def new_left(self) -> int:
        """How many new cards may still come today."""
        return max(0, self.settings.new_per_day - self.done.new)

    @property
    def reviews_left(self) -> int:
        """How many reviews may still come today."""
        return max(0, self.settings.reviews_per_day - (self.done.reviews - self.done.new))


def today_of(user: User, *, now: datetime, settings: PracticeSettings | None = None) -> Today:
    """In two queries, or in one when the settings are known."""
    return Today(user=user, settings=settings or settings_of(user), done=day_of(user, local_day(now, user.time_zone)))


def day_of(user: User, day: date) -> Day:
    """What a learner did on a day of theirs, or an empty row that is not stored."""
    return Day.objects.filter(user=user, day=day).first() or Day(user=user, day=day)
