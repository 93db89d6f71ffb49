"""What others share: seeing and copying it."""

import re

import pytest
from django.test import Client

from lexora.accounts.models import User
from lexora.words import actions as words
from lexora.words.models import Entry
from tests.clients import HTMX, browser_of
from tests.factories import NOW, make_entry

SHARED = "/my/vocabulary/shared"


@pytest.fixture
def gift(bob: User) -> Entry:
    """Bob shares this one."""
    entry = make_entry(bob, "apple", language="en", note="red", translations={"uk": "яблуко", "el": "μήλο"})
    words.share(bob, [entry.pk], shared=True, now=NOW)
    return entry


def seen(client: Client, **query: str) -> list[str]:
    return [entry.source_text for entry in client.get(SHARED, query).context["page"].entries]


def test_others_see_it_with_the_handle_and_never_the_address(plain: Client, gift: Entry, bob: User) -> None:
    text = plain.get(SHARED).content.decode()
    assert "apple" in text
    assert "яблуко" in text
    assert "@bob" in text
    assert bob.email not in text
    assert seen(browser_of(bob)) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [({"q": "appl"}, ["apple"]), ({"q": "μηλο"}, ["apple"]), ({"language": "el"}, []), ({"q": "pear"}, [])],
)
def test_search_and_filter(plain: Client, gift: Entry, query: dict[str, str], expected: list[str]) -> None:
    assert seen(plain, **query) == expected
    assert plain.get(SHARED, {"language": "de"}).status_code == 400


@pytest.mark.parametrize("why", ["private", "archived", "deleted", "demo", "left"])
def test_what_is_not_shared_is_neither_seen_nor_copied(plain: Client, gift: Entry, bob: User, why: str) -> None:
    if why == "private":
        words.share(bob, [gift.pk], shared=False, now=NOW)
    elif why == "archived":
        words.archive(bob, [gift.pk], now=NOW)
    elif why == "deleted":
        words.delete(bob, [gift.pk], now=NOW)
    elif why == "demo":
        User.objects.filter(pk=bob.pk).update(is_demo=True)
    else:
        User.objects.filter(pk=bob.pk).update(is_active=False)
    assert seen(plain) == []
    assert plain.post(f"/my/vocabulary/{gift.pk}/copy").status_code == 404


def test_a_copy_comes_with_its_translations(plain: Client, ann: User, gift: Entry) -> None:
    answer = plain.post(f"/my/vocabulary/{gift.pk}/copy", follow=True)
    copy = ann.entries.get()
    assert answer.redirect_chain == [(f"/my/vocabulary/{copy.pk}", 302)]
    assert "Copied to your list." in answer.content.decode()
    assert (copy.source_text, copy.note, copy.origin, copy.is_shared) == ("apple", "", "copied_from_entry", False)
    assert (copy.copied_from_user, copy.copied_from_entry) == (gift.owner, gift)
    assert sorted(copy.translations.values_list("text", "source")) == [("μήλο", "import"), ("яблуко", "import")]


def test_copying_twice_shows_the_entry_that_is_there(plain: Client, htmx: Client, ann: User, gift: Entry) -> None:
    assert "Copied. Open it" in htmx.post(f"/my/vocabulary/{gift.pk}/copy").content.decode()
    assert "Already in your list. Open it" in htmx.post(f"/my/vocabulary/{gift.pk}/copy").content.decode()
    again = plain.post(f"/my/vocabulary/{gift.pk}/copy", follow=True)
    assert "You already have this text." in again.content.decode()
    assert ann.entries.count() == 1


def test_pages_parts_and_the_empty_state(plain: Client, htmx: Client, bob: User) -> None:
    assert "Nobody is sharing anything yet" in plain.get(SHARED).content.decode()
    words.share_whole_list(bob, shares=True)
    for n in range(25):
        make_entry(bob, f"word{n:02}", language="en")
    first = htmx.get(SHARED)
    assert first.templates[0].name == "vocabulary/_shared_results.html"
    second = htmx.get(SHARED, {"cursor": first.context["page"].next_cursor})
    assert second.templates[0].name == "vocabulary/_shared_rows.html"
    assert len(first.context["page"].entries) + len(second.context["page"].entries) == 25
    whole = htmx.get(SHARED, headers={**HTMX, "HX-History-Restore-Request": "true"})
    assert "<html" in whole.content.decode()


def test_a_note_stays_with_its_owner(plain: Client, ann: User, gift: Entry) -> None:
    assert not re.search(r"\bred\b", plain.get(SHARED).content.decode())
    plain.post(f"/my/vocabulary/{gift.pk}/copy")
    assert Entry.objects.get(owner=ann).note == ""


def test_what_comes_back_after_the_list_was_withdrawn_is_not_shared(plain: Client, bob: User) -> None:
    entry = make_entry(bob, "house", language="en")
    words.share_whole_list(bob, shares=True)
    step = words.delete(bob, [entry.pk], now=NOW)
    words.share_whole_list(bob, shares=False)
    words.undo(bob, step.pk, now=NOW)
    entry.refresh_from_db()
    assert (entry.deleted_at, entry.is_shared) == (None, False)
    assert seen(plain) == []
