"""The list: search, filters, sorting, pages, bulk actions and undo."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from lexora.accounts.models import User
from lexora.words import actions as words
from lexora.words.models import Entry, UndoStep
from tests.clients import HTMX, browser_of
from tests.factories import NOW, make_entry

LIST = "/my/vocabulary"


def shown(client: Client, address: str = LIST, **query: str | int) -> list[str]:
    """The texts of the answer's rows."""
    answer = client.get(address, query)
    assert answer.status_code == 200
    return re.findall(r'class="lx-item__text"[^>]*>([^<]*)<', answer.content.decode())


@pytest.fixture
def some(ann: User) -> dict[str, Entry]:
    """Four different entries, the last one archived."""
    made = {
        "zebra": make_entry(ann, "zebra", language="en", translations={"uk": "зебра"}),
        "γάτα": make_entry(ann, "γάτα", language="el"),
        "to go home": make_entry(ann, "to go home", language="en", origin=Entry.Origin.API),
        "apple": make_entry(ann, "apple", language="en"),
    }
    words.archive(ann, [made["apple"].pk], now=NOW)
    words.keep_learning_columns(made["γάτα"].pk, words.Learning(state="review", due_at=NOW, ease=1.3))
    words.set_tags(made["zebra"], ["animals"])
    words.set_collections(made["to go home"], ["Travel"])
    return made


def test_others_see_nothing_of_it(some: dict[str, Entry], bob: User) -> None:
    assert shown(browser_of(bob)) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["to go home", "γάτα", "zebra"]),
        ({"q": "zebr"}, ["zebra"]),
        ({"q": "ЗЕБРА"}, ["zebra"]),
        ({"q": "γατα"}, ["γάτα"]),
        ({"q": "ze"}, ["zebra"]),
        ({"q": "zebbra"}, ["zebra"]),
        ({"q": "nothing like it"}, []),
        ({"q": "?!"}, []),
        ({"language": "el"}, ["γάτα"]),
        ({"type": "phrase"}, ["to go home"]),
        ({"origin": "api"}, ["to go home"]),
        ({"state": "review"}, ["γάτα"]),
        ({"status": "archived"}, ["apple"]),
        ({"status": "all"}, ["apple", "to go home", "γάτα", "zebra"]),
        ({"status": "all", "language": "en", "q": "apple"}, ["apple"]),
        ({"language": "el", "q": "zebra"}, []),
        ({"sort": "oldest"}, ["zebra", "γάτα", "to go home"]),
        ({"sort": "az"}, ["to go home", "zebra", "γάτα"]),
        ({"sort": "hardest"}, ["γάτα", "zebra", "to go home"]),
    ],
)
def test_search_filters_and_sorting(
    plain: Client, some: dict[str, Entry], query: dict[str, str], expected: list[str]
) -> None:
    assert shown(plain, **query) == expected


def test_tags_and_collections_filter(plain: Client, ann: User, some: dict[str, Entry]) -> None:
    assert shown(plain, tag=ann.tags.get().pk) == ["zebra"]
    assert shown(plain, collection=ann.collections.get().pk) == ["to go home"]


@pytest.mark.parametrize("query", [{"language": "de"}, {"sort": "size"}, {"status": "x"}])
def test_a_choice_that_does_not_exist_is_refused(plain: Client, query: dict[str, str]) -> None:
    answer = plain.get(LIST, query)
    assert answer.status_code == 400
    assert "This choice does not exist" in answer.content.decode()


def test_anothers_tag_is_no_choice(plain: Client, bob: User) -> None:
    words.set_tags(make_entry(bob), ["secret"])
    assert "secret" not in plain.get(LIST, {"tag": bob.tags.get().pk}).content.decode()


def test_an_empty_list_says_what_to_do_next(plain: Client, some: dict[str, Entry], bob: User) -> None:
    assert "Nothing matches" in plain.get(LIST, {"q": "nothing like it"}).content.decode()
    assert "Add the first word" in browser_of(bob).get(LIST).content.decode()


@pytest.mark.parametrize("sort", ["newest", "oldest", "az", "hardest"])
def test_the_pages_hold_each_entry_once(plain: Client, ann: User, sort: str) -> None:
    texts = {f"word{n:02}" for n in range(45)}
    for text in sorted(texts):
        make_entry(ann, text, language="en")
    seen, cursor = [], ""
    while True:
        answer = plain.get(LIST, {"sort": sort, "cursor": cursor})
        seen += [entry.source_text for entry in answer.context["page"].entries]
        cursor = answer.context["page"].next_cursor
        if not cursor:
            break
    assert len(seen) == len(texts)
    assert set(seen) == texts


@pytest.mark.parametrize("cursor", ["x", "bm90IGpzb24", "WzEsMl0", "W10", "%00", "WyJhIl0"])
def test_a_forged_cursor_is_refused_or_finds_nothing(plain: Client, some: dict[str, Entry], cursor: str) -> None:
    answer = plain.get(LIST, {"cursor": cursor})
    assert answer.status_code == 400
    assert "no longer valid" in answer.content.decode()


