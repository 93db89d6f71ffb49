"""Cards are made anew from the log when a learner wants to practise otherwise."""

from datetime import timedelta
from itertools import cycle
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lexora.accounts.models import User
from lexora.learning import actions, queries
from lexora.learning.actions import settings as settings_actions
from lexora.learning.models import Card, PracticeSettings, Review
from lexora.learning.rules import FSRS, NEW, SM2, Grade
from lexora.words.models import Entry
from tests.factories import NOW, make_entry, make_user
from tests.learning.practised import books, graded, rewish, schedule_of, wishes

DAY = timedelta(days=1)
BOTH_WAYS = {"one_per_direction": True, "directions": ["forward", "reverse"]}


def practised(user: User, words: int = 4, *, days: int = 5) -> list[Entry]:
    """Entries with a log that has all grades in it."""
    grades = cycle([Grade.GOOD, Grade.EASY, Grade.GOOD, Grade.AGAIN, Grade.HARD, Grade.GOOD, Grade.EASY])
    entries = [make_entry(user, f"word{n}", language="en", translations={"uk": f"слово{n}"}) for n in range(words)]
    for day in range(days):
        for entry in entries:
            graded(entry, next(grades), at=NOW + day * day * DAY)
    return entries


@pytest.fixture
def entries(ann: User) -> list[Entry]:
    return practised(ann)


def test_to_fsrs_and_back_gives_the_same_cards(ann: User, entries: list[Entry]) -> None:
    former = books(ann)
    rewish(ann, scheduler=FSRS)
    assert all(card.stability for card in Card.objects.all())
    assert books(ann)["cards"] != former["cards"]
    rewish(ann, scheduler=SM2)
    assert books(ann) == former


def test_what_was_earned_stays_whatever_the_scheduler(ann: User, entries: list[Entry]) -> None:
    former = books(ann)
    rewish(ann, scheduler=FSRS)
    now = books(ann)
    assert [former[name] for name in ("days", "progress", "standings")] == [
        now[name] for name in ("days", "progress", "standings")
    ]


def test_another_scheduler_comes_to_what_it_would_have_come_to(ann: User, bob: User, entries: list[Entry]) -> None:
    wishes(bob, scheduler=FSRS)
    practised(bob)
    rewish(ann, scheduler=FSRS)
    assert list(schedule_of(ann).values()) == list(schedule_of(bob).values())


def test_to_a_schedule_per_direction_and_back_gives_the_same_cards(ann: User, entries: list[Entry]) -> None:
    former = books(ann)
    rewish(ann, **BOTH_WAYS)
    assert {card.direction for card in Card.objects.all()} == {"forward", "reverse"}
    assert {card.state for card in Card.objects.filter(direction="reverse")} == {NEW}
    forward = {entry: told for (entry, way), told in schedule_of(ann).items() if way == "forward"}
    rewish(ann, one_per_direction=False)
    assert books(ann) == former
    assert forward == {entry: told for (entry, _way), told in schedule_of(ann).items()}


def test_reviews_of_all_directions_count_in_one_schedule(ann: User) -> None:
    wishes(ann, **BOTH_WAYS)
    [entry] = practised(ann, 1, days=0)
    graded(entry, direction="forward")
    graded(entry, at=NOW + DAY, direction="reverse")
    rewish(ann, one_per_direction=False)
    card = Card.objects.get()
    assert (card.direction, card.total_reviews, card.repetitions) == ("", 2, 2)
    rewish(ann, **BOTH_WAYS)
    assert {card.direction: card.total_reviews for card in Card.objects.all()} == {"forward": 1, "reverse": 1}


def test_a_sibling_that_waits_waits_for_the_same_day_when_cards_are_made_anew(ann: User) -> None:
    wishes(ann, **BOTH_WAYS)
    [entry] = practised(ann, 1, days=0)
    graded(entry, direction="forward")
    waits_for = Card.objects.get(direction="reverse").due_on
    graded(entry, at=NOW + 5 * DAY, direction="forward")
    graded(entry, at=NOW + 3 * DAY, now=NOW + 5 * DAY, direction="forward")
    assert Card.objects.get(direction="reverse").due_on == waits_for


