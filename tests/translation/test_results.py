"""What becomes of the service's answers."""

from datetime import timedelta

import pytest

from lexora.accounts.models import User
from lexora.jobs import actions as jobs
from lexora.jobs.models import Job
from lexora.words import actions as words
from lexora.words.models import Entry, Translation
from lexora_contract.messages import RefusedItem, TranslatedItem, TranslationCompleted, TranslationResult
from lexora_contract.reasons import Reason
from tests.factories import NOW, make_user

pytestmark = pytest.mark.django_db
TEXTS = ("one", "two", "three", "four")


@pytest.fixture
def ann() -> User:
    return make_user(native="uk", learning=("en",))


@pytest.fixture
def job(ann: User) -> Job:
    """A bulk job with four texts."""
    drafts = [words.Draft(text=text, language="en") for text in TEXTS]
    list(words.add_entries(owner=ann, drafts=drafts, now=NOW))
    return Job.objects.get()


def row(text: str) -> Translation:
    return Translation.objects.select_related("entry", "job").get(entry__source_text=text)


def answer(job: Job, *, refused: dict[str, bool] | None = None) -> bool:
    """Translate every text of the job, but for the refused ones (text -> whether trying again may help)."""
    refused = refused or {}
    items = [(item["ref"], item["text"]) for item in job.payload["items"]]
    result = TranslationResult(
        items=[
            TranslatedItem(ref=ref, text=f"{text}-uk", provider="fake") for ref, text in items if text not in refused
        ],
        refused=[
            RefusedItem(ref=ref, reason=Reason(code="busy" if refused[text] else "unchanged"), retryable=refused[text])
            for ref, text in items
            if text in refused
        ],
    )
    message = TranslationCompleted(job_id=job.pk, payload=result)
    return jobs.accept_result(message.model_dump_json().encode(), now=NOW)


def test_every_text_finds_its_row(job: Job) -> None:
    assert answer(job)
    assert [row(text).text for text in TEXTS] == ["one-uk", "two-uk", "three-uk", "four-uk"]
    assert set(Entry.objects.values_list("is_translated", flat=True)) == {True}
    assert Entry.objects.get(source_text="two").search_text == "two\ntwo uk"


def test_what_may_work_later_gets_a_new_job_and_the_rest_a_reason(job: Job) -> None:
    assert answer(job, refused={"two": True, "three": False, "four": True})
    assert row("one").text == "one-uk"
    assert (row("three").status, row("three").reason) == ("failed", {"code": "unchanged", "params": {}})
    [again] = Job.objects.exclude(pk=job.pk)
    assert {row("two").job, row("four").job} == {again}
    assert [row(text).status for text in ("two", "four")] == ["pending"] * 2
    assert [item["text"] for item in again.payload["items"]] == ["two", "four"]
    assert (again.lane, again.attempts, again.due_at) == ("bulk", 1, NOW + timedelta(seconds=30))
    job.refresh_from_db()
    assert job.status == "completed"


def test_what_does_not_work_later_either_ends_with_its_reason(job: Job) -> None:
    for _attempt in range(5):
        assert answer(Job.objects.get(status="pending"), refused=dict.fromkeys(TEXTS, True))
    assert not Job.objects.filter(status="pending").exists()
    assert {row(text).status for text in TEXTS} == {"failed"}
    assert row("one").reason == {"code": "busy", "params": {}}


def test_an_answer_to_a_text_that_was_changed_is_dropped(job: Job) -> None:
    edited = Entry.objects.get(source_text="two")
    words.edit_entry(edited, text="twelve", now=NOW)
    assert answer(job)
    assert row("one").text == "one-uk"
    assert (row("twelve").text, row("twelve").status) == ("", "pending")
    assert row("twelve").job != job


def test_an_answer_is_dropped_even_when_the_row_outlived_the_text(job: Job) -> None:
    Entry.objects.filter(source_text="two").update(source_text="twelve")
    assert answer(job, refused={"three": True})
    assert (row("one").text, row("twelve").text) == ("one-uk", "")


def test_a_text_of_a_person_is_never_overwritten(job: Job) -> None:
    words.save_translation(row("two").entry, language="uk", text="два", now=NOW)
    words.remove_translation(row("three"), now=NOW)
    assert answer(job, refused={"four": False})
    assert (row("two").text, row("two").source, row("two").provider) == ("два", "user", "")
    assert not Translation.objects.filter(entry__source_text="three").exists()
    assert Entry.objects.get(source_text="two").search_text == "two\nдва"


def test_a_reason_is_never_written_over_a_text(job: Job) -> None:
    words.save_translation(row("two").entry, language="uk", text="два", now=NOW)
    assert answer(job, refused={"two": False, "three": True})
    assert (row("two").text, row("two").reason) == ("два", None)
    assert [item["text"] for item in Job.objects.get(status="pending").payload["items"]] == ["three"]


def test_an_entry_that_was_deleted_takes_no_answer_and_asks_anew_when_it_comes_back(ann: User, job: Job) -> None:
    step = words.delete(ann, [row("two").entry_id], now=NOW)
    assert answer(job)
    words.undo(ann, step.pk, now=NOW)
    assert (row("two").status, row("two").job) == ("pending", Job.objects.get(status="pending"))
    assert [item["text"] for item in Job.objects.get(status="pending").payload["items"]] == ["two"]


def test_an_answer_with_strange_refs_harms_nothing(job: Job) -> None:
    items = [TranslatedItem(ref=ref, text="x", provider="fake") for ref in ("", "0", "-1", "nobody", str(10**30))]
    message = TranslationCompleted(job_id=job.pk, payload=TranslationResult(items=items))
    assert jobs.accept_result(message.model_dump_json().encode(), now=NOW)
    assert {row(text).text for text in TEXTS} == {""}


def test_a_retry_asks_for_the_text_of_today(job: Job) -> None:
    Job.objects.update(status="failed")
    job.refresh_from_db()
    Translation.objects.update(reason={"code": "busy", "params": {}})
    words.save_translation(row("one").entry, language="uk", text="один", now=NOW)
    again = jobs.retry(job, now=NOW)
    assert again is not None
    assert [item["text"] for item in again.payload["items"]] == ["two", "three", "four"]
    assert {row(text).status for text in TEXTS[1:]} == {"pending"}
    assert again.lane == "bulk"


def test_a_text_that_the_answer_does_not_speak_of_ends_as_a_failure(job: Job) -> None:
    first, *_others = job.payload["items"]
    items = [TranslatedItem(ref=first["ref"], text="один", provider="fake")]
    message = TranslationCompleted(job_id=job.pk, payload=TranslationResult(items=items))
    jobs.accept_result(message.model_dump_json().encode(), now=NOW)
    assert row(first["text"]).text == "один"
    assert [(row(text).reason or {}).get("code") for text in TEXTS if text != first["text"]] == ["crashed"] * 3
