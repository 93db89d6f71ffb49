"""The translator, reviews, jobs, and the description of it all."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from lexora.accounts.models import User
from lexora.jobs import service_access
from lexora.jobs.models import Job
from lexora.learning.models import Progress, Review
from lexora_contract.messages import TranslateAnswer, TranslateCall
from lexora_contract.reasons import TryLater
from tests.api.conftest import API, is_problem, post
from tests.clients import program_of
from tests.factories import make_entry

APPLE = {"text": "apple", "source": "en", "target": "uk"}


def test_a_text_is_translated_and_not_saved(ann: User, program: Client) -> None:
    answer = post(program, "/translate", **APPLE)
    assert (answer.status_code, answer.json()) == (200, {"translation": "яблуко", "provider": "dictionary"})
    assert not ann.entries.exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": ""}, "text_empty"),
        ({"text": "a" * 2001}, "text_too_long"),
        ({"target": "en"}, "same_language"),
        ({"source": "de"}, "unknown_language"),
        ({"text": None}, "invalid"),
        ({"text": "an unheard-of xylograph"}, "not_in_dictionary"),
    ],
)
def test_what_cannot_be_translated_is_refused(program: Client, change: dict[str, Any], code: str) -> None:
    assert is_problem(post(program, "/translate", **{**APPLE, **change}), 422, code)


def test_a_provider_that_is_away_may_come_back(program: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_call: TranslateCall) -> TranslateAnswer:
        raise TryLater("provider_busy", provider="Nobody")

    monkeypatch.setattr(service_access, "translate", fail)
    assert is_problem(post(program, "/translate", **APPLE), 503, "provider_busy")


def test_the_translator_has_a_rate_of_its_own(program: Client, settings: LazySettings) -> None:
    settings.RATES = {**settings.RATES, "translator": "1/hour"}
    assert post(program, "/translate", **APPLE).status_code == 200
    refused = post(program, "/translate", **APPLE)
    assert is_problem(refused, 429, "too_many_requests")
    assert refused["Retry-After"] == "3600"
    assert program.get(f"{API}/me").status_code == 200


def test_what_is_due_comes_and_goes(ann: User, program: Client) -> None:
    entries = [make_entry(ann, text, language="en") for text in ("one", "two", "three")]

    def due(**query: int) -> list[str]:
        return [item["text"] for item in program.get(f"{API}/reviews/due", query).json()["items"]]

    assert due() == ["one", "two", "three"]
    assert due(limit=2) == ["one", "two"]
    answer = post(program, "/reviews", entry_id=entries[0].pk, grade="good", idempotency_key="k")
    assert answer.status_code == 200
    assert answer.json() | {"due": ""} == {
        "entry_id": entries[0].pk,
        "interval": 1,
        "due": "",
        "ease": 2.5,
        "state": "learning",
    }
    assert date.fromisoformat(answer.json()["due"])
    assert due() == ["two", "three"]


@pytest.mark.parametrize("limit", [0, 101, -1, "x"])
def test_a_limit_has_limits(program: Client, limit: object) -> None:
    assert is_problem(program.get(f"{API}/reviews/due", {"limit": limit}), 422, "invalid")


def test_a_repeated_key_counts_once_and_gives_the_first_answer(ann: User, program: Client) -> None:
    entry, other = make_entry(ann, "one", language="en"), make_entry(ann, "two", language="en")
    first = post(program, "/reviews", entry_id=entry.pk, grade="good", idempotency_key="k")
    again = post(program, "/reviews", entry_id=entry.pk, grade="again", idempotency_key="k")
    assert first.json() == again.json()
    assert Review.objects.count() == 1
    refused = post(program, "/reviews", entry_id=other.pk, grade="good", idempotency_key="k")
    assert is_problem(refused, 409, "key_of_another_review")


def test_a_key_is_ones_own(ann: User, bob: User) -> None:
    for person in (ann, bob):
        entry = make_entry(person, "one", language="en")
        answer = post(program_of(person), "/reviews", entry_id=entry.pk, grade="good", idempotency_key="k")
        assert answer.status_code == 200
    assert Review.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"grade": "perfect"}, 422, "invalid"),
        ({"grade": 3}, 422, "invalid"),
        ({"idempotency_key": ""}, 422, "invalid"),
        ({"idempotency_key": "k" * 65}, 422, "invalid"),
        ({"entry_id": "x"}, 422, "invalid"),
        ({"entry_id": 0}, 404, "not_found"),
        ({"entry_id": 2**70}, 404, "not_found"),
        ({"entry_id": -(2**70)}, 404, "not_found"),
    ],
)
def test_a_review_that_cannot_be_is_refused(
    ann: User, program: Client, change: dict[str, Any], status: int, code: str
) -> None:
    sent = {"entry_id": make_entry(ann).pk, "grade": "good", "idempotency_key": "k", **change}
    assert is_problem(post(program, "/reviews", **sent), status, code)
    assert not Review.objects.exists()


def test_a_review_may_be_taken_back_once(ann: User, program: Client) -> None:
    entry = make_entry(ann, "one", language="en")
    post(program, "/reviews", entry_id=entry.pk, grade="good", idempotency_key="k")
    for _again in range(2):
        answer = post(program, "/reviews/undo", idempotency_key="k")
        assert (answer.status_code, answer.json()["id"], answer.json()["state"]) == (200, entry.pk, "new")
    assert [review.undone_at is None for review in Review.objects.all()] == [False]
    assert Progress.objects.get(user=ann).lifetime_xp == 0


def test_what_cannot_be_taken_back_is_refused(ann: User, bob: User, program: Client) -> None:
    entry = make_entry(ann, "one", language="en")
    for key in ("first", "second"):
        post(program, "/reviews", entry_id=entry.pk, grade="good", idempotency_key=key)
    assert is_problem(post(program, "/reviews/undo", idempotency_key="first"), 410, "undo_gone")
    assert is_problem(post(program, "/reviews/undo", idempotency_key="never"), 410, "undo_gone")
    assert is_problem(post(program_of(bob), "/reviews/undo", idempotency_key="second"), 410, "undo_gone")
    assert is_problem(post(program, "/reviews/undo", idempotency_key=""), 422, "invalid")
    assert Review.objects.filter(undone_at=None).count() == 2


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_the_time_of_a_review_is_clipped(ann: User, program: Client, at: str) -> None:
    entry = make_entry(ann, "one", language="en")
    sent = {"entry_id": entry.pk, "grade": "good", "idempotency_key": "k", "reviewed_at": at}
    assert post(program, "/reviews", **sent).status_code == 200
    [review] = Review.objects.all()
    age = timezone.now() - review.reviewed_at
    assert timedelta(0) <= age < timedelta(days=30, minutes=1)


def test_a_review_keeps_its_own_time(ann: User, program: Client) -> None:
    entry, at = make_entry(ann, "one", language="en"), timezone.now() - timedelta(days=2)
    sent = {"entry_id": entry.pk, "grade": "good", "idempotency_key": "k", "reviewed_at": at.isoformat()}
    assert post(program, "/reviews", **sent, seconds=7).status_code == 200
    [review] = Review.objects.all()
    assert (review.reviewed_at, review.seconds) == (at, 7)


def test_a_job_tells_how_it_stands(ann: User, bob: User, program: Client) -> None:
    make_entry(ann, "apple", language="en")
    job = Job.objects.filter(owner=ann).latest("created_at")
    body = program.get(f"{API}/jobs/{job.pk}").json()
    assert (body["id"], body["family"], body["status"], body["attempts"]) == (str(job.pk), "translation", "pending", 0)
    assert (body["reason"], body["finished_at"]) == (None, None)
    Job.objects.update(status="failed", reason={"code": "crashed", "params": {}})
    body = program.get(f"{API}/jobs/{job.pk}").json()
    assert (body["status"], body["reason"]["code"]) == ("failed", "crashed")
    assert is_problem(program_of(bob).get(f"{API}/jobs/{job.pk}"), 404, "not_found")


@pytest.mark.parametrize(
    ("job_id", "status", "code"), [("x", 422, "invalid"), ("00000000-0000-0000-0000-000000000000", 404, "not_found")]
)
def test_a_job_that_is_none(program: Client, job_id: str, status: int, code: str) -> None:
    assert is_problem(program.get(f"{API}/jobs/{job_id}"), status, code)


def test_the_description_names_every_operation_and_the_bearer(db: None) -> None:
    document = Client().get(f"{API}/openapi.json").json()
    assert document["openapi"].startswith("3.")
    assert document["info"]["title"] == "Lexora"
    assert document["components"]["securitySchemes"]
    operations = [(path, method, about) for path, item in document["paths"].items() for method, about in item.items()]
    assert len(operations) == 30
    for path, _method, about in operations:
        assert about["operationId"]
        assert about["responses"]
        assert bool(about.get("security")) is (path != f"{API}/auth/token")
