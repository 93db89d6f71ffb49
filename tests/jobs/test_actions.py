"""The life of a job: added, claimed, answered once, tried again, closed for good."""

from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db.models import QuerySet

from lexora.accounts.models import User
from lexora.core import tracing
from lexora.jobs import actions, rules
from lexora.jobs.actions import JobNotFailed
from lexora.jobs.models import Job
from lexora.jobs.queries import jobs_of, next_due, stuck
from lexora.words import actions as words
from lexora.words.models import Entry, Translation
from tests.factories import NOW, make_entry, make_user
from tests.jobs.helpers import accept, completed, failed, make_job, payload
from tests.threads import PATIENCE, at_once

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
INTERACTIVE, BULK = Job.Lane.INTERACTIVE, Job.Lane.BULK


@pytest.fixture
def ann(db: None) -> User:
    return make_user(native="uk", learning=("en",))


@pytest.fixture
def row(ann: User) -> Translation:
    """The one translation that Ann's apple waits for."""
    make_entry(ann, "apple")
    return Translation.objects.get()


def job_of(row: Translation) -> Job:
    return Job.objects.get(pk=row.job_id)


# Adding


@pytest.mark.django_db(transaction=True)
def test_work_is_added_only_inside_the_transaction_that_causes_it() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        actions.enqueue_many("translation", [payload()], owner=None, lane=INTERACTIVE, now=NOW)
    assert not Job.objects.exists()


def test_a_job_carries_the_trace_of_its_cause(ann: User) -> None:
    trace = tracing.begin()
    assert make_job(ann).traceparent == trace


# Claiming


def test_the_job_that_is_due_for_longest_is_claimed_first_and_once(ann: User) -> None:
    later, sooner = make_job(ann, due_at=NOW - SECOND), make_job(ann, due_at=NOW - MINUTE)
    make_job(ann, due_at=NOW + SECOND)
    make_job(ann, lane=BULK)
    claimed = [actions.claim_due(INTERACTIVE, after_owner=0, now=NOW) for _ in range(3)]
    assert claimed == [sooner, later, None]
    assert set(Job.objects.filter(status="processing")) == {sooner, later}


@pytest.mark.django_db(transaction=True)
def test_of_two_that_saw_the_same_job_one_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    job, first, both_saw_it = make_job(make_user()), QuerySet.first, Barrier(2)

    def first_for_both(rows: QuerySet[Job]) -> Job | None:
        found = first(rows)
        both_saw_it.wait(PATIENCE)
        return found

    monkeypatch.setattr(QuerySet, "first", first_for_both)
    claims = at_once(*[lambda: actions.claim_due(INTERACTIVE, after_owner=0, now=NOW)] * 2)
    assert [claim for claim in claims if claim] == [job]


@pytest.mark.django_db
def test_the_bulk_lane_serves_the_owners_in_turn() -> None:
    owners = [make_user() for _ in range(3)]
    for owner, count in zip(owners, (4, 1, 2), strict=True):
        for n in range(count):
            make_job(owner, lane=BULK, due_at=NOW - HOUR + n * SECOND)
    served, last = [], 0
    while job := actions.claim_due(BULK, after_owner=last, now=NOW):
        last = job.owner_id or 0
        served.append(owners.index(job.owner))
    assert served == [0, 1, 2, 0, 2, 0, 0]


def test_the_next_due_and_the_stuck_jobs_of_a_lane(ann: User) -> None:
    assert next_due(INTERACTIVE) is None
    old = make_job(ann, due_at=NOW - 11 * MINUTE)
    make_job(ann, due_at=NOW - 9 * MINUTE)
    make_job(ann, due_at=NOW - HOUR, status="processing")
    assert next_due(INTERACTIVE) == old.due_at
    assert next_due(BULK) is None
    assert list(stuck(now=NOW)) == [old]
    assert jobs_of(ann).count() == 3
    assert not jobs_of(make_user()).exists()


# Answers


@pytest.mark.parametrize("status", ["pending", "processing"])
def test_an_answer_closes_an_open_job_and_stores_the_text(row: Translation, status: str) -> None:
    Job.objects.update(status=status)
    assert accept(completed(row), now=NOW + SECOND)
    row.refresh_from_db()
    assert (row.text, row.provider, row.source) == ("яблуко", "google", "machine")
    assert (job_of(row).status, job_of(row).finished_at) == ("completed", NOW + SECOND)
    assert Entry.objects.get().is_translated


def test_a_second_delivery_changes_nothing(row: Translation) -> None:
    accept(completed(row))
    before = list(Job.objects.values())
    assert not accept(completed(row, "щось інше"), now=NOW + HOUR)
    assert not accept(failed(job_of(row).pk, retryable=True), now=NOW + HOUR)
    assert not accept(failed(job_of(row).pk, retryable=False), now=NOW + HOUR)
    row.refresh_from_db()
    assert row.text == "яблуко"
    assert list(Job.objects.values()) == before