def test_htmx_gets_results_or_rows_and_a_restored_page_is_whole(
    htmx: Client, some: dict[str, Entry], ann: User
) -> None:
    for n in range(20):
        make_entry(ann, f"word{n}", language="en")
    first = htmx.get(LIST)
    assert first.templates[0].name == "vocabulary/_results.html"
    second = htmx.get(LIST, {"cursor": first.context["page"].next_cursor})
    assert second.templates[0].name == "vocabulary/_rows.html"
    restored = htmx.get(LIST, headers={**HTMX, "HX-History-Restore-Request": "true"})
    assert "<html" in restored.content.decode()


def test_one_row_for_the_live_channel(htmx: Client, some: dict[str, Entry]) -> None:
    assert shown(htmx, f"{LIST}/{some['zebra'].pk}/row") == ["zebra"]


State = Callable[[Entry], object]


@pytest.mark.parametrize(
    ("action", "look", "before", "after", "said"),
    [
        ("archive", lambda e: e.status, "active", "archived", "2 entries were archived."),
        ("unarchive", lambda e: e.status, "archived", "active", "2 entries were unarchived."),
        ("share", lambda e: e.is_shared, False, True, "2 entries are now shared."),
        ("unshare", lambda e: e.is_shared, True, False, "2 entries are no longer shared."),
        ("delete", lambda e: e.deleted_at is None, True, False, "2 entries were deleted."),
    ],
)
def test_a_bulk_action_is_done_and_taken_back(
    plain: Client, ann: User, action: str, look: State, before: object, after: object, said: str
) -> None:
    entries = [make_entry(ann, text, language="en") for text in ("one", "two")]
    untouched = make_entry(ann, "three", language="en")
    ids = [entry.pk for entry in entries]
    if action == "unarchive":
        words.archive(ann, ids, now=NOW)
    if action == "unshare":
        words.share(ann, ids, shared=True, now=NOW)

    def states() -> list[object]:
        return [look(entry) for entry in Entry.objects.filter(pk__in=ids).order_by("id")]

    assert states() == [before, before]
    answer = plain.post(f"{LIST}/bulk", {"action": action, "ids": ids}, follow=True)
    assert states() == [after, after]
    assert look(Entry.objects.get(pk=untouched.pk)) == look(untouched)
    assert said in answer.content.decode()
    [undo] = re.findall(r'action="(/my/vocabulary/undo/[^"]+)"', answer.content.decode())
    assert "2 entries were restored" in plain.post(undo, follow=True).content.decode()
    assert states() == [before, before]
    gone = plain.post(undo)
    assert (gone.status_code, "no longer be undone" in gone.content.decode()) == (410, True)


def test_htmx_reloads_the_list_it_shows(htmx: Client, some: dict[str, Entry]) -> None:
    answer = htmx.post(f"{LIST}/bulk", {"action": "archive", "ids": [some["zebra"].pk]})
    assert (answer.status_code, answer["HX-Refresh"], answer.content) == (204, "true", b"")
    answer = htmx.post(f"{LIST}/undo/{UndoStep.objects.latest('created_at').pk}")
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"action": "archive"}, "Select at least one entry first."),
        ({"action": "archive", "ids": ["x"]}, "Select at least one entry first."),
        ({"action": "explode", "ids": ["1"]}, "Select at least one entry first."),
        ({"action": "archive", "ids": [str(10**17)]}, "Select at least one entry first."),
        ({"action": "archive", "ids": list(range(1, 502))}, "At most 500 entries"),
    ],
)
def test_a_selection_that_is_none_is_refused(plain: Client, sent: dict[str, object], reason: str) -> None:
    answer = plain.post(f"{LIST}/bulk", sent)
    assert answer.status_code == 422
    assert reason in answer.content.decode()


def test_a_selection_reaches_only_ones_own(plain: Client, ann: User, bob: User) -> None:
    mine, his = make_entry(ann), make_entry(bob)
    plain.post(f"{LIST}/bulk", {"action": "delete", "ids": [mine.pk, his.pk]})
    his.refresh_from_db()
    assert his.deleted_at is None


def test_the_whole_list_is_shared_and_withdrawn(plain: Client, ann: User, bob: User) -> None:
    make_entry(ann, "before", language="en")
    private = make_entry(ann, "private", language="en")
    words.share(ann, [private.pk], shared=False, now=NOW)
    assert (
        "Others can see your list now"
        in plain.post(f"{LIST}/share-list", {"shares": "on"}, follow=True).content.decode()
    )
    plain.post(f"{LIST}/new", {"text": "after", "language": "en"})
    assert shown(browser_of(bob), f"{LIST}/shared") == ["after", "before"]
    answer = plain.post(f"{LIST}/share-list", {"shares": "off"}, follow=True)
    assert "Your whole list is no longer shared" in answer.content.decode()
    assert shown(browser_of(bob), f"{LIST}/shared") == []


def test_an_undo_of_yesterday_is_gone(plain: Client, some: dict[str, Entry], ann: User) -> None:
    step = words.delete(ann, [some["zebra"].pk], now=NOW)
    words.purge_deleted(now=NOW + timedelta(days=2))
    assert plain.post(f"{LIST}/undo/{step.pk}").status_code == 410


@pytest.mark.parametrize("query", [{"tag": "999"}, {"collection": "999"}, {"q": "apple" + " " * 300}])
def test_a_filter_that_is_gone_or_too_long_hinders_nobody(plain: Client, ann: User, query: dict[str, str]) -> None:
    make_entry(ann, "apple", language="en")
    answer = plain.get("/my/vocabulary", query)
    assert answer.status_code == 200
    assert "apple" in answer.content.decode()
