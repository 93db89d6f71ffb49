"""Documents are made once, soon or at once, whatever kills the process, and kept for an hour."""

from datetime import datetime, timedelta

import pytest
from django.core.files.storage import default_storage

from lexora.accounts.models import User
from lexora.jobs.models import Blob
from lexora.library.actions import prints as actions
from lexora.library.models import PrintJob
from lexora.library.print import PrintBusy, PrintTooSlow, typesetter
from tests.factories import NOW, make_user
from tests.library.prints import a_list
from tests.pdf import text_of

State = PrintJob.State
TEXTS = ["apple", "house", "tree"]
AN_HOUR = timedelta(hours=1)


def ask(user: User | None, texts: list[str] = TEXTS, *, now: datetime = NOW, at_once: bool = False) -> PrintJob:
    return actions.print_document(a_list(texts), user=user, address="/again", at_once=at_once, now=now)


def content_of(job: PrintJob) -> str:
    job.refresh_from_db()
    assert job.file
    with default_storage.open(job.file.path) as file:
        return text_of(file.read())


def files() -> int:
    """How many are kept; no row is without its file."""
    blobs = list(Blob.objects.all())
    assert all(default_storage.exists(blob.path) for blob in blobs)
    return len(blobs)


@pytest.fixture
def all_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "AT_ONCE", 2)


# At once


def test_a_short_document_is_there_at_once(ann: User) -> None:
    job = ask(ann)
    assert (job.state, job.rows, files()) == (State.DONE, 3, 1)
    assert all(text in content_of(job) for text in TEXTS)


