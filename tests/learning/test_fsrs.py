"""FSRS: the numbers of the package, in the terms that both schedulers share."""

import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import fsrs as package
import pytest
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from hypothesis import given
from hypothesis import strategies as st

from lexora.learning.rules.cards import (
    EASE_HIGHEST,
    EASE_LOWEST,
    INTERVAL_LONGEST,
    LEARNING,
    REVIEW,
    CardState,
    Grade,
    Moment,
    Options,
)
from lexora.learning.rules.fsrs import STABILITY_HIGHEST, WEIGHTS_DEFAULT, bounded, fsrs, retrievability
from lexora.learning.rules.retention import last_day
from lexora.learning.rules.sm2 import sm2

TODAY = date(2026, 3, 2)
LETTERS = {"A": Grade.AGAIN, "H": Grade.HARD, "G": Grade.GOOD, "E": Grade.EASY}
DAY = timedelta(days=1)
Answers = Sequence[tuple[int, Grade]]  # days since the answer before, and the grade

grades = st.sampled_from(Grade)
answers = st.lists(st.tuples(st.integers(0, 400), grades), min_size=1, max_size=12)
options = st.builds(
    lambda drawn, retention: Options("fsrs", retention, (*sorted(drawn[:4]), *drawn[4:])),
    st.tuples(*map(st.floats, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS)),
    st.floats(0.7, 0.97),
)


def moment(day: date = TODAY, hour: int = 12, minute: int = 0) -> Moment:
    """A time of the day at a learner who lives by UTC."""
    return Moment(datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC), day)


def along(log: Answers, wishes: Options) -> list[CardState]:
    """The card after each answer."""
    card, day, cards = CardState(), TODAY, []
    for days, grade in log:
        day += days * DAY
        card = fsrs(card, grade, moment(day), wishes)
        cards.append(card)
    return cards


def on_time(letters: str) -> list[CardState]:
    """The card after each of the answers, such as "GGA"; each review on the day it is due."""
    card, day, cards = CardState(), TODAY, []
    for letter in letters:
        card = fsrs(card, LETTERS[letter], moment(day), Options("fsrs"))
        assert card.due
        day = card.due
        cards.append(card)
    return cards


# The numbers of the package


@given(answers, options)
def test_memory_and_interval_are_those_of_the_package(log: Answers, wishes: Options) -> None:
    scheduler = package.Scheduler(wishes.weights, wishes.retention, (), (), enable_fuzzing=False)
    theirs, at = package.Card(card_id=1), datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    for (days, grade), ours in zip(log, along(log, wishes), strict=True):
        at += days * DAY
        theirs, _log = scheduler.review_card(theirs, package.Rating(grade + 1), at)
        assert theirs.stability
        if theirs.stability > STABILITY_HIGHEST:
            break
        assert (ours.stability, ours.difficulty) == (theirs.stability, theirs.difficulty)
        assert ours.interval == (theirs.due - at).days


@given(answers, options, st.integers(0, 1000))
def test_the_chance_of_recall_is_that_of_the_package_at_whole_days(log: Answers, wishes: Options, days: int) -> None:
    card = along(log, wishes)[-1]
    assert card.last_at
    theirs = package.Card(1, package.State.Review, None, card.stability, card.difficulty, None, card.last_at)
    at = card.last_at + days * DAY
    scheduler = package.Scheduler(wishes.weights, wishes.retention)
    assert retrievability(card, at, wishes) == pytest.approx(scheduler.get_card_retrievability(theirs, at))


@pytest.mark.parametrize(
    ("letters", "intervals"),
    [
        ("GGGGG", [2, 11, 46, 163, 497]),
        ("EEE", [8, 66, 397]),
        ("HHH", [1, 3, 7]),
        ("GGGAGG", [2, 11, 46, 3, 8, 19]),
    ],
)
def test_intervals_by_the_default_weights(letters: str, intervals: list[int]) -> None:
    assert [card.interval for card in on_time(letters)] == intervals


# What holds for every card


@given(answers, options)
def test_every_answer_keeps_the_bounds(log: Answers, wishes: Options) -> None:
    for card in along(log, wishes):
        assert card.stability
        assert card.difficulty
        assert 0 < card.stability <= STABILITY_HIGHEST
        assert 1 <= card.difficulty <= 10
        assert EASE_LOWEST <= card.ease <= EASE_HIGHEST
        assert 1 <= card.interval <= INTERVAL_LONGEST
        assert card.last_at
        assert card.due == card.last_at.date() + card.interval * DAY


@given(answers, options, st.integers(0, 400))
def test_a_better_answer_never_comes_back_sooner(log: Answers, wishes: Options, days: int) -> None:
    card = along(log, wishes)[-1]
    assert card.last_at
    later = moment(card.last_at.date() + days * DAY)
    intervals = [fsrs(card, grade, later, wishes).interval for grade in Grade]
    assert intervals == sorted(intervals)


@given(answers)
def test_more_retention_never_makes_an_interval_longer(log: Answers) -> None:
    often, seldom = (along(log, Options("fsrs", retention)) for retention in (0.95, 0.80))
    assert all(one.interval <= other.interval for one, other in zip(often, seldom, strict=True))


@given(answers, options)
def test_the_same_card_and_answer_lead_to_the_same_card(log: Answers, wishes: Options) -> None:
    assert along(log, wishes) == along(log, wishes)


