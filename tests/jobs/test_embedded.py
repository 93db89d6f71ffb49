"""The threads of the embedded profile: quick, and nothing is lost whatever happens to them."""

import logging
from collections.abc import Iterator
from threading import Event

import pytest
from django.db import OperationalError

from lexora.jobs import actions, embedded, wake
from lexora.jobs.embedded import Workers
from lexora.jobs.models import Job
from lexora.words.models import Translation
from lexora_contract.messages import TranslationRequest, TranslationResult
from lexora_contract.reasons import CannotDo
from tests.factories import make_entry, make_user
from tests.fake_service import FakeService, install, shout
from tests.jobs.helpers import make_job
from tests.process import wait_until
from tests.threads import PATIENCE, crew

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nobody_looks_without_being_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that needs the safety net fails."""
    monkeypatch.setattr(embedded, "LOOK_AGAIN", 10 * PATIENCE)
    monkeypatch.setattr(embedded, "AFTER_FAULT", 0.01)
    monkeypatch.setattr(wake, "_conditions", {})
    monkeypatch.setattr(wake, "_counts", {})


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> FakeService:
    return install(monkeypatch)


@pytest.fixture
def workers() -> Iterator[Workers]:
    running = Workers({Job.Lane.INTERACTIVE: 2, Job.Lane.BULK: 1})
    yield running
    running.stop()
    assert not any(thread.is_alive() for thread in running._threads)


def wait_for(status: str, count: int) -> None:
    jobs = Job.objects.filter(status=status)
    wait_until(lambda: jobs.count() == count, seconds=PATIENCE, what=f"{count} jobs are {status}")


def test_a_saved_word_is_translated_without_polling(service: FakeService, workers: Workers) -> None:
    workers.start()
    wait_until(lambda: len(wake._conditions) == 2, seconds=PATIENCE, what="the threads wait")
    make_entry(make_user(native="uk", learning=("en", "el")), "apple")
    wait_for("completed", 2)
    assert set(Translation.objects.values_list("language", "text")) == {("uk", "APPLE"), ("el", "APPLE")}
    assert workers.is_alive()


def test_both_lanes_work_at_the_same_time(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    release = Event()

    def slow_for_imports(request: TranslationRequest) -> TranslationResult:
        assert len(request.items) == 1 or release.wait(PATIENCE)
        return shout(request)

    service = install(monkeypatch, slow_for_imports)
    owner = make_user()
    make_job(owner, lane=Job.Lane.BULK)
    Job.objects.update(payload={**Job.objects.get().payload, "items": [{"ref": str(n), "text": "a"} for n in (1, 2)]})
    workers.start()
    wait_until(lambda: len(service.requests) == 1, seconds=PATIENCE, what="the import is under way")
    make_job(owner)
    wait_for("completed", 1)
    assert Job.objects.get(status="completed").lane == "interactive"
    release.set()
    wait_for("completed", 2)


def test_stopping_in_the_middle_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, release = Event(), Event()

    def slow(request: TranslationRequest) -> TranslationResult:
        begun.set()
        assert release.wait(PATIENCE)
        return shout(request)

    service = install(monkeypatch, slow)
    owner = make_user(native="uk", learning=("en",))
    for n in range(6):
        make_entry(owner, f"word {n}", language="en")
    first = Workers({Job.Lane.INTERACTIVE: 2})
    first.start()
    assert begun.wait(PATIENCE)
    first._stopping.set()
    release.set()
    first.stop()
    done = Job.objects.filter(status="completed").count()
    assert done == len(service.requests) in (1, 2)
    assert Job.objects.filter(status="pending").count() == 6 - done
    second = Workers({Job.Lane.INTERACTIVE: 2})
    second.start()
    wait_for("completed", 6)
    second.stop()
    assert len(service.requests) == 6
    assert Translation.objects.exclude(text="").count() == 6


def test_a_job_that_a_killed_process_had_in_hand_is_done(service: FakeService, workers: Workers) -> None:
    make_job(make_user(), status="processing")
    workers.start()
    wait_for("completed", 1)


@pytest.mark.parametrize("place", [(embedded, "close_old_connections"), (actions, "claim_due")])
def test_a_call_to_stop_reaches_a_thread_that_is_just_looking_for_work(
    service: FakeService, monkeypatch: pytest.MonkeyPatch, place: tuple[object, str]
) -> None:
    looking, go_on = Event(), Event()

    def look_slowly(*_args: object, **_rest: object) -> None:
        looking.set()
        assert go_on.wait(PATIENCE)

    monkeypatch.setattr(*place, look_slowly)
    workers = Workers({Job.Lane.INTERACTIVE: 1})
    workers.start()
    assert looking.wait(PATIENCE)
    with crew() as start:
        stopping = start(workers.stop)
        wait_until(lambda: wake.seen("interactive") == 1, seconds=PATIENCE, what="the call to stop")
        go_on.set()
        stopping.result(PATIENCE)
    assert not workers.is_alive()


# Faults


def crash(_request: TranslationRequest) -> TranslationResult:
    raise ZeroDivisionError


def test_a_crash_of_the_service_is_an_attempt(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    install(monkeypatch, crash)
    owner = make_user(native="uk", learning=("en",))
    make_entry(owner, "apple")
    for attempt in (1, 2):
        embedded.do(Job.objects.get())
        assert (Job.objects.get().status, Job.objects.get().attempts) == ("pending", attempt)
    embedded.do(Job.objects.get())
    job, row = Job.objects.get(), Translation.objects.get()
    assert (job.status, job.reason) == ("failed", {"code": "crashed", "params": {}})
    assert (row.status, row.reason) == ("failed", {"code": "crashed", "params": {}})
    assert caplog.text.count("crashed") == 3


def test_a_job_that_nobody_can_read_fails_like_a_crash(
    service: FakeService, workers: Workers, caplog: pytest.LogCaptureFixture
) -> None:
    job = make_job(make_user(), attempts=2)
    Job.objects.update(payload={"items": [{"ref": "1", "text": ""}]})
    workers.start()
    wait_for("failed", 1)
    job.refresh_from_db()
    assert job.reason == {"code": "crashed", "params": {}}
    assert service.requests == []
    assert "crashed" in caplog.text


def test_a_refusal_of_the_service_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_request: TranslationRequest) -> TranslationResult:
        raise CannotDo("unchanged", provider="google")

    install(monkeypatch, refuse)
    make_job(make_user())
    embedded.do(Job.objects.get())
    assert Job.objects.get().status == "failed"


def test_a_failed_try_is_repeated_when_its_time_has_come(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    behaviours = iter([crash, shout])
    install(monkeypatch, lambda request: next(behaviours)(request))
    logging.getLogger("lexora.jobs.embedded").disabled = True
    try:
        workers.start()
        make_job(make_user())
        wait_for("completed", 1)
    finally:
        logging.getLogger("lexora.jobs.embedded").disabled = False
    assert Job.objects.get().attempts == 1


def test_a_job_whose_end_could_not_be_stored_is_given_back(
    service: FakeService, workers: Workers, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    accept, faults = actions.accept_result, iter([OperationalError("disk full")] * 4)

    def full_for_a_while(*args: object, **rest: object) -> bool:
        if fault := next(faults, None):
            raise fault
        return accept(*args, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "accept_result", full_for_a_while)
    for _ in range(3):
        make_job(make_user())
    workers.start()
    wait_for("completed", 3)
    assert "goes on" in caplog.text
    assert workers.is_alive()


def test_a_database_that_fails_does_not_end_the_threads(
    service: FakeService, workers: Workers, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    claim, faults = actions.claim_due, iter([OperationalError("away")] * 3)

    def away_for_a_while(*args: object, **rest: object) -> Job | None:
        if fault := next(faults, None):
            raise fault
        return claim(*args, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "claim_due", away_for_a_while)
    make_job(make_user())
    workers.start()
    wait_for("completed", 1)
    assert workers.is_alive()
