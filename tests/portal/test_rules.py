"""What is proposed to a learner, how one is greeted, and which numbers are shown."""

from dataclasses import replace

import pytest

from lexora.portal.rules import Counters, State, next_steps, part_of_day
from lexora.portal.steps import STEPS

SETTLED = State(due=0, words=50, has_native=True, is_confirmed=True, has_translated=True, shares=True)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"due": 3}, ["practise"]),
        ({"has_native": False}, ["choose_languages"]),
        ({"words": 4}, ["add_words"]),
        ({"words": 5}, []),
        ({"is_confirmed": False}, ["confirm_email"]),
        ({"has_translated": False}, ["translate"]),
        ({"shares": False}, ["share"]),
        ({"shares": False, "words": 19}, []),
        ({"due": 1, "shares": False, "has_translated": False}, ["practise", "translate", "share"]),
        ({"due": 1, "words": 1, "has_native": False}, ["practise", "choose_languages", "add_words"]),
        (
            {"due": 1, "words": 1, "has_native": False, "is_confirmed": False, "has_translated": False},
            ["practise", "choose_languages", "add_words"],
        ),
    ],
)
def test_what_is_useful_is_proposed_and_never_more_than_three(changes: dict[str, object], expected: list[str]) -> None:
    assert next_steps(replace(SETTLED, **changes)) == expected  # type: ignore[arg-type]


def test_every_proposal_has_its_words() -> None:
    one, other = {"due": 1, "words": 0, "has_native": False}, {"is_confirmed": False, "has_translated": False}
    codes = [code for changes in (one, {**other, "shares": False}) for code in next_steps(replace(SETTLED, **changes))]  # type: ignore[arg-type]
    assert codes == [*STEPS]


@pytest.mark.parametrize(
    ("hour", "part"),
    [(0, "evening"), (4, "evening"), (5, "morning"), (11, "morning"), (12, "day"), (17, "day"), (18, "evening")],
)
def test_the_day_has_three_parts(hour: int, part: str) -> None:
    assert part_of_day(hour) == part


@pytest.mark.parametrize(
    ("counted", "shown"),
    [
        ((999, 10, 5000, 5000), []),
        ((1000, 9, 5000, 5000), []),
        ((1000, 10, 999, 999), ["entries", "learners"]),
        ((1000, 10, 1000, 999), ["entries", "learners", "translations"]),
        ((1000, 10, 1000, 1000), ["entries", "learners", "translations", "reviews"]),
    ],
)
def test_a_small_server_does_not_boast(counted: tuple[int, int, int, int], shown: list[str]) -> None:
    assert [*Counters(*counted).shown] == shown
