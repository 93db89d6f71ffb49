"""Fitting the weights of FSRS to a log whose truth is known."""

from dataclasses import replace
from itertools import chain

import pytest
from fsrs_rs_python import FSRS, FSRSItem

from lexora.core.errors import Refused
from lexora.learning import optimizer
from lexora.learning.rules.cards import EXTRA, STEP, Grade, Line
from lexora.learning.rules.fsrs import WEIGHTS_DEFAULT, bounded
from lexora.learning.rules.retention import FIT_FROM, Accuracy
from tests.learning.simulated import FORGETFUL, SHARP, STEADY, histories

Logs = list[list[Line]]


def logs_of(weights: tuple[float, ...], *, cards: int, seed: int = 1) -> Logs:
    return [list(history.lines) for history in histories(cards, weights=weights, days=365, seed=seed)]


@pytest.mark.parametrize(("weights", "cards"), [(FORGETFUL, 75), (STEADY, 190), (SHARP, 205)])
def test_fitted_weights_predict_other_cards_better_than_the_default_ones(
    weights: tuple[float, ...], cards: int
) -> None:
    seen, unseen = logs_of(weights, cards=cards), logs_of(weights, cards=cards, seed=2)
    assert 1_300 < sum(map(len, seen)) < 1_700
    fitted = optimizer.fit(seen)
    for logs in (seen, unseen):
        before, after = optimizer.evaluate(logs), optimizer.evaluate(logs, fitted)
        assert before.reviews == after.reviews
        assert after.log_loss < before.log_loss
        assert after.rmse_bins < before.rmse_bins


def test_the_same_log_gives_the_same_weights_within_bounds() -> None:
    logs = logs_of(STEADY, cards=190)
    fitted = optimizer.fit(logs)
    assert optimizer.fit(logs) == fitted == bounded(fitted)


def test_the_order_of_the_cards_does_not_matter() -> None:
    logs = logs_of(STEADY, cards=190)
    assert optimizer.fit(logs[::-1]) == pytest.approx(optimizer.fit(logs), abs=0.02)


def test_steps_and_doubles_teach_nothing() -> None:
    logs = logs_of(FORGETFUL, cards=75)
    noisy = [list(chain.from_iterable((line, *noise(line)) for line in log)) for log in logs]
    assert sum(map(len, noisy)) == 3 * sum(map(len, logs))
    assert optimizer.fit(noisy) == optimizer.fit(logs)
    assert optimizer.evaluate(noisy) == optimizer.evaluate(logs)


def noise(line: Line) -> tuple[Line, Line]:
    return replace(line, kind=STEP, grade=Grade.AGAIN), replace(line, kind=EXTRA, grade=Grade.EASY)


def test_a_double_that_was_forgotten_counts() -> None:
    [log] = logs_of(STEADY, cards=1)
    double = replace(log[-1], kind=EXTRA, grade=Grade.AGAIN)
    assert optimizer.moving([*log, double]) == [*log, double]


def test_too_few_reviews_are_refused() -> None:
    logs = logs_of(STEADY, cards=10)
    with pytest.raises(Refused) as refused:
        optimizer.fit(logs)
    assert refused.value.code == "too_few_reviews"
    assert refused.value.params == {"count": sum(map(len, logs)), "needed": FIT_FROM}
    with pytest.raises(Refused):
        optimizer.fit([])


def test_steps_do_not_count_towards_the_least_number() -> None:
    log = logs_of(STEADY, cards=1)[0][:1]
    with pytest.raises(Refused):
        optimizer.fit([[*log, *(replace(log[0], kind=STEP) for _ in range(FIT_FROM))]])


def test_cards_that_were_seen_once_leave_the_default_weights() -> None:
    logs = [log[:1] for log in logs_of(STEADY, cards=FIT_FROM)]
    assert optimizer.fit(logs) == pytest.approx(WEIGHTS_DEFAULT)
    assert optimizer.evaluate(logs) == Accuracy(reviews=0, log_loss=0, rmse_bins=0)


@pytest.mark.parametrize("weights", [(), SHARP])
def test_the_measures_are_those_of_fsrs_rs(weights: tuple[float, ...]) -> None:
    logs = logs_of(STEADY, cards=150)
    ours = optimizer.evaluate(logs, weights)
    # fsrs-rs weighs later items more. Said fifty times over, all of them weigh nearly the same.
    theirs = FSRS(list(weights)).evaluate(items_of(logs) * 50)
    assert ours.log_loss == pytest.approx(theirs.log_loss, rel=0.01)
    assert ours.rmse_bins == pytest.approx(theirs.rmse_bins, rel=0.01)


def items_of(logs: Logs) -> list[FSRSItem]:
    return [item for log in logs for _at, item in optimizer._items(log)]
