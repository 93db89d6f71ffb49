"""Schedulers with same-day steps and fuzz; replaying a log."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexora.learning.rules import (
    EXTRA,
    FSRS,
    INTERVAL_LONGEST,
    LEARNING,
    MOVES,
    REVIEW,
    SM2,
    STEP,
    CardState,
    Grade,
    Line,
    Moment,
    Options,
    is_stepping,
    previews,
    replay,
    schedule,
    step_previews,
)
from lexora.learning.rules.fuzz import fuzzed

AGAIN, HARD, GOOD, EASY = Grade
TODAY = date(2026, 3, 2)
NOON = datetime.combine(TODAY, time(12), UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
STEPS = [Options(steps=True), Options(scheduler=FSRS, steps=True)]
both = pytest.mark.parametrize("options", STEPS, ids=[SM2, FSRS])
schedulers = st.builds(
    Options,
    scheduler=st.sampled_from([SM2, FSRS]),
    retention=st.sampled_from([0.7, 0.85, 0.9, 0.97]),
    steps=st.booleans(),
    fuzz=st.booleans(),
)


def moment(minutes: float = 0) -> Moment:
    at = NOON + minutes * MINUTE
    return Moment(at=at, day=at.date())


def played(options: Options, *answers: tuple[Grade, float]) -> CardState:
    """A card after answers, each so many minutes after noon."""
    card = CardState()
    for number, (grade, minutes) in enumerate(answers):
        card = schedule(card, grade, moment(minutes), options, seed=f"s:{number}")
    return card


def known(options: Options) -> CardState:
    """A card that was known for long and is due today."""
    days = [(GOOD, -60 * 24 * days) for days in (300, 299, 290, 250, 100)]
    return played(options, *days)


# Same-day steps


@both
def test_a_forgotten_card_comes_after_a_minute_then_after_ten_then_on_its_day(options: Options) -> None:
    again = schedule(known(options), AGAIN, moment(), options, seed="s")
    assert (again.state, again.step, again.step_due) == (LEARNING, 0, NOON + MINUTE)
    good = schedule(again, GOOD, moment(1), options, seed="s")
    assert (good.step, good.step_due) == (1, NOON + 11 * MINUTE)
    out = schedule(good, GOOD, moment(11), options, seed="s")
    assert (out.step, out.step_due) == (None, None)
    assert out == replace(again, step=None, step_due=None)
    assert out.due is not None
    assert out.due > TODAY


@both
def test_hard_repeats_a_step_and_again_begins_anew(options: Options) -> None:
    at_second = played(options, (AGAIN, 0), (GOOD, 1))
    hard = schedule(at_second, HARD, moment(11), options, seed="s")
    assert (hard.step, hard.step_due) == (1, NOON + 21 * MINUTE)
    again = schedule(at_second, AGAIN, moment(11), options, seed="s")
    assert (again.step, again.step_due) == (0, NOON + 12 * MINUTE)
    assert (again.lapses, again.ease, again.interval) == (at_second.lapses, at_second.ease, at_second.interval)


@both
def test_easy_leaves_the_steps_at_once(options: Options) -> None:
    out = played(options, (AGAIN, 0), (EASY, 1))
    assert (out.step, out.due) == (None, TODAY + out.interval * DAY)


@both
@pytest.mark.parametrize("grade", [HARD, GOOD, EASY])
def test_only_again_begins_steps(options: Options, grade: Grade) -> None:
    assert schedule(CardState(), grade, moment(), options, seed="s").step is None


def test_without_the_wish_there_are_none() -> None:
    assert played(Options(), (AGAIN, 0)).step is None
    assert step_previews(CardState(), moment(), Options(), seed="s") == []


@both
def test_a_step_of_yesterday_is_over(options: Options) -> None:
    again = schedule(known(options), AGAIN, moment(11.9 * 60), options, seed="s")
    tomorrow = moment(12.1 * 60)
    assert is_stepping(again, moment(11.95 * 60))
    assert not is_stepping(again, tomorrow)
    after = schedule(again, GOOD, tomorrow, options, seed="s")
    fresh = schedule(replace(again, step=None, step_due=None), GOOD, tomorrow, options, seed="s")
    assert after == fresh
    assert (after.repetitions, after.step) == (1, None)


def test_a_long_interval_after_a_lapse_does_not_make_a_step_last_for_days() -> None:
    options = Options(scheduler=FSRS, retention=0.7, steps=True)
    again = schedule(known(options), AGAIN, moment(), options, seed="s")
    assert again.interval > 1, "or this test shows nothing"
    assert not is_stepping(again, moment(24 * 60))


def test_whoever_no_longer_wants_steps_is_let_out() -> None:
    again = played(STEPS[0], (AGAIN, 0))
    assert schedule(again, GOOD, moment(1), Options(), seed="s").step is None


@both
@pytest.mark.parametrize("card", ["new", "known", "stepping"])
def test_the_page_knows_each_step_before_it_comes(options: Options, card: str) -> None:
    begun = {"new": CardState(), "known": known(options), "stepping": played(options, (AGAIN, 0))}[card]
    first, second = step_previews(begun, moment(1), options, seed="s")
    again = begun if card == "stepping" else schedule(begun, AGAIN, moment(1), options, seed="s")
    assert first == previews(again, moment(1), options, seed="s")
    assert second == previews(first[GOOD], moment(1), options, seed="s")


# Fuzz


@given(interval=st.integers(1, INTERVAL_LONGEST), seed=st.text(max_size=9))
def test_fuzz_stays_within_bounds_and_is_the_same_for_the_same_seed(interval: int, seed: str) -> None:
    days = fuzzed(interval, seed=seed)
    assert days == fuzzed(interval, seed=seed)
    assert 1 <= days <= INTERVAL_LONGEST
    if interval < 3:
        assert days == interval
    else:
        assert abs(days - interval) <= 2 + 0.15 * 4.5 + 0.10 * 13 + 0.05 * max(0, interval - 20)
        assert days >= 2


def test_fuzz_spreads_what_was_learnt_together() -> None:
    assert {fuzzed(10, seed=str(n)) for n in range(200)} == {8, 9, 10, 11, 12}
    assert len({fuzzed(100, seed=str(n)) for n in range(300)}) >= 13


@given(options=schedulers, grades=st.lists(st.sampled_from(Grade), max_size=8))
def test_an_interval_and_its_day_belong_together(options: Options, grades: list[Grade]) -> None:
    card, minutes = CardState(), 0.0
    for number, grade in enumerate(grades):
        card = schedule(card, grade, moment(minutes), options, seed=f"s:{number}")
        assert card.due == moment(minutes).day + card.interval * DAY
        minutes += (card.interval + 1) * 24 * 60 % 500_000


# Previews


@given(
    options=schedulers,
    answers=st.lists(st.tuples(st.sampled_from(Grade), st.sampled_from([1, 12, 600, 5000])), max_size=6),
    grade=st.sampled_from(Grade),
)
def test_what_a_button_promises_is_what_happens(
    options: Options, answers: list[tuple[Grade, int]], grade: Grade
) -> None:
    minutes, card = 0, CardState()
    for number, (given_grade, later) in enumerate(answers):
        minutes += later
        card = schedule(card, given_grade, moment(minutes), options, seed=f"s:{number}")
    promised = previews(card, moment(minutes + 1), options, seed="x")
    assert promised[grade] == schedule(card, grade, moment(minutes + 1), options, seed="x")


# Replay


@st.composite
def logs(draw: st.DrawFn) -> list[tuple[Grade, float]]:
    minutes, log = 0.0, []
    for _n in range(draw(st.integers(0, 8))):
        log.append((draw(st.sampled_from(Grade)), minutes))
        minutes += draw(st.sampled_from([1, 11, 300, 24 * 60, 5 * 24 * 60, 90 * 24 * 60]))
    return log


@given(options=schedulers, log=logs())
def test_a_replay_comes_to_what_grading_came_to(options: Options, log: list[tuple[Grade, float]]) -> None:
    card, lines = CardState(), []
    for number, (grade, minutes) in enumerate(log):
        kind = STEP if is_stepping(card, moment(minutes)) else MOVES
        card = schedule(card, grade, moment(minutes), options, seed=f"s:{number}")
        lines.append(Line(grade, moment(minutes), kind))
    assert replay(lines, options, seed="s") == replace(card, step=None, step_due=None)


@pytest.mark.parametrize("options", [Options(), Options(scheduler=FSRS)], ids=[SM2, FSRS])
def test_steps_and_doubles_move_nothing_unless_forgotten(options: Options) -> None:
    first = Line(GOOD, moment())
    alone = replay([first], options, seed="s")
    for kind, grade in [(STEP, AGAIN), (STEP, EASY), (EXTRA, HARD), (EXTRA, EASY)]:
        assert replay([first, Line(grade, moment(5), kind)], options, seed="s") == alone
    assert replay([first, Line(AGAIN, moment(5), EXTRA)], options, seed="s").repetitions == 0


def test_an_empty_log_is_a_new_card() -> None:
    assert replay([], Options(), seed="s") == CardState()


@given(log=logs())
def test_lapses_are_counted_alike_by_both_schedulers(log: list[tuple[Grade, float]]) -> None:
    lines = [Line(grade, moment(minutes)) for grade, minutes in log]
    sm2, fsrs = (replay(lines, Options(scheduler=name), seed="s") for name in (SM2, FSRS))
    assert (sm2.lapses, sm2.state, sm2.repetitions) == (fsrs.lapses, fsrs.state, fsrs.repetitions)
    assert sm2.state != REVIEW or sm2.repetitions