def test_the_same_document_is_not_made_twice(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ask(ann)
    monkeypatch.setattr(typesetter, "_run", None)
    assert ask(ann, now=NOW + timedelta(minutes=59)) == first
    assert PrintJob.objects.count() == files() == 1


def test_after_an_hour_or_with_another_word_it_is(ann: User) -> None:
    first = ask(ann)
    later = ask(ann, now=NOW + AN_HOUR + timedelta(seconds=1))
    assert later != first
    assert list(PrintJob.objects.all()) == [later]
    assert ask(ann, ["apple"]) != later
    assert files() == 2


def test_one_whose_file_is_gone_is_made_again(ann: User) -> None:
    first = ask(ann)
    assert first.file
    default_storage.delete(first.file.path)
    again = ask(ann)
    assert again != first
    assert "apple" in content_of(again)


def test_everybody_has_documents_of_their_own(ann: User, bob: User) -> None:
    jobs = {ask(ann), ask(bob), ask(None), ask(ann), ask(None)}
    assert len(jobs) == 3


def test_one_that_fails_is_forgotten(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetter, "SECONDS", 0.0001)
    with pytest.raises(PrintTooSlow):
        ask(ann)
    assert PrintJob.objects.count() == files() == 0


# Soon


@pytest.mark.usefixtures("all_are_long")
def test_a_long_document_is_made_behind_the_page(ann: User) -> None:
    job = ask(ann)
    assert (job.state, files()) == (State.WAITING, 1)
    assert actions.make_next_print(now=NOW)
    assert "apple" in content_of(job)
    assert (job.state, job.data, files()) == (State.DONE, None, 1)
    assert not actions.make_next_print(now=NOW)


@pytest.mark.usefixtures("all_are_long")
def test_who_asks_again_waits_for_the_same(ann: User) -> None:
    assert ask(ann) == ask(ann, now=NOW + timedelta(minutes=5))
    assert files() == 1


@pytest.mark.usefixtures("all_are_long")
def test_a_program_does_not_wait(ann: User) -> None:
    waiting = ask(ann)
    job = ask(ann, at_once=True)
    assert job.state == State.DONE
    assert list(PrintJob.objects.all()) == [job] != [waiting]
    assert not actions.make_next_print(now=NOW)
    assert files() == 1


@pytest.mark.usefixtures("all_are_long")
def test_the_oldest_comes_first(ann: User, bob: User) -> None:
    second, first = ask(ann, now=NOW + timedelta(seconds=1)), ask(bob)
    actions.make_next_print(now=NOW + timedelta(seconds=2))
    states = {job.pk: job.state for job in PrintJob.objects.all()}
    assert states == {first.pk: State.DONE, second.pk: State.WAITING}


@pytest.mark.usefixtures("all_are_long")
def test_what_a_killed_process_left_is_taken_up_again(ann: User) -> None:
    job = ask(ann)
    PrintJob.objects.update(state=State.RUNNING, started_at=NOW, tries=1)
    assert not actions.make_next_print(now=NOW + timedelta(seconds=15))  # its maker may be alive
    assert actions.make_next_print(now=NOW + timedelta(seconds=21))
    assert "apple" in content_of(job)


@pytest.mark.usefixtures("all_are_long")
def test_what_kills_every_process_is_given_up(ann: User) -> None:
    job = ask(ann)
    PrintJob.objects.update(state=State.RUNNING, started_at=NOW, tries=3)
    assert not actions.make_next_print(now=NOW + timedelta(minutes=1))
    job.refresh_from_db()
    assert (job.state, job.reason, files()) == (State.FAILED, "print_failed", 0)


@pytest.mark.usefixtures("all_are_long")
def test_two_processes_do_not_make_the_same(ann: User) -> None:
    job = ask(ann)
    seen_by_the_other = PrintJob.objects.get(pk=job.pk)
    assert actions._claim(job, now=NOW)
    assert not actions._claim(seen_by_the_other, now=NOW)


@pytest.mark.usefixtures("all_are_long")
def test_one_that_finds_no_place_keeps_its_turn(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    job = ask(ann)

    def no_place(*_args: object, **_kwargs: object) -> None:
        raise PrintBusy(wait=5)

    with monkeypatch.context() as patched:
        patched.setattr(actions, "typeset", no_place)
        assert not actions.make_next_print(now=NOW)
    job.refresh_from_db()
    assert (job.state, job.tries, files()) == (State.WAITING, 0, 1)
    assert actions.make_next_print(now=NOW)


@pytest.mark.usefixtures("all_are_long")
def test_what_takes_too_long_is_tried_three_times_and_may_be_asked_for_again(
    ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = ask(ann)
    states = []
    with monkeypatch.context() as patched:
        patched.setattr(typesetter, "SECONDS", 0.0001)
        for _turn in range(3):
            assert not actions.make_next_print(now=NOW)
            job.refresh_from_db()
            states.append(job.state)
    assert states == [State.WAITING, State.WAITING, State.FAILED]
    assert job.reason == "print_too_slow"
    again = ask(ann)
    assert again.state == State.WAITING
    assert actions.make_next_print(now=NOW)
    assert "apple" in content_of(again)
    assert PrintJob.objects.count() == files() == 1


@pytest.mark.usefixtures("all_are_long")
def test_one_without_its_data_fails(ann: User) -> None:
    job = ask(ann)
    assert job.data
    default_storage.delete(job.data.path)
    assert not actions.make_next_print(now=NOW)
    job.refresh_from_db()
    assert job.state == State.FAILED


# Kept for an hour


@pytest.mark.usefixtures("all_are_long")
def test_documents_are_forgotten_with_their_files(ann: User) -> None:
    ask(ann)
    actions.make_next_print(now=NOW)
    young, waiting = ask(None, ["one", "two"], now=NOW + timedelta(minutes=30)), ask(None)
    assert actions.forget_prints(now=NOW + AN_HOUR + timedelta(seconds=1)) == 1
    assert set(PrintJob.objects.all()) == {young, waiting}
    assert files() == 2
    assert actions.forget_prints(now=NOW + timedelta(days=2)) == 2
    assert files() == 0


@pytest.mark.usefixtures("all_are_long")
def test_who_goes_takes_them_along(db: None) -> None:
    learner = make_user()
    ask(learner)
    learner.delete()
    assert not PrintJob.objects.exists()
    assert not actions.make_next_print(now=NOW)