def test_nobody_waits_for_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def sleep(_seconds: float) -> None:
        raise AssertionError("the package slept")

    monkeypatch.setattr(time, "sleep", sleep)
    assert len(on_time("GGAE")) == 4


@given(answers)
def test_words_mean_what_they_mean_under_sm2(log: Answers) -> None:
    theirs = CardState()
    for (_days, grade), ours in zip(log, along(log, Options("fsrs")), strict=True):
        theirs = sm2(theirs, grade, TODAY)
        assert (ours.state, ours.repetitions) == (theirs.state, theirs.repetitions)


def test_a_lapse_is_a_known_card_that_was_forgotten() -> None:
    cards = on_time("AGAGGAA")
    assert [card.lapses for card in cards] == [0, 0, 0, 0, 0, 1, 1]
    assert [card.state for card in cards[3:6]] == [LEARNING, REVIEW, LEARNING]


# Days


def test_the_second_review_of_a_day_moves_the_memory_by_the_short_term_rule() -> None:
    first = fsrs(CardState(), Grade.AGAIN, moment(hour=9), Options())
    second = fsrs(first, Grade.GOOD, moment(hour=21), Options())
    next_day = fsrs(first, Grade.GOOD, moment(TODAY + DAY, hour=9), Options())
    assert first.stability
    assert second.stability
    assert next_day.stability
    assert first.stability < second.stability < next_day.stability


def test_a_review_soon_after_midnight_is_one_of_the_next_day() -> None:
    evening = fsrs(CardState(), Grade.GOOD, moment(hour=23, minute=50), Options())
    after_midnight = fsrs(evening, Grade.GOOD, moment(TODAY + DAY, hour=0, minute=10), Options())
    at_noon = fsrs(evening, Grade.GOOD, moment(TODAY + DAY, hour=12), Options())
    assert (after_midnight.stability, after_midnight.interval) == (at_noon.stability, at_noon.interval)


def test_the_day_is_the_learners_own() -> None:
    auckland = Moment(datetime(2026, 3, 1, 22, 0, tzinfo=UTC), TODAY)
    assert last_day(fsrs(CardState(), Grade.GOOD, auckland, Options())) == TODAY


# The chance of recall


def test_nine_of_ten_are_remembered_after_as_many_days_as_the_stability() -> None:
    card = on_time("GGG")[-1]
    assert card.last_at
    assert card.stability
    assert retrievability(card, card.last_at + card.stability * DAY, Options()) == pytest.approx(0.9)


def test_the_chance_falls_from_the_first_minute_on() -> None:
    card = on_time("G")[0]
    assert card.last_at
    hours = [0, 1, 6, 12, 24, 100, 10_000]
    chances = [retrievability(card, card.last_at + timedelta(hours=n), Options()) for n in hours]
    assert chances[0] == 1
    assert chances == sorted(set(chances), reverse=True)
    assert chances[-1] > 0


def test_a_card_without_a_memory_is_not_remembered_and_starts_as_new() -> None:
    card = sm2(sm2(CardState(), Grade.GOOD, TODAY), Grade.GOOD, TODAY)
    assert retrievability(card, moment().at, Options()) == 0
    first = fsrs(CardState(), Grade.GOOD, moment(), Options())
    after = fsrs(card, Grade.GOOD, moment(), Options())
    assert (after.stability, after.difficulty, after.interval) == (first.stability, first.difficulty, first.interval)


# Weights


@pytest.mark.parametrize("weights", [(), WEIGHTS_DEFAULT[:19], (*WEIGHTS_DEFAULT, 0.5)])
def test_weights_of_another_version_give_way_to_the_default_ones(weights: tuple[float, ...]) -> None:
    wishes = Options("fsrs", weights=weights)
    card = fsrs(CardState(), Grade.GOOD, moment(), wishes)
    assert card.stability == WEIGHTS_DEFAULT[2]
    assert retrievability(card, moment(TODAY + 9 * DAY).at, wishes) > 0.5


@pytest.mark.parametrize(("bounds", "hair"), [(LOWER_BOUNDS_PARAMETERS, -1e-7), (UPPER_BOUNDS_PARAMETERS, 1e-7)])
def test_weights_are_brought_within_the_bounds(bounds: tuple[float, ...], hair: float) -> None:
    assert bounded(tuple(bound + hair for bound in bounds)) == bounds


@given(answers)
def test_the_ease_is_a_picture_of_the_difficulty(log: Answers) -> None:
    cards = sorted(along(log, Options()), key=lambda card: card.difficulty or 0)
    assert [card.ease for card in cards] == sorted((card.ease for card in cards), reverse=True)


@pytest.mark.parametrize(
    ("hardness", "grade", "ease"), [(10.0, Grade.AGAIN, EASE_LOWEST), (1.0, Grade.EASY, EASE_HIGHEST)]
)
def test_the_ease_ends_where_the_difficulty_ends(hardness: float, grade: Grade, ease: float) -> None:
    weights = (*WEIGHTS_DEFAULT[:4], hardness, *WEIGHTS_DEFAULT[5:])
    card = fsrs(CardState(), grade, moment(), Options("fsrs", weights=weights))
    assert (card.difficulty, card.ease) == (hardness, ease)
