"""How well schedulers foresee what is remembered, on logs whose truth is known.

Four learners are simulated (`tests/learning/simulated.py`). Each has a memory that follows FSRS-6 with weights of its
own: three far from the default ones, one with just those. No two words are alike: the first stability of each is
multiplied by a log-normal factor (0.4) and its difficulty moved by a normal one (1.5 on the scale of 1 to 10), which
no scheduler is told. Words are begun over two thirds of two years and reviewed when SM-2 calls for them, or up to nine
days later, so the logs are those of somebody who has not met FSRS yet. Whether a word is remembered is drawn with the
true chance.

Weights are fitted to the first 70 % of the days. Measured are the reviews after that, with the memory carried on from
the beginning. The floor is the true chance itself; nothing foresees better than that.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from statistics import fmean

from common import note, table
from fsrs import Card, Rating, Scheduler

from lexora.learning.optimizer import fit, foreseen
from lexora.learning.rules import CardState, Line, sm2
from lexora.learning.rules.fsrs import WEIGHTS_DEFAULT
from lexora.learning.rules.retention import FIT_FROM, Accuracy, Forecast, accuracy, forecasts, sm2_probability
from tests.learning.simulated import FIRST_DAY, FORGETFUL, SHARP, STEADY, History, histories

DAYS = 730
CUT = FIRST_DAY + timedelta(days=DAYS * 7 // 10)
MEMORIES = {  # weights, and how many words
    "forgetful": (FORGETFUL, 900),
    "steady": (STEADY, 3_000),
    "sharp": (SHARP, 3_200),
    "average": (WEIGHTS_DEFAULT, 2_200),
}
SIZES = (FIT_FROM, 2_000, 4_000)
Weights = tuple[float, ...]
Forecaster = Callable[[History], Iterator[Forecast]]


@dataclass(frozen=True)
class Learner:
    """Somebody whose memory is known."""

    histories: Sequence[History]

    @cached_property
    def before(self) -> list[tuple[int, Line]]:
        """The lines to fit to, oldest first, each with the number of its word."""
        lines = [(n, line) for n, history in enumerate(self.histories) for line in history.lines]
        return sorted((pair for pair in lines if pair[1].moment.day < CUT), key=lambda pair: pair[1].moment.at)

    def logs(self, count: int | None = None) -> list[list[Line]]:
        """The first lines, so many of them, by word."""
        logs: dict[int, list[Line]] = {}
        for n, line in self.before[:count]:
            logs.setdefault(n, []).append(line)
        return list(logs.values())

    def measure(self, forecaster: Forecaster) -> Accuracy:
        """How well the reviews after the cut were foreseen."""
        made = [forecast for history in self.histories for forecast in forecaster(history)]
        return accuracy([forecast for forecast in made if forecast.day >= CUT])


# Who foresees


def truth(history: History) -> Iterator[Forecast]:
    steps = zip(pairwise(history.lines), history.truths[1:], strict=True)
    known = iter([chance for (before, line), chance in steps if line.moment.day > before.moment.day])
    return forecasts(history.lines, review=sm2_review, predict=lambda _card, _at: next(known))


def by_sm2(history: History) -> Iterator[Forecast]:
    return forecasts(history.lines, review=sm2_review, predict=sm2_probability)


def sm2_review(card: CardState, line: Line) -> CardState:
    after = sm2(card, line.grade, line.moment.day)
    return CardState(after.state, after.repetitions, after.interval, after.ease, after.due, last_at=line.moment.at)


def by_fsrs(weights: Weights) -> Forecaster:
    return lambda history: foreseen(history.lines, weights)


def by_package(weights: Weights) -> Forecaster:
    """The package itself; the cards of ours only count days."""
    scheduler = Scheduler(weights, 0.9, (), (), enable_fuzzing=False)

    def foresee(history: History) -> Iterator[Forecast]:
        chances = iter(_chances(scheduler, history.lines))
        return forecasts(history.lines, review=sm2_review, predict=lambda _card, _at: next(chances))

    return foresee


def _chances(scheduler: Scheduler, lines: Sequence[Line]) -> Iterator[float]:
    """What the package says before each review on a later day than the one before."""
    card, last = Card(card_id=1), date.max
    for line in lines:
        at = datetime.combine(line.moment.day, datetime.min.time(), UTC)
        if line.moment.day > last:
            yield scheduler.get_card_retrievability(card, at)
        card, _log = scheduler.review_card(card, Rating(line.grade + 1), at)
        last = line.moment.day


# Measuring


def main() -> None:
    learners = {
        name: Learner(histories(words, weights=weights, days=DAYS, seed=11))
        for name, (weights, words) in MEMORIES.items()
    }
    note("fitting…")
    start = time.perf_counter()
    fitted = {name: fit(learner.logs()) for name, learner in learners.items()}
    seconds = time.perf_counter() - start
    show_accuracy(learners, fitted)
    show_sizes(learners)
    count = sum(len(learner.before) for learner in learners.values())
    print(f"\nFitting took {1000 * seconds / count * 1000:.0f} ms for 1,000 reviews.")


def show_accuracy(learners: dict[str, Learner], fitted: dict[str, Weights]) -> None:
    forecasters: dict[str, Callable[[str], Forecaster]] = {
        "the true chance (floor)": lambda _name: truth,
        "SM-2 as a chance": lambda _name: by_sm2,
        "FSRS, default weights": lambda _name: by_fsrs(()),
        "FSRS, fitted weights": lambda name: by_fsrs(fitted[name]),
        "the fsrs package, default weights": lambda _name: by_package(WEIGHTS_DEFAULT),
        "the fsrs package, fitted weights": lambda name: by_package(fitted[name]),
    }
    found: dict[str, list[Accuracy]] = {}
    for what, forecaster in forecasters.items():
        note(f"{what}…")
        found[what] = [learner.measure(forecaster(name)) for name, learner in learners.items()]
    floor = found["the true chance (floor)"]
    counts = ", ".join(f"{one.reviews:,}" for one in floor)
    head = ("", *MEMORIES, "mean", "above the floor")
    for title, measure in (("Log loss", "log_loss"), ("RMSE in bins", "rmse_bins")):
        least = fmean(getattr(one, measure) for one in floor)
        rows = [row(what, [getattr(one, measure) for one in each], least) for what, each in found.items()]
        table(f"{title}; {counts} reviews foreseen", head, rows)


def row(what: str, values: Sequence[float], least: float) -> tuple[str, ...]:
    mean = fmean(values)
    return (what, *(f"{value:.4f}" for value in values), f"{mean:.4f}", f"{mean - least:.4f}")


def show_sizes(learners: dict[str, Learner]) -> None:
    sizes: dict[str, int | None] = {f"the first {size:,}": size for size in SIZES} | {"all before the cut": None}
    rows = [losses("none: default weights", learners, lambda _learner: ())]
    for name, size in sizes.items():
        note(f"weights from {name}…")
        rows.append(losses(name, learners, lambda learner, size=size: fit(learner.logs(size))))
    counts = ", ".join(f"{len(learner.before):,}" for learner in learners.values())
    table(f"Log loss by the reviews fitted to; {counts} before the cut", ("reviews", *MEMORIES, "mean"), rows)


def losses(name: str, learners: dict[str, Learner], weigh: Callable[[Learner], Weights]) -> tuple[str, ...]:
    found = [learner.measure(by_fsrs(weigh(learner))).log_loss for learner in learners.values()]
    return (name, *(f"{loss:.4f}" for loss in found), f"{fmean(found):.4f}")


if __name__ == "__main__":
    main()
