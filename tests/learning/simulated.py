"""Learners whose memory is known: logs of reviews, and the true chance that each of them was remembered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import exp
from random import Random

from fsrs import Card, Rating, Scheduler

from lexora.learning.rules import CardState, Grade, Line, Moment, sm2

FIRST_DAY = date(2025, 1, 1)
FIRST_GRADES = (0.20, 0.10, 0.55, 0.15)  # how often a new card is answered Again, Hard, Good, Easy
RECALLED_GRADES = (0.12, 0.73, 0.15)  # how often a card that is remembered is answered Hard, Good, Easy
LATE_BY = (0, 0, 0, 0, 0, 1, 1, 2, 4, 9)  # days after the due day, each equally likely
EASIER_OR_HARDER = 1.5  # standard deviation of an item's own difficulty, on FSRS's scale of 1 to 10
STRONGER_OR_WEAKER = 0.4  # and of its own first stability, as a logarithm

# Weights of three memories, all far from the default ones: first stabilities, growth, relapse and the curve differ.
FORGETFUL = (
    *(0.10, 0.40, 0.90, 3.00, 7.20, 0.70, 3.30, 0.02, 1.30, 0.24, 0.55, 1.10, 0.08, 0.20, 1.20, 0.45, 1.40),
    *(0.45, 0.10, 0.10, 0.28),
)
STEADY = (
    *(0.50, 1.80, 4.50, 14.0, 5.60, 0.60, 2.40, 0.01, 2.20, 0.12, 1.10, 1.80, 0.04, 0.33, 1.90, 0.70, 2.30),
    *(0.60, 0.08, 0.05, 0.12),
)
SHARP = (
    *(1.20, 3.00, 8.00, 30.0, 5.00, 0.90, 2.00, 0.01, 2.60, 0.10, 1.30, 2.40, 0.03, 0.40, 2.10, 0.80, 2.80),
    *(0.60, 0.08, 0.05, 0.20),
)


@dataclass(frozen=True)
class History:
    """The log of a card, and the true chance for each of its reviews; the first has none."""

    lines: Sequence[Line]
    truths: Sequence[float]


def histories(cards: int, *, weights: tuple[float, ...], days: int, seed: int) -> list[History]:
    """Cards that a learner with such a memory begins over some days, and reviews when SM-2 calls for them."""
    dice, memory = Random(seed), Scheduler(weights, 0.9, (), (), enable_fuzzing=False)
    return [_history(memory, dice.randrange(days * 2 // 3), days, dice) for _ in range(cards)]


def _history(memory: Scheduler, start: int, end: int, dice: Random) -> History:
    lines: list[Line] = []
    truths: list[float] = []
    state, item, day = CardState(), Card(card_id=0, due=_instant(start)), start
    while day < end:
        truth = memory.get_card_retrievability(item, _instant(day))
        grade = _grade(truth, dice) if lines else Grade(dice.choices(range(4), FIRST_GRADES)[0])
        item, _log = memory.review_card(item, Rating(grade + 1), _instant(day))
        if not lines:
            _make_own(item, dice)
        lines.append(Line(grade, _moment(day, dice)))
        truths.append(truth)
        state = sm2(state, grade, FIRST_DAY)
        day += state.interval + dice.choice(LATE_BY)
    return History(lines, truths)


def _grade(truth: float, dice: Random) -> Grade:
    if dice.random() >= truth:
        return Grade.AGAIN
    return Grade(dice.choices((1, 2, 3), RECALLED_GRADES)[0])


def _make_own(item: Card, dice: Random) -> None:
    """No two words are alike, and the model does not know how."""
    assert item.stability
    assert item.difficulty
    item.stability *= exp(dice.gauss(0, STRONGER_OR_WEAKER))
    item.difficulty = min(10.0, max(1.0, item.difficulty + dice.gauss(0, EASIER_OR_HARDER)))


def _instant(day: int) -> datetime:
    return datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=UTC) + timedelta(days=day)


def _moment(day: int, dice: Random) -> Moment:
    """Some time of the day; the model counts whole days."""
    at = _instant(day) + timedelta(minutes=dice.randrange(7 * 60, 23 * 60))
    return Moment(at, at.date())
