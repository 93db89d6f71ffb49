"""Fits the weights of FSRS to what a learner remembered and forgot, with fsrs-rs (Rust, no torch)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from operator import itemgetter

from fsrs_rs_python import FSRS, FSRSItem, FSRSReview, TrainingConfig

from lexora.core.errors import Refused
from lexora.learning.rules.cards import Line, Options
from lexora.learning.rules.fsrs import WEIGHTS_DEFAULT, bounded, fsrs, retrievability
from lexora.learning.rules.retention import FIT_FROM, Accuracy, Forecast, accuracy, forecasts

SEED = 6  # of the order in which the fit sees the reviews: the same logs give the same weights
Logs = Sequence[Sequence[Line]]  # one log for each card, oldest line first


def fit(logs: Logs) -> tuple[float, ...]:
    """The weights that predict these reviews best. Refused while there are too few of them."""
    check_can_fit(logs)
    dated = [item for log in logs for item in _items(moving(log))]
    # fsrs-rs gives the later items more weight.
    items = [item for _at, item in sorted(dated, key=itemgetter(0))]
    trained = FSRS(list(WEIGHTS_DEFAULT)).compute_parameters(items, training_config=TrainingConfig(seed=SEED))
    return bounded(tuple(trained))


def evaluate(logs: Logs, weights: tuple[float, ...] = ()) -> Accuracy:
    """How well weights predict these reviews; without any, how well the default ones do."""
    return accuracy([forecast for log in logs for forecast in foreseen(log, weights)])


def foreseen(log: Sequence[Line], weights: tuple[float, ...] = ()) -> Iterator[Forecast]:
    """What FSRS with these weights would have said before each review of a card."""
    options = Options(weights=weights)
    return forecasts(
        moving(log),
        review=lambda card, line: fsrs(card, line.grade, line.moment, options),
        predict=lambda card, at: retrievability(card, at, options),
    )


def check_can_fit(logs: Logs) -> None:
    count = sum(len(moving(log)) for log in logs)
    if count < FIT_FROM:
        raise Refused("too_few_reviews", count=count, needed=FIT_FROM)


def moving(log: Sequence[Line]) -> list[Line]:
    """The lines that moved the schedule."""
    return [line for line in log if line.moves]


def _items(lines: Sequence[Line]) -> Iterator[tuple[datetime, FSRSItem]]:
    """Each review on a later day than the one before, with the history that led to it."""
    history = [FSRSReview(line.grade + 1, 0) for line in lines[:1]]
    for before, line in pairwise(lines):
        days = max(0, (line.moment.day - before.moment.day).days)
        history.append(FSRSReview(line.grade + 1, days))
        if days:
            yield line.moment.at, FSRSItem(history)
