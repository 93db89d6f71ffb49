"""SM-2: the table, the measured sequences, the bounds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexora.learning.rules import (
    EASE_HIGHEST,
    EASE_LOWEST,
    GRADES,
    INTERVAL_LONGEST,
    LEARNING,
    NEW,
    REVIEW,
    CardState,
    Goal,
    Grade,
    is_correct,
    minutes,
    sm2,
)

TODAY = date(2026, 3, 2)
LETTERS = {"A": Grade.AGAIN, "H": Grade.HARD, "G": Grade.GOOD, "E": Grade.EASY}
grades = st.sampled_from(Grade)
cards = st.builds(
    CardState,
    state=st.sampled_from([NEW, LEARNING, REVIEW]),
    repetitions=st.integers(0, 1000),
    interval=st.integers(0, INTERVAL_LONGEST),
    ease=st.integers(1300, 3500).map(lambda thousandths: thousandths / 1000),
)


def after(answers: str, card: CardState | None = None) -> list[CardState]:
    """The card after each of the answers, such as "GGA"; each review on the day it is due."""
    card, today, cards = card or CardState(), TODAY, []
    for letter in answers:
        card = sm2(card, LETTERS[letter], today)
        assert card.due
        today = card.due
        cards.append(card)
    return cards


@pytest.mark.parametrize(
    ("answers", "intervals", "ease", "state"),
    [
        ("GGGGGG", [1, 4, 10, 25, 62, 155], 2.5, REVIEW),
        ("EEEEEE", [1, 5, 18, 69, 278, 1174], 3.4, REVIEW),
        ("HHHHH", [1, 1, 1, 1, 1], 1.75, LEARNING),
        ("GGHHH", [1, 4, 5, 6, 7], 2.05, REVIEW),
        ("GGGAGG", [1, 4, 10, 1, 1, 4], 2.5, REVIEW),
        ("GGGHG", [1, 4, 10, 12, 28], 2.35, REVIEW),
    ],
)
def test_the_measured_sequences(answers: str, intervals: list[int], ease: float, state: str) -> None:
    cards = after(answers)
    assert [card.interval for card in cards] == intervals
    assert (round(cards[-1].ease, 4), cards[-1].state) == (ease, state)


def test_the_ease_of_easy_answers_rises_step_by_step_and_the_first_is_enough_for_review() -> None:
    assert [round(card.ease, 4) for card in after("EEEEEE")] == [2.65, 2.8, 2.95, 3.1, 3.25, 3.4]
    assert {card.state for card in after("EEEEEE")} == {REVIEW}


@pytest.mark.parametrize(
    ("before", "grade", "expected"),
    [
        # card before: state, repetitions, interval, ease -> card after
        ((NEW, 0, 0, 2.5), "A", (LEARNING, 0, 1, 2.5)),
        ((NEW, 0, 0, 2.5), "H", (LEARNING, 0, 1, 2.35)),
        ((NEW, 0, 0, 2.5), "G", (LEARNING, 1, 1, 2.5)),
        ((NEW, 0, 0, 2.5), "E", (REVIEW, 1, 1, 2.65)),
        ((LEARNING, 1, 1, 2.5), "A", (LEARNING, 0, 1, 2.5)),
        ((LEARNING, 1, 1, 2.5), "H", (LEARNING, 1, 1, 2.35)),
        ((LEARNING, 1, 1, 2.5), "G", (REVIEW, 2, 4, 2.5)),
        ((LEARNING, 1, 1, 2.5), "E", (REVIEW, 2, 5, 2.65)),
        ((REVIEW, 2, 4, 2.5), "A", (LEARNING, 0, 1, 2.5)),
        ((REVIEW, 2, 4, 2.5), "H", (REVIEW, 2, 5, 2.35)),
        ((REVIEW, 2, 4, 2.5), "G", (REVIEW, 3, 10, 2.5)),
        ((REVIEW, 2, 4, 2.5), "E", (REVIEW, 3, 13, 2.65)),
        ((REVIEW, 1, 100, 2.0), "G", (REVIEW, 2, 4, 2.0)),
        # a card without an interval counts as one of a day
        ((REVIEW, 5, 0, 2.5), "G", (REVIEW, 6, 2, 2.5)),
        ((REVIEW, 5, 0, 2.5), "H", (REVIEW, 5, 1, 2.35)),
        # half to even
        ((REVIEW, 2, 1, 2.5), "G", (REVIEW, 3, 2, 2.5)),
        ((REVIEW, 2, 3, 2.5), "G", (REVIEW, 3, 8, 2.5)),
        ((REVIEW, 2, 5, 1.3), "G", (REVIEW, 3, 6, 1.3)),
        ((REVIEW, 2, 5, 2.5), "E", (REVIEW, 3, 16, 2.65)),
        # bounds
        ((REVIEW, 2, 10, 1.3), "H", (REVIEW, 2, 12, 1.3)),
        ((REVIEW, 2, 10, 1.4), "H", (REVIEW, 2, 12, 1.3)),
        ((REVIEW, 2, 10, 3.4), "E", (REVIEW, 3, 44, 3.5)),
        ((REVIEW, 2, 10, 3.5), "E", (REVIEW, 3, 46, 3.5)),
        ((REVIEW, 9, 36_500, 3.5), "G", (REVIEW, 10, 36_500, 3.5)),
        ((REVIEW, 9, 36_500, 3.5), "E", (REVIEW, 10, 36_500, 3.5)),
        ((REVIEW, 9, 36_500, 1.3), "H", (REVIEW, 9, 36_500, 1.3)),
        ((REVIEW, 9, 36_500, 3.5), "A", (LEARNING, 0, 1, 3.5)),
    ],
)
def test_the_table(before: tuple[str, int, int, float], grade: str, expected: tuple[str, int, int, float]) -> None:
    state, repetitions, interval, ease = before
    card = CardState(state=state, repetitions=repetitions, interval=interval, ease=ease)
    [graded] = after(grade, card)
    assert (graded.state, graded.repetitions, graded.interval, round(graded.ease, 4)) == expected


@given(cards, grades)
def test_every_answer_keeps_the_bounds(card: CardState, grade: Grade) -> None:
    graded = sm2(card, grade, TODAY)
    assert 1 <= graded.interval <= INTERVAL_LONGEST
    assert EASE_LOWEST <= graded.ease <= EASE_HIGHEST
    assert graded.due == TODAY + timedelta(days=graded.interval)
    assert graded.state in (LEARNING, REVIEW)


@given(cards)
def test_again_begins_anew_and_keeps_the_ease(card: CardState) -> None:
    graded = sm2(card, Grade.AGAIN, TODAY)
    assert (graded.state, graded.repetitions, graded.interval, graded.ease) == (LEARNING, 0, 1, card.ease)


@given(cards)
def test_a_better_answer_never_comes_back_sooner(card: CardState) -> None:
    again, _hard, good, easy = (sm2(card, grade, TODAY).interval for grade in Grade)
    assert again <= good <= easy


@given(st.lists(grades, max_size=40))
def test_the_ease_never_strays_from_its_steps(answers: list[Grade]) -> None:
    card = CardState()
    for grade in answers:
        card = sm2(card, grade, TODAY)
        assert card.ease == pytest.approx(round(card.ease, 2), abs=1e-9)


def test_good_and_easy_count_as_remembered() -> None:
    assert [is_correct(GRADES[name]) for name in ("again", "hard", "good", "easy")] == [False, False, True, True]


@pytest.mark.parametrize(
    ("done", "goal", "percent", "left", "is_reached"),
    [
        (0, 10, 0, 10, False),
        (3, 10, 30, 7, False),
        (199, 200, 99, 1, False),
        (10, 10, 100, 0, True),
        (25, 10, 100, 0, True),
        (1, 1, 100, 0, True),
    ],
)
def test_a_goal_is_full_when_it_is_reached_and_not_before(
    done: int, goal: int, percent: int, left: int, is_reached: bool
) -> None:
    today = Goal(done=done, goal=goal)
    assert (today.percent, today.left, today.is_reached) == (percent, left, is_reached)
    assert today.is_just_reached is (done == goal)


@pytest.mark.parametrize(("reviews", "expected"), [(1, 1), (5, 1), (10, 2), (20, 3), (30, 4), (500, 67)])
def test_a_review_takes_about_eight_seconds(reviews: int, expected: int) -> None:
    assert minutes(reviews) == expected
