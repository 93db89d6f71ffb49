"""Entries over the wire."""

from typing import Any

import pytest
from django.test import Client

from lexora.accounts.models import User
from lexora.words import actions as words
from lexora.words.models import Entry, Translation
from tests.api.conftest import API, is_problem, patch, post
from tests.clients import program_of
from tests.factories import NOW, make_entry

FIELDS = {
    "id", "text", "language", "type", "status", "note", "origin", "shared", "state", "due_at", "tags", "created_at",
    "translations",
}  # fmt: skip


def get(client: Client, path: str, **query: Any) -> Any:
    return client.get(f"{API}{path}", query)


def texts(answer: Any) -> list[str]:
    return [item["text"] for item in answer.json()["items"]]


def test_an_entry_is_added_once(ann: User, program: Client) -> None:
    first = post(program, "/entries", text=" apple ", note="red", translations={"uk": "яблуко"})
    assert first.status_code == 201
    body = first.json()
    assert set(body) == FIELDS | {"created", "language_guessed"}
    assert (body["text"], body["language"], body["type"], body["origin"]) == ("apple", "en", "word", "api")
    assert (body["created"], body["language_guessed"], body["state"], body["due_at"]) == (True, False, "new", None)
    rows = {row["language"]: (row["text"], row["status"], row["source"]) for row in body["translations"]}
    assert rows == {"uk": ("яблуко", "completed", "user"), "el": ("", "pending", "machine")}
    second = post(program, "/entries", text="Apple!")
    assert (second.status_code, second.json()["created"], second.json()["id"]) == (200, False, body["id"])
    assert ann.entries.count() == 1


def test_a_guess_is_marked(program: Client) -> None:
    assert post(program, "/entries", text="вода").json()["language_guessed"] is True


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "invalid"),
        ({"text": None}, "invalid"),
        ({"text": 7}, "invalid"),
        ({"text": "apple", "type": "poem"}, "invalid"),
        ({"text": "apple", "language": "x" * 11}, "invalid"),
        ({"text": "apple", "translations": {"uk": 1}}, "invalid"),
        ({"text": "apple", "translations": ["яблуко"]}, "invalid"),
        ({"text": "apple", "colour": "red"}, "invalid"),
        ({"text": ""}, "text_empty"),
        ({"text": "a" * 1001}, "text_too_long"),
        ({"text": "apple", "note": "n" * 2001}, "note_too_long"),
        ({"text": "apple", "language": "de"}, "unknown_language"),
        ({"text": "apple", "translations": {"de": "Apfel"}}, "unknown_language"),
        ({"text": "apple", "translations": {"uk": " "}}, "translation_empty"),
        ({"text": "漢字"}, "language_unknown"),
    ],
)
def test_what_cannot_be_added_is_refused_with_a_code(program: Client, body: dict[str, Any], code: str) -> None:
    assert is_problem(post(program, "/entries", **body), 422, code)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("raw", ["", "{", "[]", "null", '"x"', '{"text": "\\ud800 apple"}', b"\xff\xfe", "[" * 10_000])
