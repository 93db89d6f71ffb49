"""The API as a program far away uses it, through Nginx."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error

from tests.services.translation.wire import TranslationServers
from tests.stack.people import Person
from tools.stack import Stack

pytestmark = pytest.mark.enable_socket
MOST = 5  # examples of one operation


def test_an_entry_from_its_addition_to_its_end(ann: Person, providers: TranslationServers) -> None:
    providers.answers = {("The kettle boils", "uk"): "Чайник кипить"}
    added = ann.add("The kettle boils")
    assert (added["created"], added["language"], added["status"]) == (True, "en", "active")
    ann.waits(seconds=30)
    again = ann.api.post("/entries", json={"text": "the kettle boils!", "language": "en"})
    assert (again.status_code, again.json()["id"], again.json()["created"]) == (200, added["id"], False)
    found = ann.api.get("/entries", params={"q": "kettel"}).json()
    assert [entry["id"] for entry in found["items"]] == [added["id"]]
    [row] = found["items"][0]["translations"]
    assert (row["language"], row["text"], row["status"], row["source"]) == (
        "uk",
        "Чайник кипить",
        "completed",
        "machine",
    )
    assert ann.api.get(f"/jobs/{row['job_id']}").json()["status"] == "completed"
    changed = ann.api.patch(f"/entries/{added['id']}", json={"note": "tea", "status": "archived"}).json()
    assert (changed["note"], changed["status"]) == ("tea", "archived")
    assert ann.api.delete(f"/entries/{added['id']}").status_code == 204
    assert problem(ann.api.get(f"/entries/{added['id']}")) == (404, "not_found")


def test_a_review_with_a_repeated_key_changes_nothing(ann: Person) -> None:
    added = ann.add("The clock ticks")
    due = ann.api.get("/reviews/due", params={"limit": 5}).json()["items"]
    assert [entry["id"] for entry in due] == [added["id"]]
    review = {"entry_id": added["id"], "grade": "good", "idempotency_key": str(uuid4())}
    first, second = ann.api.post("/reviews", json=review).json(), ann.api.post("/reviews", json=review).json()
    assert first == second
    assert (first["interval"], first["state"]) == (1, "learning")


def test_pages_follow_each_other_without_gap_or_repetition(ann: Person) -> None:
    ids = [ann.add(f"Door number {n} is open")["id"] for n in range(7)]
    seen: list[int] = []
    cursor = ""
    while cursor is not None:
        page = ann.api.get("/entries", params={"limit": 3, "cursor": cursor}).json()
        seen += [entry["id"] for entry in page["items"]]
        cursor = page["next_cursor"]
    assert seen == ids[::-1]


def test_refusals_have_a_code_and_a_sentence(stack: Stack, ann: Person) -> None:
    with Person(stack) as bob:
        theirs = bob.add("The secret garden")["id"]
    assert problem(ann.api.get(f"/entries/{theirs}")) == (404, "not_found")
    assert problem(ann.api.post("/entries", json={"text": "…", "language": "en"})) == (422, "text_empty")
    assert problem(ann.api.post("/entries", json={"text": "x" * 1001, "language": "en"})) == (422, "text_too_long")
    assert problem(httpx.get(f"{stack.url}/api/v1/me", headers={"Authorization": "Bearer forged"}))[0] == 401
    too_much = httpx.post(f"{stack.url}/api/v1/entries", content=b"x" * 4_000_000, headers=ann.api.headers)
    assert problem(too_much)[0] == 413


def problem(response: httpx.Response) -> tuple[int, str]:
    body: dict[str, Any] = response.json()
    assert body["message"]
    return response.status_code, body["code"]


def test_no_operation_breaks(stack: Stack, ann: Person) -> None:
    """Whatever the description allows, over the wire."""
    description = schemathesis.openapi.from_url(f"{stack.url}/api/v1/openapi.json")

    for operation in description.get_all_operations():
        ask_for_examples(operation.ok().as_strategy(), ann)


def ask_for_examples(cases: Any, ann: Person) -> None:
    @given(case=cases)
    @settings(
        max_examples=MOST,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    def check(case: schemathesis.Case) -> None:
        answer = case.call(headers=dict(ann.api.headers))
        case.validate_response(answer, checks=[not_a_server_error])

    check()
