"""The outbox as the relay sees it: taken once, leased, given back, sent again when nobody answers."""

from datetime import timedelta

import pytest

from lexora.accounts.models import User
from lexora.jobs import outbox
from lexora.jobs.models import Job
from lexora_contract.topology import FAMILIES
from tests.factories import NOW, make_user
from tests.jobs.helpers import make_job
from tests.threads import at_once

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
INTERACTIVE, BULK = Job.Lane.INTERACTIVE, Job.Lane.BULK


def state_of(job: Job) -> tuple[str, float]:
    """Its status, and in how many seconds it is due."""
    job.refresh_from_db()
    return job.status, (job.due_at - NOW).total_seconds()


def test_what_is_due_is_taken_oldest_first_and_leased_for_the_sending(ann: User) -> None:
    later, sooner = make_job(ann, due_at=NOW), make_job(ann, due_at=NOW - SECOND)
    make_job(ann, due_at=NOW + SECOND)
    make_job(ann, lane=BULK)
    assert outbox.claim(INTERACTIVE, limit=5, now=NOW) == [sooner, later]
    assert outbox.claim(INTERACTIVE, limit=5, now=NOW) == []
    assert state_of(sooner) == ("processing", outbox.SENDING.total_seconds())


def test_no_more_is_taken_than_asked_for(ann: User) -> None:
    for _ in range(3):
        make_job(ann)
    assert len(outbox.claim(INTERACTIVE, limit=2, now=NOW)) == 2


@pytest.mark.parametrize("lane", [INTERACTIVE, BULK])
def test_a_confirmed_job_is_sent_again_only_after_its_copy_has_expired(ann: User, lane: Job.Lane) -> None:
    job = make_job(ann, lane=lane)
    job.move(Job.Status.PROCESSING)
    outbox.extend_lease([job], now=NOW)
    queue = FAMILIES["translation"].lane(lane)
    assert state_of(job) == ("processing", queue.resend_after)
    assert queue.resend_after > queue.queue.ttl_seconds >= 10 * queue.worst_case_seconds
    assert outbox.reopen_overdue(now=NOW + timedelta(seconds=queue.resend_after - 1)) == 0
    assert outbox.reopen_overdue(now=NOW + timedelta(seconds=queue.resend_after)) == 1
    assert (state_of(job)[0], job.attempts) == ("pending", 0)


def test_an_answer_before_the_confirmation_stays(ann: User) -> None:
    job = make_job(ann)
    [taken] = outbox.claim(INTERACTIVE, limit=1, now=NOW)
    job.close(Job.Status.COMPLETED, now=NOW)
    outbox.extend_lease([taken], now=NOW)
    outbox.give_back([taken], now=NOW)
    assert state_of(job)[0] == "completed"


def test_what_the_broker_did_not_take_is_due_again_and_no_attempt(ann: User) -> None:
    job = make_job(ann)
    outbox.give_back(outbox.claim(INTERACTIVE, limit=1, now=NOW), now=NOW)
    assert (state_of(job), job.attempts) == (("pending", 0.0), 0)


def test_what_a_killed_relay_held_is_sent_again_after_seconds(ann: User) -> None:
    job = make_job(ann)
    outbox.claim(INTERACTIVE, limit=1, now=NOW)
    assert outbox.reopen_overdue(now=NOW + outbox.SENDING) == 1
    assert state_of(job)[0] == "pending"


def test_an_expired_request_is_sent_again_unless_it_is_closed(ann: User) -> None:
    waiting, closed = make_job(ann, status="processing", due_at=NOW + HOUR), make_job(ann, status="completed")
    assert outbox.reopen_expired(waiting.pk, now=NOW)
    assert not outbox.reopen_expired(closed.pk, now=NOW)
    assert (state_of(waiting), waiting.attempts) == (("pending", 0.0), 0)
    assert state_of(closed)[0] == "completed"


@pytest.mark.django_db
def test_the_bulk_window_is_kept_and_shared_fairly() -> None:
    owners = [make_user() for _ in range(3)]
    for owner, count in zip(owners, (5, 2, 1), strict=True):
        for n in range(count):
            make_job(owner, lane=BULK, due_at=NOW - HOUR + n * SECOND)
    served: list[int] = []
    last = 0
    while jobs := outbox.claim_in_turn(window=2, after_owner=last, now=NOW):
        assert Job.objects.filter(status="processing").count() == 2 or not Job.objects.filter(status="pending")
        assert outbox.claim_in_turn(window=2, after_owner=last, now=NOW) == []
        for job in jobs:
            served.append(owners.index(job.owner))
            last = job.owner_id or 0
            job.close(Job.Status.COMPLETED, now=NOW)
    assert served == [0, 1, 2, 0, 1, 0, 0, 0]


@pytest.mark.django_db(transaction=True)
def test_two_relays_never_take_the_same_job() -> None:
    owner = make_user()
    for _ in range(40):
        make_job(owner)
    taken = at_once(*[lambda: outbox.claim(INTERACTIVE, limit=30, now=NOW)] * 2)
    ids = [job.pk for jobs in taken for job in jobs]
    assert len(ids) == len(set(ids)) >= 30
