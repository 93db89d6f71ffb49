"""Exercises are given, graded once, and rewarded once a day."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from lexora.accounts.models import User
from lexora.core.errors import NotFound
from lexora.learning.models import Day, XpEntry
from lexora.learning.queries import day_of, progress_of
from lexora.library.actions import exercises as actions
from lexora.library.actions.exercises import Given, NoAnswer, NoExercises
from lexora.library.models import Attempt, Record
from lexora.library.queries import exercises as queries
from lexora.library.queries.exercises import Wishes
from tests.factories import NOW, make_user
from tests.library.made_exercises import ARTICLE, COFFEE, GREEK, TENSES, use_exercises
from tests.threads import at_once

TENSE = Wishes(language="en", category="tenses", topic="present-simple")
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _exercises(monkeypatch: pytest.MonkeyPatch) -> None:
    use_exercises(monkeypatch)


def start(user: User, wishes: Wishes = TENSE, *, kind: str = "cloze", now: datetime = NOW, **how: Any) -> Given:
    return actions.start_set(user, kind=kind, wishes=wishes, dice=Random(1), now=now, **how)


def answer(given: Given, user: User, text: str, *, position: int = 1, now: datetime = NOW) -> Attempt:
    kind = given.attempts[0].kind
    return actions.answer(user, kind=kind, set_id=given.set_id, position=position, text=text, now=now)


def one(user: User, key: str = "", *, now: datetime = NOW, **how: Any) -> Given:
    """A set of one exercise that fits the wishes."""
    return start(user, how.pop("wishes", TENSE), size=1, now=now, **how)


# Giving


def test_a_set_is_ten_exercises_of_those_that_were_wanted(ann: User) -> None:
    given = start(ann)
    assert [attempt.position for attempt in given.attempts] == [1, 2, 3, 4, 5, 6]
    assert {attempt.key for attempt in given.attempts} == {exercise.id for exercise in TENSES}
    assert all(sorted(attempt.shown) == sorted(TENSES[0].options) for attempt in given.attempts)
    assert len({tuple(attempt.shown) for attempt in given.attempts}) > 1
    assert queries.set_of(ann, "cloze", given.set_id) == given.attempts


def test_typed_exercises_show_no_options(ann: User) -> None:
    assert all(attempt.is_typed for attempt in start(ann, is_typed=True).attempts)


def test_a_sentence_is_given_as_tiles_out_of_order(ann: User) -> None:
    given = start(ann, Wishes(language="en"), kind="builder")
    shown = {attempt.key: attempt.shown for attempt in given.attempts}
    assert sorted(shown[COFFEE.id]) == sorted(COFFEE.tiles)
    assert shown[COFFEE.id] != COFFEE.tiles


@pytest.mark.parametrize("wishes", [Wishes(language="uk"), Wishes(level="C1"), Wishes(topic="cooking")])
def test_where_nothing_fits_nothing_is_given(ann: User, wishes: Wishes) -> None:
    with pytest.raises(NoExercises):
        start(ann, wishes)
    assert not Attempt.objects.exists()


def test_the_next_set_begins_with_what_was_not_seen_and_then_with_what_went_wrong(ann: User) -> None:
    first = start(ann, size=4)
    for attempt in first.attempts:
        answer(first, ann, "drinks" if attempt.position > 1 else "drank", position=attempt.position)
    keys = [attempt.key for attempt in start(ann).attempts]
    assert set(keys[:2]) == {exercise.id for exercise in TENSES} - {attempt.key for attempt in first.attempts}
    assert keys[2] == first.attempts[0].key


def test_a_set_that_was_begun_is_found_again_until_it_is_done_or_a_day_old(ann: User, bob: User) -> None:
    given = start(ann, size=2)
    assert queries.open_set(ann, "cloze", now=NOW) == given.set_id
    assert queries.open_set(bob, "cloze", now=NOW) is None
    assert queries.open_set(ann, "builder", now=NOW) is None
    assert queries.open_set(ann, "cloze", now=NOW + DAY) is None
    for position in (1, 2):
        answer(given, ann, "drinks", position=position)
    assert queries.open_set(ann, "cloze", now=NOW) is None


def test_only_what_went_wrong_is_given_once_more(ann: User) -> None:
    given = start(ann, is_typed=True)
    for attempt in given.attempts[:4]:
        answer(given, ann, "drinks" if attempt.position % 2 else "tea", position=attempt.position)
    again = actions.start_again(ann, kind="cloze", set_id=given.set_id, dice=Random(1), now=NOW)
    assert {attempt.key for attempt in again.attempts} == {given.attempts[1].key, given.attempts[3].key}
    assert all(attempt.is_typed for attempt in again.attempts)


def test_there_is_nothing_to_do_again_where_nothing_went_wrong(ann: User, bob: User) -> None:
    given = one(ann)
    answer(given, ann, "drinks")
    with pytest.raises(NoExercises):
        actions.start_again(ann, kind="cloze", set_id=given.set_id, dice=Random(1), now=NOW)
    with pytest.raises(NotFound):
        actions.start_again(bob, kind="cloze", set_id=given.set_id, dice=Random(1), now=NOW)


def test_an_exercise_alone_waits_until_it_is_answered(ann: User) -> None:
    first = actions.next_alone(ann, wishes=TENSE, dice=Random(1), now=NOW)
    assert actions.next_alone(ann, wishes=TENSE, dice=Random(2), now=NOW) == first
    assert actions.next_alone(ann, wishes=TENSE, is_typed=True, dice=Random(2), now=NOW) != first
    assert actions.next_alone(ann, wishes=Wishes(language="el"), dice=Random(2), now=NOW).key == GREEK.id
    actions.answer(ann, kind="cloze", set_id=first.set_id, text="drinks", now=NOW)
    assert actions.next_alone(ann, wishes=TENSE, dice=Random(1), now=NOW).key != first.key
    assert queries.open_set(ann, "cloze", now=NOW) is None


def test_a_set_does_not_serve_as_an_exercise_alone(ann: User) -> None:
    given = start(ann)
    assert actions.next_alone(ann, wishes=TENSE, dice=Random(1), now=NOW).set_id != given.set_id


# Grading


@pytest.mark.parametrize(("text", "is_right", "xp"), [("drinks", True, 5), ("Drinks ", True, 5), ("drank", False, 0)])
def test_an_answer_is_graded_and_rewarded(ann: User, text: str, is_right: bool, xp: int) -> None:
    graded = answer(one(ann), ann, text)
    assert (graded.is_right, graded.xp, graded.answered_at) == (is_right, xp, NOW)
    stored = Attempt.objects.get()
    assert (stored.is_right, stored.xp, stored.answer) == (is_right, xp, text.strip())
    record = Record.objects.get()
    assert (record.tries, record.rights, record.was_right, record.last_at) == (1, int(is_right), is_right, NOW)
    assert progress_of(ann).lifetime_xp == xp


def test_a_sentence_in_any_of_its_orders_brings_ten(ann: User) -> None:
    given = start(ann, Wishes(language="en"), kind="builder")
    [coffee] = [attempt for attempt in given.attempts if attempt.key == COFFEE.id]
    graded = answer(given, ann, "in the morning I usually drink coffee", position=coffee.position)
    assert (graded.is_right, graded.xp) == (True, 10)
    [line] = XpEntry.objects.filter(user=ann)
    assert (line.reason, line.detail, line.language) == ("sentence_builder", COFFEE.orders[0], "en")


def test_the_ledger_tells_the_sentence(ann: User) -> None:
    given = one(ann, wishes=Wishes(language="en", level="B1"), is_typed=True)
    answer(given, ann, "’ll be lying")
    [line] = XpEntry.objects.filter(user=ann)
    assert (line.reason, line.detail) == ("grammar_practice", "This time tomorrow we will be lying on the beach.")


def test_no_word_can_be_chosen_and_typed(ann: User) -> None:
    for is_typed, said in ((False, "–"), (True, "-")):
        given = one(ann, wishes=Wishes(language="en", category="articles"), is_typed=is_typed)
        assert given.attempts[0].key == ARTICLE.id
        assert answer(given, ann, said).is_right


def test_an_answer_counts_once_however_often_it_is_sent(ann: User) -> None:
    given = one(ann)
    first = answer(given, ann, "drank")
    later = answer(given, ann, "drinks", now=NOW + timedelta(minutes=1))
    assert later == first
    assert (later.is_right, later.answer, later.answered_at) == (False, "drank", NOW)
    assert Record.objects.get().tries == 1
    assert day_of(ann, NOW.date()).other_activities == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_sent_twice_at_once_counts_once() -> None:
    ann = make_user()
    given = one(ann)
    graded = at_once(*[lambda: answer(given, ann, "drinks")] * 4)
    assert [attempt.xp for attempt in graded] == [5] * 4
    assert (Record.objects.get().tries, progress_of(ann).lifetime_xp, XpEntry.objects.count()) == (1, 5, 1)
    assert day_of(ann, NOW.date()).other_activities == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_exercise_in_two_sets_at_once_is_rewarded_once() -> None:
    ann = make_user()
    sets = [one(ann, wishes=Wishes(language="el")) for _n in range(3)]
    graded = at_once(*[lambda given=given: answer(given, ann, "που") for given in sets])
    assert sorted(attempt.xp for attempt in graded) == [0, 0, 5]
    assert (Record.objects.get().tries, progress_of(ann).lifetime_xp) == (3, 5)


def test_the_second_try_of_a_day_brings_nothing_whatever_the_first_was(ann: User) -> None:
    for first in ("drank", "drinks"):
        wishes = Wishes(language="el") if first == "drank" else Wishes(language="en", category="articles")
        right = "που" if first == "drank" else "–"
        answer(one(ann, wishes=wishes), ann, first if first == "drank" else right)
        graded = answer(one(ann, wishes=wishes), ann, right, now=NOW + timedelta(hours=1))
        assert (graded.is_right, graded.xp) == (True, 0)
    assert progress_of(ann).lifetime_xp == 5


@pytest.mark.django_db
def test_the_next_day_of_the_learner_brings_xp_again() -> None:
    learner = make_user(time_zone="Europe/Kyiv")  # two hours ahead in winter
    greek = Wishes(language="el")
    times = [datetime(2026, 3, 2, hour, minute, tzinfo=UTC) for hour, minute in ((12, 0), (21, 59), (22, 0), (23, 0))]
    came = [answer(one(learner, wishes=greek, now=now), learner, "που", now=now).xp for now in times]
    assert came == [5, 0, 5, 0]
    assert (progress_of(learner).streak, Day.objects.filter(user=learner).count()) == (2, 2)


def test_any_answer_keeps_the_streak(ann: User) -> None:
    for n in range(3):
        now = NOW + n * DAY
        answer(one(ann, now=now), ann, "drank", now=now)
    assert (progress_of(ann).streak, progress_of(ann).lifetime_xp) == (3, 0)
    assert day_of(ann, NOW.date()).other_activities == 1


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\u200b"])
def test_silence_is_no_answer(ann: User, text: str) -> None:
    given = one(ann)
    with pytest.raises(NoAnswer):
        answer(given, ann, text)
    assert not Attempt.objects.get().is_answered
    assert not Record.objects.exists()


def test_a_very_long_answer_is_wrong_and_kept_in_part(ann: User) -> None:
    graded = answer(one(ann), ann, "drinks" + " tea" * 1000)
    assert graded.is_right is False
    assert len(Attempt.objects.get().answer) == 300


def test_the_set_of_another_is_not_there(ann: User, bob: User) -> None:
    given = one(ann)
    for user, set_id, position, kind in (
        (bob, given.set_id, 1, "cloze"),
        (ann, uuid4(), 1, "cloze"),
        (ann, given.set_id, 2, "cloze"),
        (ann, given.set_id, 1, "builder"),
    ):
        with pytest.raises(NotFound):
            actions.answer(user, kind=kind, set_id=set_id, position=position, text="drinks", now=NOW)
    assert queries.set_of(bob, "cloze", given.set_id) == []
    assert not Attempt.objects.get().is_answered


def test_an_exercise_that_was_taken_out_of_the_content_is_left_out(ann: User) -> None:
    given = start(ann, size=2)
    Attempt.objects.filter(position=1).update(key="en-gone")
    assert [attempt.position for attempt in queries.set_of(ann, "cloze", given.set_id)] == [2]
    with pytest.raises(NotFound):
        answer(given, ann, "drinks")


def test_what_was_never_answered_is_forgotten_after_a_week(ann: User) -> None:
    given = start(ann, size=2)
    answer(given, ann, "drinks")
    assert actions.forget_unanswered(now=NOW + 7 * DAY) == 0
    assert actions.forget_unanswered(now=NOW + 8 * DAY) == 1
    assert Attempt.objects.get().is_answered


def test_a_learner_who_leaves_takes_their_answers_along(ann: User) -> None:
    answer(one(ann), ann, "drinks")
    ann.delete()
    assert not Attempt.objects.exists()
    assert not Record.objects.exists()


def test_an_answer_asks_the_database_a_fixed_number_of_times(ann: User, django_assert_max_num_queries: Any) -> None:
    given = start(ann)
    answer(given, ann, "drinks")
    with django_assert_max_num_queries(17):
        answer(given, ann, "drinks", position=2)


# Whatever somebody does


class Playing(RuleBasedStateMachine):
    """Answers in any order, sent again and again, over days."""

    def __init__(self) -> None:
        super().__init__()
        self.user, self.now = make_user(), NOW
        self.given = start(self.user)
        self.tried: set[tuple[str, int]] = set()  # which exercise on which day
        self.done: set[tuple[Any, int]] = set()
        self.earned = 0

    @rule()
    def begin_another_set(self) -> None:
        self.given = start(self.user, now=self.now)

    @rule()
    def sleep(self) -> None:
        self.now += DAY

    @rule(position=st.integers(1, 6), text=st.sampled_from(["drinks", "drank", "Drinks!"]))
    def answer(self, position: int, text: str) -> None:
        graded = answer(self.given, self.user, text, position=position, now=self.now)
        place, try_ = (self.given.set_id, position), (graded.key, self.now.toordinal())
        if place in self.done:
            return
        self.done.add(place)
        is_rewarded = text != "drank" and try_ not in self.tried
        self.tried.add(try_)
        self.earned += 5 * is_rewarded
        assert graded.xp == 5 * is_rewarded

    @invariant()
    def the_books_agree(self) -> None:
        assert progress_of(self.user).lifetime_xp == self.earned
        assert sum(record.tries for record in Record.objects.filter(user=self.user)) == len(self.done)
        activities = Day.objects.filter(user=self.user).values_list("other_activities", flat=True)
        assert sum(activities) == len(self.done)


@pytest.mark.django_db
def test_whatever_is_sent_each_answer_counts_once_and_each_exercise_is_rewarded_once_a_day() -> None:
    check = settings(
        max_examples=15, stateful_step_count=20, deadline=None, database=None, suppress_health_check=[*HealthCheck]
    )
    run_state_machine_as_test(Playing, settings=check)
