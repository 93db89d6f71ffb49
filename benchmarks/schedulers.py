"""How many reviews a second each scheduler does, beside the `fsrs` package called directly.

100,000 cards are answered ten times each, with the same grades on the same days for all. Our FSRS and the package must
come to the same memory; how many cards differ is printed.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from common import clocked, note, ratio, table
from fsrs import Card, Rating, Scheduler

from lexora.learning.rules import CardState, Grade, Moment, Options, sm2
from lexora.learning.rules.fsrs import fsrs

CARDS, BATCH = 100_000, 1_000
DAYS = (0, 2, 9, 30, 90, 200, 400, 700, 1_100, 1_600)  # of the ten reviews
SHARES = (0.1, 0.1, 0.7, 0.1)  # of Again, Hard, Good and Easy
START = datetime(2026, 3, 2, tzinfo=UTC)
INSTANTS = [START + timedelta(days=day) for day in DAYS]
MOMENTS = [Moment(at, at.date()) for at in INSTANTS]
OPTIONS = Options("fsrs")
PACKAGE = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
Grades = Sequence[Grade]
Memory = tuple[float | None, float | None]


def by_sm2(grades: Grades) -> Memory:
    card = CardState()
    for grade, moment in zip(grades, MOMENTS, strict=True):
        card = sm2(card, grade, moment.day)
    return card.stability, card.difficulty


def by_fsrs(grades: Grades) -> Memory:
    card = CardState()
    for grade, moment in zip(grades, MOMENTS, strict=True):
        card = fsrs(card, grade, moment, OPTIONS)
    return card.stability, card.difficulty


def by_package(grades: Grades) -> Memory:
    card = Card(card_id=1)
    for grade, at in zip(grades, INSTANTS, strict=True):
        card, _log = PACKAGE.review_card(card, Rating(grade + 1), at)
    return card.stability, card.difficulty


@dataclass
class Run:
    """All cards through one scheduler."""

    scheduler: Callable[[Grades], Memory]
    seconds: float = 0.0
    memories: list[Memory] = field(default_factory=list)

    def go(self, cards: Sequence[Grades]) -> None:
        self.seconds += clocked(lambda: self.memories.extend([self.scheduler(grades) for grades in cards]))

    @property
    def rate(self) -> float:
        return len(self.memories) * len(DAYS) / self.seconds


def main() -> None:
    dice = random.Random(5)
    cards = [[Grade(n) for n in dice.choices(range(4), SHARES, k=len(DAYS))] for _ in range(CARDS)]
    simple, ours, package = runs = [Run(by_sm2), Run(by_fsrs), Run(by_package)]
    note("reviews…")
    for start in range(0, CARDS, BATCH):
        # In turns, so that whatever else the machine does slows all of them alike.
        for run in runs:
            run.go(cards[start : start + BATCH])
    rows = [("SM-2", simple), ("FSRS", ours), ("the fsrs package, called directly (anchor)", package)]
    table(
        f"{CARDS * len(DAYS):,} reviews through each scheduler",
        ("scheduler", "reviews/s", "microseconds each", "rate / anchor"),
        [(name, f"{run.rate:,.0f}", f"{1e6 / run.rate:.1f}", ratio(run.rate, package.rate)) for name, run in rows],
    )
    differ = sum(one != other for one, other in zip(ours.memories, package.memories, strict=True))
    print(f"\nCards whose memory differs from the package’s: {differ}.")


if __name__ == "__main__":
    main()
