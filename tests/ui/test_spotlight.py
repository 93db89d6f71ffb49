"""The registry of the search over everything."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from lexora.accounts.models import User
from lexora.ui import spotlight
from lexora.ui.spotlight import Group, Hit


@pytest.fixture(autouse=True)
def _no_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spotlight, "_groups", {})


def request_of(user: User | None = None) -> HttpRequest:
    request = RequestFactory().get("/search")
    request.user = user or AnonymousUser()
    return request


def hits(count: int) -> list[Hit]:
    return [Hit(f"hit {n}", f"/{n}", "book") for n in range(count)]


def group(key: str, count: int = 1, **fields: object) -> Group:
    defaults = {"title": key, "find": lambda _request, _text: hits(count), "for_guests": True}
    return Group(key, **{**defaults, **fields})  # type: ignore[arg-type]


def keys(text: str = "apple", user: User | None = None) -> list[str]:
    return [answer.group.key for answer in spotlight.answers(request_of(user), text)]


def test_groups_stand_in_their_order_and_empty_ones_are_left_out() -> None:
    for one in (group("last", order=9), group("empty", 0, order=2), group("first", order=1)):
        spotlight.register(one)
    assert keys() == ["first", "last"]


def test_a_group_shows_five_hits_at_most() -> None:
    spotlight.register(group("many", 50))
    [answer] = spotlight.answers(request_of(), "apple")
    assert [hit.title for hit in answer.hits] == [f"hit {n}" for n in range(5)]


def test_the_same_key_again_takes_the_place_of_the_former_group() -> None:
    spotlight.register(group("words", 1))
    spotlight.register(group("words", 3))
    [answer] = spotlight.answers(request_of(), "apple")
    assert len(answer.hits) == 3


def test_guests_are_asked_only_what_is_for_them(ann: User) -> None:
    def refuse(_request: HttpRequest, _text: str) -> list[Hit]:
        raise AssertionError

    spotlight.register(group("own", for_guests=False, find=refuse))
    spotlight.register(group("pages"))
    assert keys() == ["pages"]
    spotlight.register(group("own", for_guests=False))
    assert keys(user=ann) == ["own", "pages"]


def test_what_is_merely_offered_is_not_counted_as_found() -> None:
    spotlight.register(group("found", 2))
    spotlight.register(group("offered", 2, offers=True))
    assert spotlight.count_found(spotlight.answers(request_of(), "apple")) == 2


@pytest.mark.parametrize("text", ["", " ", "…", "!?", "“”", "\u200b\x00", "🍎"])
def test_without_a_letter_nobody_is_asked(text: str) -> None:
    spotlight.register(group("words"))
    assert keys(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("  thank \n you ", "thank you"), ("ap\x00ple", "apple"), ("x" * 5000, "x" * 100), ("Їжак!", "Їжак!"), ("5", "5")],
)
def test_a_group_is_asked_for_one_line_of_limited_length(text: str, expected: str) -> None:
    spotlight.register(group("words", find=lambda _request, given: [Hit(given, "/", "book")]))
    [answer] = spotlight.answers(request_of(), text)
    assert answer.hits[0].title == expected


def test_a_detail_marks_each_text_with_its_language_and_escapes_it() -> None:
    assert spotlight.spoken([("uk", "<b>"), ("el", "νερό")]) == (
        '<span lang="uk">&lt;b&gt;</span> · <span lang="el">νερό</span>'
    )


def test_a_failing_group_is_a_fault_and_not_a_gap() -> None:
    def fail(_request: HttpRequest, _text: str) -> list[Hit]:
        raise RuntimeError

    spotlight.register(group("broken", find=fail))
    with pytest.raises(RuntimeError):
        keys()
