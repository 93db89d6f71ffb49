"""Days hold what the log says, whatever was done; an older log gets its days, and its XP."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lexora.learning.models import Card, Day, Progress, Review, Standing, XpEntry
from lexora.learning.rules import FSRS, SM2, Grade
from tests.factories import NOW, make_entry, make_user
from tests.learning.practised import COUNTED, days_of, graded, recounted, rewish, undone, wishes

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)

work = st.lists(
    st.one_of(
        st.tuples(st.just("grade"), st.sampled_from(Grade), st.integers(0, 2), st.sampled_from([1, 11, 900, 5000])),
        st.tuples(st.just("late"), st.sampled_from(Grade), st.integers(0, 2), st.integers(1, 9000)),
        st.tuples(st.just("double"), st.sampled_from(Grade), st.integers(0, 2), st.just(2)),
        st.tuples(st.just("undo"), st.none(), st.none(), st.none()),
        st.tuples(st.just("wish"), st.sampled_from([SM2, FSRS]), st.booleans(), st.booleans()),
    ),
    max_size=14,
)


@settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(work=work)
@pytest.mark.django_db
def test_after_any_work_days_equal_a_recount_of_the_log(work: list[Any]) -> None:
    user = make_user(time_zone="Europe/Kyiv")
    entries = [make_entry(user, f"word{n}", language="en", translations={"uk": "слово"}) for n in range(3)]
    at = NOW
    for kind, what, which, more in work:
        if kind == "undo":
            last = Review.objects.filter(user=user, undone_at=None).order_by("-reviewed_at", "-id").first()
            if last and last.reviewed_at > at - DAY:
                undone(last, now=at)
        elif kind == "wish":
            rewish(user, scheduler=what, one_per_direction=which, steps=more, directions=["forward", "reverse"])
        else:
            seen = 0 if kind == "double" else None
            given_at = at - more * MINUTE if kind == "late" else at + more * MINUTE
            at = max(at, given_at)
            graded(entries[which], what, at=given_at, now=at, seconds=more, seen=seen)
    counted = {row["day"]: {name: row[name] for name in COUNTED} for row in days_of(user)}
    assert {day: told for day, told in counted.items() if any(told.values())} == recounted(user)
    ledger = XpEntry.objects.filter(user=user)
    progress = Progress.objects.filter(user=user).first() or Progress(user=user)
    assert sum(ledger.values_list("amount", flat=True)) == progress.wallet_xp
    assert sum(ledger.values_list("lifetime", flat=True)) == progress.lifetime_xp
    assert sum(Day.objects.filter(user=user).values_list("xp", flat=True)) == progress.lifetime_xp
    total = Standing.objects.filter(user=user, period="", language="").values_list("xp", flat=True)
    assert sum(total) == progress.lifetime_xp


def test_seconds_of_one_answer_are_a_minute_at_most(db: None) -> None:
    entry = make_entry(make_user(), "apple", language="en")
    graded(entry, seconds=4000)
    graded(entry, at=NOW + MINUTE, seconds=-5)
    assert Day.objects.get().seconds == 60


def test_predictions_are_added_for_known_cards(db: None) -> None:
    entry = make_entry(make_user(), "apple", language="en")
    wishes(entry.owner, scheduler=SM2)
    for number in range(4):
        graded(entry, at=NOW + 4 * number * DAY)
    last = Day.objects.order_by("-day").first()
    assert last is not None
    assert (last.mature, last.mature_passed, round(last.predicted, 3)) == (1, 1, 0.959)


# An older log

BEFORE, AFTER = [("learning", "0003_game_and_schedulers")], [("learning", "0004_days_and_xp_of_the_log")]


@pytest.mark.django_db(transaction=True)
def test_an_older_log_gets_days_xp_and_a_streak() -> None:
    user = make_user()
    apple, pear = make_entry(user, "apple", language="en"), make_entry(user, "pear", language="en")
    executor = MigrationExecutor(connection)
    executor.migrate(BEFORE)
    try:
        old = executor.loader.project_state(BEFORE).apps
        for entry, day, grade, after in [
            (apple, 1, 2, "learning"),
            (apple, 1, 3, "review"),  # a second one on the day, which earned nothing
            (pear, 2, 3, "review"),
            (apple, 2, 0, "learning"),
            (pear, 5, 0, "learning"),
        ]:
            old_review(old, user.pk, entry.pk, day, grade, after)
        old.get_model("learning", "Card").objects.create(
            user_id=user.pk,
            entry_id=apple.pk,
            state="learning",
            due_on=date(2026, 2, 3),
            total_reviews=3,
            correct_reviews=2,
        )
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    days = {day.day.day: (day.reviews, day.new, day.again, day.good, day.easy, day.xp) for day in Day.objects.all()}
    assert days == {1: (2, 1, 0, 1, 1, 10), 2: (2, 1, 1, 0, 1, 15), 5: (1, 0, 1, 0, 0, 0)}
    progress = Progress.objects.get()
    assert (progress.lifetime_xp, progress.wallet_xp) == (25, 25)
    assert (progress.streak, progress.longest_streak, progress.last_active_on) == (1, 2, date(2026, 2, 5))
    assert XpEntry.objects.get().amount == 25
    assert list(Standing.objects.values_list("period", "language", "xp", "streak")) == [("", "", 25, 1)]
    card = Card.objects.get()
    assert (card.last_review_at, card.lapses) == (datetime(2026, 2, 2, 12, tzinfo=UTC), 1)


def old_review(apps: Any, user_id: int, entry_id: int, day: int, grade: int, after: str) -> None:
    log = apps.get_model("learning", "Review").objects
    log.create(
        user_id=user_id,
        entry_id=entry_id,
        key=f"k{log.count()}",
        grade=grade,
        reviewed_at=datetime(2026, 2, day, 12, tzinfo=UTC),
        local_day=date(2026, 2, day),
        was_new=not log.filter(entry_id=entry_id).exists(),
        state_after=after,
        interval_after=1,
        ease_after=2.5,
        due_after=date(2026, 2, day + 1),
    )
