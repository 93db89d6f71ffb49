"""When a learner is reminded to practise. Pure."""

from dataclasses import dataclass

LATEST_HOUR = 22  # a reminder that was held up does not come in the night


@dataclass(frozen=True)
class Reminder:
    """What a learner is told: how many cards wait, about how long they take, and the streak that is alive."""

    cards: int
    minutes: int
    streak: int


def is_time(*, wanted: int, hour: int) -> bool:
    """Whether it is the hour that a learner chose, or one that follows it on the same day.

    So an hour that daylight saving skips is made up for by the next one, and so are hours in which the server was down.
    """
    return wanted <= hour and (hour <= LATEST_HOUR or hour == wanted)
