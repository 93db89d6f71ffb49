"""Taking answers back: everything is as it was."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lexora.accounts.models import User
from lexora.learning import actions, queries
from lexora.learning.actions import CannotUndo, NotEnoughXp
from lexora.learning.models import Card, Day, OwnedItem, Progress, Review, XpEntry
from lexora.learning.rules import EXTRA, FSRS, SM2, STEP, Grade, xp
from lexora.words.models import Entry
from tests.factories import NOW, make_entry, make_user
from tests.learning.practised import books, give_freezes, graded, rewish, undone, wishes

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
AGAIN, HARD, GOOD, EASY = Grade


@pytest.fixture
def apple(ann: User) -> Entry:
    return make_entry(ann, "apple", language="en", translations={"uk": "яблуко"})


@pytest.mark.parametrize("grade", Grade)
@pytest.mark.parametrize("scheduler", [SM2, FSRS])
@pytest.mark.parametrize("before", ["", "G", "GGG", "GGGA"])
def test_an_answer_that_is_taken_back_leaves_no_trace(apple: Entry, before: str, scheduler: str, grade: Grade) -> None:
    wishes(apple.owner, scheduler=scheduler)
    for number, letter in enumerate(before):
        graded(apple, GOOD if letter == "G" else AGAIN, at=NOW + 10 * number * DAY)
    former = books(apple.owner)
    review = graded(apple, grade, at=NOW + 50 * DAY, seconds=7)
    assert books(apple.owner) != former
    undone(review)
    assert books(apple.owner) == former


def test_a_same_day_step_is_taken_back(apple: Entry) -> None:
    wishes(apple.owner, steps=True)
    graded(apple, AGAIN)
    former = books(apple.owner)
    step = graded(apple, GOOD, at=NOW + MINUTE)
    assert step.kind == STEP
    assert Card.objects.get().step == 1
    undone(step)
    assert books(apple.owner) == former
    assert Card.objects.get().step == 0


def test_a_double_is_taken_back(apple: Entry) -> None:
    graded(apple, GOOD, seen=0)
    former = books(apple.owner)
    double = graded(apple, AGAIN, at=NOW + MINUTE, seen=0)
    assert double.kind == EXTRA
    undone(double)
    assert books(apple.owner) == former


def test_a_card_of_one_direction_is_taken_back(apple: Entry) -> None:
    wishes(apple.owner, one_per_direction=True, directions=["forward", "reverse"])
    first = graded(apple, direction="forward")
    former = books(apple.owner)
    second = graded(apple, at=NOW + DAY, direction="reverse")
    assert {card.direction for card in Card.objects.all()} == {"forward", "reverse"}
    undone(second)
    assert books(apple.owner) == former
    undone(first, now=NOW + MINUTE)
    assert not Card.objects.exists()


def test_several_answers_are_taken_back_one_after_the_other(apple: Entry) -> None:
    wishes(apple.owner, steps=True)
    states, answers = [], []
    for number, grade in enumerate([GOOD, AGAIN, HARD, GOOD, GOOD]):
        states.append(books(apple.owner))
        answers.append(graded(apple, grade, at=NOW + number * MINUTE))
    for state, answer in zip(reversed(states), reversed(answers), strict=True):
        undone(answer, now=NOW + 10 * MINUTE)
        assert books(apple.owner) == state


def test_a_second_answer_of_a_day_and_then_the_first_give_all_their_xp_back(apple: Entry) -> None:
    first = graded(apple, GOOD)
    second = graded(apple, GOOD, at=NOW + MINUTE)
    undone(second)
    assert Progress.objects.get().lifetime_xp == 10
    undone(first, now=NOW + MINUTE)
    assert (Progress.objects.get().lifetime_xp, Progress.objects.get().wallet_xp) == (0, 0)


def test_nobody_gets_rich_by_taking_back(apple: Entry) -> None:
    for round_ in range(4):
        at = NOW + round_ * MINUTE
        undone(graded(apple, GOOD, at=at))
        first, second = graded(apple, GOOD, at=at), graded(apple, EASY, at=at)
        undone(second)
        undone(first)
    graded(apple, GOOD, at=NOW + 5 * MINUTE)
    assert Progress.objects.get().lifetime_xp == 10
    assert sum(XpEntry.objects.values_list("amount", flat=True)) == 10


def test_a_second_time_changes_nothing(apple: Entry) -> None:
    review = graded(apple)
    undone(review)
    former, lines = books(apple.owner), XpEntry.objects.count()
    undone(review)
    assert (books(apple.owner), XpEntry.objects.count()) == (former, lines)


def test_the_line_stays_in_the_log(apple: Entry) -> None:
    review = undone(graded(apple))
    assert Review.objects.get() == review
    assert (review.undone_at, review.before) == (NOW, None)


def test_a_page_that_shows_the_card_anew_has_another_key(apple: Entry) -> None:
    wishes_of = queries.settings_of(apple.owner)
    for _round in range(3):
        key = queries.next_key(queries.due_of(apple, settings=wishes_of))
        review = graded(apple, key=key)
        assert review.undone_at is None
        undone(review)
    assert Review.objects.count() == 3


def test_the_same_request_that_comes_once_more_after_it_was_taken_back_changes_nothing(apple: Entry) -> None:
    undone(graded(apple, key="k"))
    former = books(apple.owner)
    assert graded(apple, key="k").undone_at
    assert books(apple.owner) == former


# A booster and the streak


def test_a_booster_gets_its_review_back(apple: Entry) -> None:
    graded(apple)
    Progress.objects.update(booster_left=xp.BOOSTED_REVIEWS)
    former = books(apple.owner)
    review = graded(apple, EASY, at=NOW + DAY)
    assert Progress.objects.get().booster_left == xp.BOOSTED_REVIEWS - 1
    assert Progress.objects.get().lifetime_xp == 10 + 30
    undone(review)
    assert books(apple.owner) == former


def test_an_answer_that_earned_nothing_gives_the_booster_nothing(apple: Entry) -> None:
    graded(apple)
    Progress.objects.update(booster_left=xp.BOOSTED_REVIEWS)
    undone(graded(apple, AGAIN, at=NOW + DAY))
    assert Progress.objects.get().booster_left == xp.BOOSTED_REVIEWS


def test_the_streak_is_what_it_was(apple: Entry) -> None:
    for number in range(3):
        graded(apple, at=NOW + number * DAY)
    former = books(apple.owner)
    review = graded(apple, at=NOW + 3 * DAY)
    assert Progress.objects.get().streak == 4
    undone(review)
    assert books(apple.owner) == former
    assert (Progress.objects.get().streak, Progress.objects.get().longest_streak) == (3, 3)


def test_an_older_longest_streak_stays_the_longest(apple: Entry) -> None:
    for day in (0, 1, 2, 10, 11):
        graded(apple, at=NOW + day * DAY)
    former = books(apple.owner)
    undone(graded(apple, at=NOW + 12 * DAY))
    assert books(apple.owner) == former
    assert Progress.objects.get().longest_streak == 3


def test_a_freeze_that_the_answer_used_comes_back(apple: Entry) -> None:
    give_freezes(apple.owner, 2, since=NOW.date())
    graded(apple)
    former = books(apple.owner)
    review = graded(apple, at=NOW + 3 * DAY)
    assert OwnedItem.objects.get().quantity == 0
    assert Progress.objects.get().streak == 2
    undone(review)
    assert books(apple.owner) == former
    assert not Day.objects.filter(is_frozen=True).exists()


def test_the_answer_of_yesterday_takes_its_link_of_the_chain_along(apple: Entry) -> None:
    pear = make_entry(apple.owner, "pear", language="en")
    graded(apple)
    link = graded(apple, at=NOW + DAY)
    graded(pear, at=NOW + 1.9 * DAY)
    undone(link, now=NOW + 1.9 * DAY)
    assert (Progress.objects.get().streak, Progress.objects.get().longest_streak) == (1, 1)


# Leeches


def leech(entry: Entry) -> Review:
    """Forgotten for the eighth time."""
    for number in range(7):
        graded(entry, EASY, at=NOW + 40 * number * DAY)
        graded(entry, AGAIN, at=NOW + (40 * number + 20) * DAY)
    graded(entry, EASY, at=NOW + 300 * DAY)
    return graded(entry, AGAIN, at=NOW + 301 * DAY)


def test_the_answer_that_made_a_leech_takes_it_out_of_suspension(apple: Entry) -> None:
    review = leech(apple)
    apple.refresh_from_db()
    assert apple.learning_state == Entry.State.SUSPENDED
    undone(review)
    apple.refresh_from_db()
    assert apple.learning_state == Entry.State.REVIEW


def test_what_was_suspended_by_hand_stays_suspended(apple: Entry) -> None:
    graded(apple)
    review = graded(apple, at=NOW + DAY)
    actions.suspend(apple)
    undone(review)
    apple.refresh_from_db()
    assert apple.learning_state == Entry.State.SUSPENDED


def test_grading_what_another_page_suspended_meanwhile_leaves_it_suspended(apple: Entry) -> None:
    graded(apple)
    actions.suspend(Entry.objects.get(pk=apple.pk))
    graded(apple, at=NOW + DAY)
    apple.refresh_from_db()
    assert apple.learning_state == Entry.State.SUSPENDED


# What cannot be taken back


def test_an_answer_whose_xp_was_spent_stays(apple: Entry) -> None:
    review = graded(apple)
    actions.spend(apple.owner, key="s", reason=xp.PURCHASE, amount=1, now=NOW)
    former = books(apple.owner)
    with pytest.raises(NotEnoughXp) as refused:
        undone(review)
    assert refused.value.code == "xp_is_spent"
    assert books(apple.owner) == former
    assert Review.objects.get().undone_at is None


def test_only_the_last_answer_of_a_card_is_taken_back(apple: Entry) -> None:
    first = graded(apple)
    graded(apple, at=NOW + MINUTE)
    with pytest.raises(CannotUndo):
        undone(first, now=NOW + 2 * MINUTE)


def test_an_answer_of_the_one_schedule_is_not_the_last_once_a_direction_went_on(apple: Entry) -> None:
    first = graded(apple)
    rewish(apple.owner, one_per_direction=True, directions=["forward", "reverse"])
    graded(apple, at=NOW + MINUTE, direction="forward")
    with pytest.raises(CannotUndo):
        undone(first, now=NOW + 2 * MINUTE)


def test_an_answer_older_than_a_day_stays(apple: Entry) -> None:
    review = graded(apple)
    undone(graded(apple, at=NOW + DAY - MINUTE))
    with pytest.raises(CannotUndo):
        undone(review, now=NOW + DAY)


def test_an_answer_of_somebody_else_is_not_found(apple: Entry, bob: User) -> None:
    review = graded(apple)
    with pytest.raises(CannotUndo):
        actions.undo_review(user=bob, key=review.key, now=NOW)


def test_the_last_one_is_offered_first(apple: Entry) -> None:
    pear = make_entry(apple.owner, "pear", language="en")
    first, second = graded(apple), graded(pear, at=NOW + MINUTE)
    assert actions.last_undoable(apple.owner, now=NOW + MINUTE) == second
    undone(second, now=NOW + MINUTE)
    assert actions.last_undoable(apple.owner, now=NOW + MINUTE) == first
    assert actions.last_undoable(apple.owner, now=NOW + DAY) is None


@pytest.mark.parametrize("kept", [True, False], ids=["with a snapshot", "without one"])
@pytest.mark.parametrize(("former", "later"), [(SM2, FSRS), (FSRS, SM2)])
def test_after_a_change_of_the_scheduler_the_card_is_made_anew(
    apple: Entry, former: str, later: str, *, kept: bool
) -> None:
    rewish(apple.owner, scheduler=former)
    for number in range(3):
        graded(apple, at=NOW + 10 * number * DAY)
    rewish(apple.owner, scheduler=later)
    expected = books(apple.owner)
    rewish(apple.owner, scheduler=former)
    review = graded(apple, at=NOW + 40 * DAY)
    if not kept:
        Review.objects.update(before=None)
    rewish(apple.owner, scheduler=later)
    undone(review)
    assert books(apple.owner) == expected


# Any sequence

moves = st.lists(
    st.tuples(
        st.sampled_from(["grade", "grade", "grade", "undo"]),
        st.sampled_from(Grade),
        st.integers(0, 1),  # which entry
        st.sampled_from([1, 5, 600, 24 * 60, 3 * 24 * 60]),  # minutes since the move before
    ),
    max_size=14,
)


@settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(moves=moves, steps=st.booleans(), scheduler=st.sampled_from([SM2, FSRS]), freezes=st.integers(0, 3))
@pytest.mark.django_db
def test_answers_and_those_taken_back_are_as_if_those_had_never_been(
    moves: list[Any], steps: bool, scheduler: str, freezes: int
) -> None:
    played, clean = (learner(steps=steps, scheduler=scheduler, freezes=freezes) for _person in range(2))
    kept: list[tuple[int, Grade, Any, Review]] = []
    at = NOW
    for kind, grade, which, minutes in moves:
        at += minutes * MINUTE
        if kind == "grade":
            kept.append((which, grade, at, graded(played[which], grade, at=at)))
        elif kept and at - kept[-1][2] < DAY:
            undone(kept.pop()[3], now=at)
    for which, grade, at, _review in kept:
        graded(clean[which], grade, at=at)
    assert comparable(books(played[0].owner)) == comparable(books(clean[0].owner))


def learner(*, freezes: int, **options: Any) -> list[Entry]:
    user = make_user()
    wishes(user, **options)
    if freezes:
        give_freezes(user, freezes, since=NOW.date() - DAY)
    return [make_entry(user, text, language="en") for text in ("apple", "pear")]


def comparable(told: dict[str, Any]) -> dict[str, Any]:
    """Of whom it is told left out."""
    unlike = {"id", "user_id", "entry_id", "step_due_at"}
    return {
        name: [{k: v for k, v in row.items() if k not in unlike} if isinstance(row, dict) else row for row in rows]
        for name, rows in told.items()
    }


def test_a_snapshot_is_kept_for_a_day(apple: Entry) -> None:
    graded(apple)
    graded(apple, at=NOW + DAY)
    assert actions.forget_snapshots(now=NOW + DAY) == 0
    assert actions.forget_snapshots(now=NOW + DAY + MINUTE) == 1
    assert [review.before is None for review in Review.objects.order_by("id")] == [True, False]
