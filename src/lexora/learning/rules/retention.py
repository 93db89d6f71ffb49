"""How likely a card is remembered, and how well such predictions came true. Pure."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import floor, log, sqrt
from statistics import fmean

from lexora.learning.rules.cards import CardState, Grade, Line

DAY = timedelta(days=1)
FIT_FROM = 1_000  # reviews from which on weights can be fitted
SM2_RETENTION = 0.9  # what SM-2 aims at on the day a card is due
CERTAIN = 1e-4  # no prediction counts as surer than this; one surprise would outweigh all other reviews


def last_day(card: CardState) -> date | None:
    """The learner's calendar day of the last review."""
    if card.due is None:
        return card.last_at.date() if card.last_at else None
    day = card.due - timedelta(days=card.interval)
    # Who moved the due day did not move the review. No time zone is further than a day from UTC.
    if card.last_at and abs(day - card.last_at.date()) > DAY:
        return card.last_at.date()
    return day


def elapsed_days(card: CardState, at: datetime) -> float:
    """Days from the last review to an instant, with their fraction; 0 before the first review."""
    day = last_day(card)
    if day is None:
        return 0.0
    since = card.last_at or datetime.combine(day, time.min, UTC)
    return max(0.0, (at - since) / DAY)


def sm2_probability(card: CardState, at: datetime) -> float:
    """SM-2 as a prediction: nine of ten are remembered on the day a card is due. 0 before the first review."""
    if last_day(card) is None:
        return 0.0
    return float(SM2_RETENTION ** (elapsed_days(card, at) / max(card.interval, 1)))


# How well predictions came true


@dataclass(frozen=True)
class Forecast:
    """What was predicted for a review, and what became of it."""

    day: date
    probability: float
    is_recalled: bool
    days: int  # since the review before
    number: int  # of the card's reviews, this one included
    lapses: int  # before this one


@dataclass(frozen=True)
class Accuracy:
    """How well predictions came true; of both numbers less is better."""

    reviews: int
    log_loss: float
    rmse_bins: float


def forecasts(
    lines: Iterable[Line],
    *,
    review: Callable[[CardState, Line], CardState],
    predict: Callable[[CardState, datetime], float],
) -> Iterator[Forecast]:
    """What a scheduler would have predicted along the log of a card, once for each review on a later day."""
    card, day, lapses = CardState(), date.max, 0
    for number, line in enumerate(lines, start=1):
        if (days := (line.moment.day - day).days) > 0 and card.last_at:
            chance = predict(card, card.last_at + timedelta(days=days))
            yield Forecast(line.moment.day, chance, line.grade != Grade.AGAIN, days, number, lapses)
            lapses += line.grade == Grade.AGAIN
        card, day = review(card, line), line.moment.day


def accuracy(made: Collection[Forecast]) -> Accuracy:
    """How well predictions came true. Where there are none, nothing was amiss."""
    return Accuracy(len(made), log_loss(made), rmse_bins(made)) if made else Accuracy(0, 0.0, 0.0)


def log_loss(made: Collection[Forecast]) -> float:
    """The mean surprise per review, in nats."""
    return fmean(-log(_given(forecast)) for forecast in made)


def rmse_bins(made: Collection[Forecast]) -> float:
    """How far predicted and true shares lie apart in groups of like reviews, each weighed by its size.

    The groups are those of the open srs-benchmark (`rmse_matrix` in its utils.py): days, number and lapses, each cut
    into steps that grow by a factor.
    """
    groups = defaultdict(list)
    for forecast in made:
        groups[_bin(forecast)].append(forecast)
    return sqrt(sum(len(group) * _bias(group) ** 2 for group in groups.values()) / len(made))


def _given(forecast: Forecast) -> float:
    """The chance that was given to what happened."""
    chance = forecast.probability if forecast.is_recalled else 1 - forecast.probability
    return min(1 - CERTAIN, max(CERTAIN, chance))


def _bias(group: Collection[Forecast]) -> float:
    return fmean(forecast.probability - forecast.is_recalled for forecast in group)


def _bin(forecast: Forecast) -> tuple[int, int, int]:
    return _step(forecast.days, 3.62), _step(forecast.number, 1.89), _step(forecast.lapses, 1.73)


def _step(count: int, factor: float) -> int:
    """Which step of a scale that grows by a factor; -1 for none at all."""
    return floor(log(count) / log(factor)) if count else -1