def test_an_answer_to_an_unknown_job_is_dropped_and_logged(row: Translation, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    raw = completed(row)
    Job.objects.all().delete()
    assert not accept(raw)
    assert not accept(failed(uuid4(), retryable=True))
    assert caplog.text.count("closed or unknown job") == 2
    row.refresh_from_db()
    assert row.text == ""


@pytest.mark.parametrize("status", ["cancelled", "failed", "completed"])
def test_a_late_answer_is_refused(row: Translation, status: str) -> None:
    Job.objects.update(status=status)
    assert not accept(completed(row))
    row.refresh_from_db()
    assert row.text == ""
    assert job_of(row).status == status


@pytest.mark.parametrize(
    ("lane", "delays"),
    [
        (INTERACTIVE, [SECOND, 4 * SECOND]),
        (BULK, [30 * SECOND, 5 * MINUTE, HOUR, 6 * HOUR]),
    ],
)
def test_a_failure_that_may_pass_is_tried_again_later_until_the_last_time(
    row: Translation, lane: Job.Lane, delays: list[timedelta]
) -> None:
    Job.objects.update(lane=lane)
    for attempt, delay in enumerate(delays, start=1):
        Job.objects.update(status="processing")
        assert accept(failed(job_of(row).pk, retryable=True))
        job = job_of(row)
        assert (job.status, job.attempts, job.due_at) == ("pending", attempt, NOW + delay)
        assert job.reason == {"code": "provider_busy", "params": {"provider": "google"}}
        assert actions.claim_due(lane, after_owner=0, now=NOW + delay - timedelta(milliseconds=1)) is None
    assert accept(failed(job_of(row).pk, retryable=True))
    assert job_of(row).status == "failed"
    row.refresh_from_db()
    assert row.reason == {"code": "provider_busy", "params": {"provider": "google"}}
    assert not accept(completed(row))


def test_a_failure_that_will_not_pass_closes_the_job_at_once(row: Translation) -> None:
    assert accept(failed(job_of(row).pk, retryable=False, code="unchanged"))
    row.refresh_from_db()
    assert (job_of(row).status, job_of(row).attempts, row.status) == ("failed", 0, "failed")
    assert row.reason == {"code": "unchanged", "params": {"provider": "google"}}


def test_when_the_answer_cannot_be_stored_the_job_stays_open(row: Translation, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_texts: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(words, "store_machine_translations", broken)
    with pytest.raises(ZeroDivisionError):
        accept(completed(row))
    assert job_of(row).status == "pending"


# Retrying, cancelling, forgetting


def test_a_retry_is_a_new_job_and_the_old_one_stays_closed(row: Translation) -> None:
    old = job_of(row)
    accept(failed(old.pk, retryable=False))
    old.refresh_from_db()
    new = actions.retry(old, now=NOW + HOUR)
    assert new is not None
    row.refresh_from_db()
    assert (row.job, row.reason, row.status) == (new, None, "pending")
    assert (new.status, new.attempts, new.due_at) == ("pending", 0, NOW + HOUR)
    assert Job.objects.get(pk=old.pk).status == "failed"
    assert actions.retry(old, now=NOW + HOUR) is None
    assert accept(completed(row))


@pytest.mark.parametrize("status", ["pending", "processing", "completed", "cancelled"])
def test_only_a_failed_job_is_retried(ann: User, status: str) -> None:
    job = make_job(ann, status=status)
    with pytest.raises(JobNotFailed):
        actions.retry(job, now=NOW)


def test_a_retry_of_what_nobody_wants_any_more_starts_nothing(ann: User, row: Translation) -> None:
    accept(failed(job_of(row).pk, retryable=False))
    old = job_of(row)
    words.delete(ann, [row.entry_id], now=NOW)
    assert actions.retry(old, now=NOW) is None
    assert Job.objects.count() == 1


def test_only_open_jobs_are_cancelled(ann: User) -> None:
    jobs = [make_job(ann, status=status) for status in Job.Status.values]
    assert actions.cancel([job.pk for job in jobs], now=NOW) == 2
    assert sorted(Job.objects.values_list("status", flat=True)) == ["cancelled"] * 3 + ["completed", "failed"]


def test_what_a_killed_process_left_is_taken_up_again(ann: User) -> None:
    for status in Job.Status.values:
        make_job(ann, status=status)
    assert actions.reopen_unfinished(now=NOW) == 1
    assert Job.objects.filter(status="pending").count() == 2


def test_a_job_that_kills_the_process_again_and_again_is_given_up(row: Translation) -> None:
    for kills in range(1, rules.MOST_KILLS + 1):
        Job.objects.update(status="processing")
        assert actions.reopen_unfinished(now=NOW) == 1
        assert (job_of(row).status, job_of(row).attempts) == ("pending", kills)
    Job.objects.update(status="processing")
    assert actions.reopen_unfinished(now=NOW) == 0
    row.refresh_from_db()
    assert job_of(row).status == "failed"
    assert row.reason == {"code": "crashed", "params": {}}


def test_old_closed_jobs_are_forgotten_and_their_translations_stay(row: Translation, ann: User) -> None:
    accept(completed(row), now=NOW)
    open_job = make_job(ann)
    assert actions.prune(before=NOW) == 0
    assert actions.prune(before=NOW + SECOND) == 1
    assert list(Job.objects.all()) == [open_job]
    row.refresh_from_db()
    assert (row.text, row.job) == ("яблуко", None)