def test_what_is_no_json_is_refused(program: Client, raw: Any) -> None:
    answer = program.post(f"{API}/entries", raw, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert is_problem(answer, answer.status_code, "bad_request" if answer.status_code == 400 else "invalid")
    assert not Entry.objects.exists()


def test_a_list_comes_in_pages(ann: User, program: Client) -> None:
    for n in range(5):
        make_entry(ann, f"word{n}", language="en")
    seen, cursor = [], ""
    for expected in (2, 2, 1):
        page = get(program, "/entries", limit=2, cursor=cursor)
        assert len(page.json()["items"]) == expected
        seen += texts(page)
        cursor = page.json()["next_cursor"]
    assert cursor is None
    assert seen == [f"word{n}" for n in (4, 3, 2, 1, 0)]


def test_a_row_added_meanwhile_moves_nothing(ann: User, program: Client) -> None:
    for n in range(4):
        make_entry(ann, f"word{n}", language="en")
    first = get(program, "/entries", limit=2)
    make_entry(ann, "newest", language="en")
    second = get(program, "/entries", limit=2, cursor=first.json()["next_cursor"])
    assert texts(first) + texts(second) == ["word3", "word2", "word1", "word0"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "ябл"}, ["apple"]),
        ({"q": "appel"}, ["apple"]),
        ({"language": "el"}, ["γάτα"]),
        ({"status": "archived"}, ["old"]),
        ({"type": "phrase"}, ["to go home"]),
        ({"language": "", "status": "", "type": ""}, ["old", "to go home", "γάτα", "apple"]),
    ],
)
def test_a_list_is_searched_and_filtered(
    ann: User, program: Client, query: dict[str, str], expected: list[str]
) -> None:
    make_entry(ann, "apple", language="en", translations={"uk": "яблуко"})
    make_entry(ann, "γάτα", language="el")
    make_entry(ann, "to go home", language="en")
    words.archive(ann, [make_entry(ann, "old", language="en").pk], now=NOW)
    assert texts(get(program, "/entries", **query)) == expected


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"limit": 0}, 422, "invalid"),
        ({"limit": 101}, 422, "invalid"),
        ({"limit": "x"}, 422, "invalid"),
        ({"cursor": "x"}, 400, "bad_cursor"),
        ({"language": "xx"}, 422, "unknown_language"),
        ({"language": "x" * 11}, 422, "invalid"),
        ({"status": "bogus"}, 422, "invalid"),
        ({"type": "bogus"}, 422, "invalid"),
        ({"q": "q" * 201}, 422, "invalid"),
    ],
)
def test_a_list_that_cannot_be_is_refused(program: Client, query: dict[str, Any], status: int, code: str) -> None:
    assert is_problem(get(program, "/entries", **query), status, code)


def test_one_entry_is_read(ann: User, program: Client) -> None:
    entry = make_entry(ann, "apple", language="en")
    words.set_tags(entry, ["fruit"])
    body = get(program, f"/entries/{entry.pk}").json()
    assert set(body) == FIELDS
    assert (body["id"], body["text"], body["tags"]) == (entry.pk, "apple", ["fruit"])
    assert len(body["translations"]) == 2
    assert all(row["job_id"] for row in body["translations"])


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"text": "pear"}, "text", "pear"),
        ({"language": "el"}, "language", "el"),
        ({"type": "phrase"}, "type", "phrase"),
        ({"note": "sweet"}, "note", "sweet"),
        ({"note": ""}, "note", ""),
        ({"status": "archived"}, "status", "archived"),
        ({"shared": True}, "shared", True),
        ({"tags": ["fruit", "red"]}, "tags", ["fruit", "red"]),
        ({"tags": []}, "tags", []),
    ],
)
def test_each_field_is_changed_alone(
    ann: User, program: Client, change: dict[str, Any], field: str, value: object
) -> None:
    entry = make_entry(ann, "apple", language="en", note="red")
    before = get(program, f"/entries/{entry.pk}").json()
    after = patch(program, f"/entries/{entry.pk}", **change)
    assert after.status_code == 200
    assert after.json()[field] == value
    assert get(program, f"/entries/{entry.pk}").json() == after.json()
    untouched = FIELDS - {field, "translations"}
    assert {name: after.json()[name] for name in untouched} == {name: before[name] for name in untouched}


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"text": ""}, 422, "text_empty"),
        ({"text": "house"}, 409, "duplicate"),
        ({"language": "de"}, 422, "unknown_language"),
        ({"type": "poem"}, 422, "invalid"),
        ({"status": "gone"}, 422, "invalid"),
        ({"note": "n" * 2001}, 422, "note_too_long"),
        ({"tags": ["t" * 41]}, 422, "bad_tag"),
        ({"tags": ["t" * 101]}, 422, "invalid"),
        ({"tags": [f"t{n}" for n in range(21)]}, 422, "too_many_tags"),
        # What comes first must not stay when what comes later is refused.
        ({"text": "pear", "shared": True, "tags": ["t" * 41]}, 422, "bad_tag"),
        ({"status": "archived", "text": "house"}, 409, "duplicate"),
    ],
)
def test_a_change_that_cannot_be_changes_nothing(
    ann: User, program: Client, change: dict[str, Any], status: int, code: str
) -> None:
    make_entry(ann, "house", language="en")
    entry = make_entry(ann, "apple", language="en")
    before = get(program, f"/entries/{entry.pk}").json()
    assert is_problem(patch(program, f"/entries/{entry.pk}", **change), status, code)
    assert get(program, f"/entries/{entry.pk}").json() == before