def test_a_rebuild_that_was_interrupted_goes_on(
    ann: User, entries: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings_actions, "BATCH", 1)
    wish = wishes(ann, scheduler=FSRS)
    assert actions.cards_left(wish) == 4
    assert actions.rebuild_some(wish, batches=1)
    assert actions.cards_left(wish) == 3
    rebuild, calls = settings_actions.cards.rebuild, iter([False, True])

    def killed(*about: Any) -> list[Card]:
        if next(calls):
            raise KeyboardInterrupt
        return rebuild(*about)

    with monkeypatch.context() as patch:
        patch.setattr(settings_actions.cards, "rebuild", killed)
        with pytest.raises(KeyboardInterrupt):
            actions.rebuild_waiting(now=NOW)
    assert actions.cards_left(wish) == 2
    assert actions.rebuild_waiting(now=NOW) == 1
    assert actions.cards_left(wish) == 0
    assert actions.rebuild_waiting(now=NOW) == 0


def test_a_card_is_made_anew_before_it_is_graded(ann: User, bob: User, entries: list[Entry]) -> None:
    wishes(ann, scheduler=FSRS)
    wishes(bob, scheduler=FSRS)
    theirs = practised(bob)
    graded(entries[0], at=NOW + 30 * DAY)
    graded(theirs[0], at=NOW + 30 * DAY)
    ours, other = (schedule_of(entry.owner)[(entry.pk, "")] for entry in (entries[0], theirs[0]))
    assert ours == other
    assert actions.cards_left(queries.settings_of(ann)) == 3


def test_what_changes_no_card_makes_none_anew(ann: User, entries: list[Entry]) -> None:
    wish = wishes(ann, steps=True, fuzz=True, retention=0.8, new_per_day=3, weights=[1.0] * 21, directions=["reverse"])
    assert (wish.version, actions.cards_left(wish)) == (0, 0)


def test_suspended_stays_suspended(ann: User, entries: list[Entry]) -> None:
    actions.suspend(entries[0])
    for scheduler in (FSRS, SM2):
        rewish(ann, scheduler=scheduler)
        states = Entry.objects.order_by("id").values_list("learning_state", flat=True)
        assert [state == Entry.State.SUSPENDED for state in states] == [True, False, False, False]


def test_other_learners_are_left_alone(ann: User, bob: User, entries: list[Entry]) -> None:
    practised(bob)
    former = books(bob)
    rewish(ann, scheduler=FSRS)
    actions.rebuild_waiting(now=NOW)
    assert books(bob) == former


def test_weights_of_ones_own_are_used(ann: User, entries: list[Entry]) -> None:
    rewish(ann, scheduler=FSRS)
    former = schedule_of(ann)
    weights = [weight * 1.1 for weight in (0.4, 1.2, 3.1, 15.6, 7.1, 0.5, 1.4, 0.01, 1.5, 0.1)]
    actions.use_weights(ann, [*weights, 1.0, 1.9, 0.1, 0.3, 2.2, 0.2, 2.9, 0.5, 0.6, 0.1, 0.2], now=NOW)
    assert actions.rebuild_waiting(now=NOW) == 1
    assert schedule_of(ann) != former


def test_answers_that_were_taken_back_do_not_come_again(ann: User, entries: list[Entry]) -> None:
    former = books(ann)
    actions.undo_review(user=ann, key=graded(entries[0], at=NOW + 40 * DAY).key, now=NOW + 40 * DAY)
    for scheduler in (FSRS, SM2):
        rewish(ann, scheduler=scheduler)
    assert books(ann) == former
    assert Review.objects.exclude(undone_at=None).count() == 1


changes = st.lists(
    st.one_of(
        st.tuples(st.just("grade"), st.sampled_from(Grade), st.integers(0, 2), st.integers(0, 9)),
        st.tuples(st.just("wish"), st.sampled_from([SM2, FSRS]), st.booleans(), st.booleans()),
    ),
    max_size=12,
)


@settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(changes=changes)
@pytest.mark.django_db
def test_whatever_a_learner_tried_the_cards_are_what_the_log_says(changes: list[Any]) -> None:
    tried, steady = make_user(), make_user()
    mine, theirs = practised(tried, 3, days=1), practised(steady, 3, days=1)
    at = NOW
    for kind, what, which, more in changes:
        if kind == "wish":
            wish = wishes(tried, scheduler=what, one_per_direction=which, directions=["forward"])
            actions.rebuild_some(wish, batches=int(more))
            continue
        at += more * DAY + timedelta(minutes=1)
        for entries in (mine, theirs):
            graded(entries[which], what, at=at)
    rewish(tried, scheduler=SM2, one_per_direction=False)
    assert list(schedule_of(tried).values()) == list(schedule_of(steady).values())
    assert PracticeSettings.objects.filter(user=steady).count() == 0
