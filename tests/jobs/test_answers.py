"""What the worker does with messages: results, dead letters, and what is neither."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from lexora.accounts.models import User
from lexora.jobs import actions, answers, rules
from lexora.jobs.models import Job
from lexora.jobs.requests import queue_of, request_of
from lexora.words.models import Translation
from lexora_contract import messages
from tests.factories import make_entry
from tests.jobs.helpers import completed, make_job

EXPIRED = {"x-death": [{"reason": "expired", "queue": "translation.requested"}]}
REJECTED = {"x-death": [{"reason": "rejected"}]}
TOO_OFTEN = {"x-death": [{"reason": "delivery_limit"}]}


@pytest.fixture
def job(ann: User) -> Job:
    """The job of the one translation that Ann waits for."""
    ann.learning_languages = ["en"]
    ann.save()
    make_entry(ann, "apple")
    job = Job.objects.get()
    job.move(Job.Status.PROCESSING)
    return job


def test_a_request_names_its_queue(job: Job) -> None:
    request = messages.parse_request(request_of(job))
    assert request.event_type == queue_of(job) == "translation.requested"
    job.lane = Job.Lane.BULK
    assert queue_of(job) == "translation.requested.bulk"


def test_a_result_is_stored_once(job: Job) -> None:
    row = Translation.objects.get()
    for text in ("яблуко", "груша"):
        assert answers.store_results([(completed(row, text), {})]) == [True]
    row.refresh_from_db()
    assert (row.text, Job.objects.get().status) == ("яблуко", "completed")


def test_an_unreadable_result_changes_nothing_and_is_refused(job: Job) -> None:
    for raw in (b"", b"{", b"{}", b'{"event_type": "translation.completed"}', b"\xff\xfe"):
        assert answers.store_results([(raw, {})]) == [False]
    assert Job.objects.get().status == "processing"


def test_a_result_that_cannot_be_stored_is_an_attempt(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    row = Translation.objects.get()

    def fails(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("lexora.translation.results.words.store_machine_translations", fails)
    assert answers.store_results([(completed(row), {})]) == [False]
    job.refresh_from_db()
    assert (job.status, job.attempts) == ("pending", 1)


def test_a_request_that_expired_is_sent_again_and_no_attempt(job: Job) -> None:
    answers.take_dead_letters([(request_of(job), EXPIRED)])
    job.refresh_from_db()
    assert (job.status, job.attempts) == ("pending", 0)


@pytest.mark.parametrize("death", [REJECTED, TOO_OFTEN, {}])
def test_a_poison_request_is_tried_a_bounded_number_of_times(job: Job, death: dict[str, object]) -> None:
    tries = 0
    while job.status != "failed":
        job.move(Job.Status.PROCESSING)
        answers.take_dead_letters([(request_of(job), death)])
        job.refresh_from_db()
        tries += 1
        assert tries <= 10
    assert tries == len(rules.DELAYS["interactive"]) + 1
    assert Translation.objects.get().reason == {"code": "crashed", "params": {}}


def test_a_dead_letter_of_nobody_is_dropped(ann: User) -> None:
    unknown = make_job(ann)
    raw = request_of(unknown)
    unknown.delete()
    assert answers.take_dead_letters([(raw, REJECTED), (b"no request", REJECTED)]) == [True, True]


def test_a_late_answer_for_a_cancelled_job_changes_nothing(job: Job) -> None:
    row = Translation.objects.get()
    actions.cancel([job.pk], now=job.created_at)
    assert answers.store_results([(completed(row), {})]) == [True]
    assert Translation.objects.get().text == ""


def test_an_answer_for_an_unknown_job_is_dropped(job: Job) -> None:
    raw = completed(Translation.objects.get()).replace(str(job.pk).encode(), str(uuid4()).encode())
    assert answers.store_results([(raw, {})]) == [True]
    assert Job.objects.get().status == "processing"


def test_one_bad_answer_among_many_costs_the_others_nothing(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    make_entry(ann, "apple")
    make_entry(ann, "house")
    rows = list(Translation.objects.filter(language="uk"))
    letters = [(completed(row), {}) for row in rows]
    bad, store = rows[0].pk, actions.router.family("translation").completed

    def fails_for_one(found: list[tuple[Job, object]], now: object) -> None:
        if any(str(bad) in str(job.payload) for job, _result in found):
            raise RuntimeError("a bug")
        store(found, now)  # type: ignore[arg-type]

    broken = replace(actions.router.family("translation"), completed=fails_for_one)
    monkeypatch.setitem(actions.router._families, "translation", broken)
    assert answers.store_results([letters[0], (b"{", {}), letters[1]]) == [False, False, True]
    assert [row.text for row in Translation.objects.filter(language="uk").order_by("pk")] == ["", "яблуко"]


def test_many_answers_are_stored_with_a_constant_number_of_queries(
    ann: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for text in ("apple", "house", "friend", "water"):
        make_entry(ann, text)
    rows = list(Translation.objects.filter(language="uk"))
    few, many = ([(completed(row), {}) for row in part] for part in (rows[:1], rows[1:]))
    with CaptureQueriesContext(connection) as queries:
        answers.store_results(few)
    with django_assert_num_queries(len(queries)):
        answers.store_results(many)