def test_a_deleted_entry_is_gone(ann: User, program: Client) -> None:
    entry = make_entry(ann)
    assert program.delete(f"{API}/entries/{entry.pk}").status_code == 204
    assert is_problem(get(program, f"/entries/{entry.pk}"), 404, "not_found")
    assert is_problem(program.delete(f"{API}/entries/{entry.pk}"), 404, "not_found")
    assert texts(get(program, "/entries")) == []


@pytest.mark.parametrize("entry_id", ["0", "-1", str(2**63), "9" * 30, "-" + "9" * 30])
@pytest.mark.parametrize("method", ["get", "delete"])
def test_an_id_of_nothing_is_not_found(program: Client, entry_id: str, method: str) -> None:
    assert is_problem(getattr(program, method)(f"{API}/entries/{entry_id}"), 404, "not_found")


def test_anothers_entry_is_not_found_even_when_it_is_shared(ann: User, bob: User) -> None:
    entry = make_entry(ann, "apple", language="en")
    words.share(ann, [entry.pk], shared=True, now=NOW)
    stranger, path = program_of(bob), f"/entries/{entry.pk}"
    for answer in (
        get(stranger, path),
        patch(stranger, path, text="pear"),
        stranger.delete(f"{API}{path}"),
        post(stranger, f"{path}/translations", target="uk"),
        post(stranger, "/reviews", entry_id=entry.pk, grade="good", idempotency_key="k"),
    ):
        assert is_problem(answer, 404, "not_found")
    assert texts(get(stranger, "/entries")) == []
    assert get(program_of(ann), path).json()["text"] == "apple"


def test_a_translation_is_asked_for_once(ann: User, program: Client) -> None:
    entry = make_entry(ann, "apple", language="en")
    Translation.objects.filter(entry=entry).delete()
    first = post(program, f"/entries/{entry.pk}/translations", target="uk")
    again = post(program, f"/entries/{entry.pk}/translations", target="uk")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert (first.json()["status"], first.json()["text"], first.json()["language"]) == ("pending", "", "uk")


def test_a_failed_translation_says_why_and_is_tried_again(ann: User, program: Client) -> None:
    entry = make_entry(ann, "apple", language="en")
    failed = Translation.objects.get(entry=entry, language="uk")
    words.store_reasons({failed.pk: {"code": "provider_busy", "params": {"provider": "Nobody"}}})
    [row] = [row for row in get(program, f"/entries/{entry.pk}").json()["translations"] if row["language"] == "uk"]
    assert (row["status"], row["reason"]["code"]) == ("failed", "provider_busy")
    assert "Nobody" in row["reason"]["message"]
    again = post(program, f"/entries/{entry.pk}/translations", target="uk")
    assert (again.status_code, again.json()["status"]) == (201, "pending")


@pytest.mark.parametrize(
    ("target", "code"), [("en", "same_language"), ("de", "unknown_language"), ("x" * 11, "invalid")]
)
def test_a_translation_that_nobody_can_make_is_refused(ann: User, program: Client, target: str, code: str) -> None:
    entry = make_entry(ann, "apple", language="en")
    assert is_problem(post(program, f"/entries/{entry.pk}/translations", target=target), 422, code)


def test_a_change_of_an_unknown_field_is_refused(ann: User, program: Client) -> None:
    entry = make_entry(ann, "apple", language="en")
    assert is_problem(patch(program, f"/entries/{entry.pk}", text="pear", colour="red"), 422, "invalid")
    entry.refresh_from_db()
    assert entry.source_text == "apple"


@pytest.mark.parametrize("method", ["put", "delete", "head"])
def test_a_wrong_method_is_refused_like_everything_else(program: Client, method: str) -> None:
    answer = program.generic(method.upper(), f"{API}/entries")
    assert (answer.status_code, set(answer["Allow"].split(", "))) == (405, {"GET", "POST"})
    assert method == "head" or is_problem(answer, 405, "method_not_allowed")


def test_a_body_that_is_too_large_is_refused(program: Client) -> None:
    assert is_problem(post(program, "/entries", text="a" * 2_700_000), 413, "request_too_large")
