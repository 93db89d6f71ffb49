"""What a grade does to a card: the scheduler of the learner, fuzz, and same-day learning steps. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from lexora.learning.rules.cards import FSRS, CardState, Grade, Line, Moment, Options
from lexora.learning.rules.fsrs import fsrs
from lexora.learning.rules.fuzz import fuzzed
from lexora.learning.rules.retention import last_day
from lexora.learning.rules.sm2 import sm2

STEPS = (timedelta(minutes=1), timedelta(minutes=10))


def schedule(card: CardState, grade: Grade, moment: Moment, options: Options, *, seed: str) -> CardState:
    """The card after a review. `seed` decides the fuzz, so that what a button promised is what happens."""
    if is_stepping(card, moment):
        return _stepped(card, grade, moment, options)
    card = replace(card, step=None, step_due=None)
    after = _scheduled(card, grade, moment, options, seed=seed)
    if options.steps and grade == Grade.AGAIN:
        return _at_step(after, 0, moment)
    return after


def is_stepping(card: CardState, moment: Moment) -> bool:
    """Whether the card is in a same-day step. One of a former day is over."""
    return card.step is not None and last_day(card) == moment.day


def replay(lines: Iterable[Line], options: Options, *, seed: str) -> CardState:
    """The card after a whole log, as if these options had always been so."""
    card = CardState()
    for number, line in enumerate(lines):
        card = replayed(card, line, options, seed=f"{seed}:{number}")
    return replace(card, step=None, step_due=None)


def replayed(card: CardState, line: Line, options: Options, *, seed: str) -> CardState:
    """The card after one line of the log."""
    if not line.moves:
        return card
    return _scheduled(card, line.grade, line.moment, options, seed=seed)


def previews(card: CardState, moment: Moment, options: Options, *, seed: str) -> dict[Grade, CardState]:
    """Where each grade would lead."""
    return {grade: schedule(card, grade, moment, options, seed=seed) for grade in Grade}


def step_previews(card: CardState, moment: Moment, options: Options, *, seed: str) -> list[dict[Grade, CardState]]:
    """Where each grade would lead in each of the same-day steps that follow Again; empty without steps."""
    if not options.steps:
        return []
    again = schedule(replace(card, step=None, step_due=None), Grade.AGAIN, moment, options, seed=seed)
    base = card if card.step is not None else again
    return [previews(replace(base, step=step), moment, options, seed=seed) for step in range(len(STEPS))]


def _scheduled(card: CardState, grade: Grade, moment: Moment, options: Options, *, seed: str) -> CardState:
    if options.scheduler == FSRS:
        after = fsrs(card, grade, moment, options)
    else:
        after = replace(sm2(card, grade, moment.day), last_at=moment.at)
    if not options.fuzz:
        return after
    interval = fuzzed(after.interval, seed=f"{seed}:{int(grade)}")
    return replace(after, interval=interval, due=moment.day + timedelta(days=interval))


def _stepped(card: CardState, grade: Grade, moment: Moment, options: Options) -> CardState:
    """A card in a same-day step goes back, on, or out of the steps; its schedule stays what Again made of it."""
    step = card.step or 0
    if grade == Grade.AGAIN:
        return _at_step(card, 0, moment)
    if grade == Grade.HARD:
        return _at_step(card, step, moment)
    if grade == Grade.GOOD and step + 1 < len(STEPS) and options.steps:
        return _at_step(card, step + 1, moment)
    return replace(card, step=None, step_due=None)


def _at_step(card: CardState, step: int, moment: Moment) -> CardState:
    step = min(step, len(STEPS) - 1)
    return replace(card, step=step, step_due=moment.at + STEPS[step])
