"""Changing an entry, its tags, its collections and its links."""

from typing import Any

import pytest

from lexora.accounts.models import User
from lexora.core.errors import NotFound, Refused
from lexora.jobs.models import Job
from lexora.words import actions as words
from lexora.words.actions.edit import Duplicate
from lexora.words.actions.translations import MachineText
from lexora.words.models import Collection, Entry, MediaLink, Tag, Translation
from tests.factories import NOW, make_entry, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> User:
    return make_user(native="uk", learning=("en", "el"))


def edit(entry: Entry, **changes: Any) -> Entry:
    words.edit_entry(entry, now=NOW, **changes)
    return Entry.objects.get(pk=entry.pk)


def rows(entry: Entry) -> dict[str, str]:
    return dict(Translation.objects.filter(entry=entry).values_list("language", "text"))


def jobs() -> dict[str, list[str]]:
    """Status -> the texts asked for."""
    found: dict[str, list[str]] = {}
    for job in Job.objects.order_by("created_at", "id"):
        found.setdefault(job.status, []).append(job.payload["items"][0]["text"])
    return found


def test_a_new_text_voids_what_a_machine_made_and_keeps_what_was_typed(ann: User) -> None:
    entry = make_entry(ann, "apple", translations={"uk": "яблуко"})
    machine = Translation.objects.get(language="el")
    words.store_machine_translations([MachineText(machine.pk, "μήλο", "google")])
    edited = edit(entry, text="pear")
    assert rows(entry) == {"uk": "яблуко", "el": ""}
    assert (edited.source_text, edited.search_text, edited.sort_key) == ("pear", "pear\nяблуко", "pear")


def test_a_new_text_ends_the_open_work_and_asks_anew(ann: User) -> None:
    entry = make_entry(ann, "apple")
    edit(entry, text="pear")
    assert jobs() == {"cancelled": ["apple", "apple"], "pending": ["pear", "pear"]}
    assert set(Translation.objects.values_list("job__status", flat=True)) == {"pending"}


def test_a_new_language_asks_for_the_other_ones(ann: User) -> None:
    entry = make_entry(ann, "no", language="en", translations={"uk": "ні"})
    edit(entry, language="uk")
    assert rows(entry) == {"en": "", "el": ""}


def test_a_change_of_type_and_note_leaves_translations_alone(ann: User) -> None:
    entry = make_entry(ann, "apple")
    before = list(Translation.objects.order_by("id").values())
    edited = edit(entry, text="apple", language="en", type="phrase", note=" red ")
    assert (edited.type, edited.note) == ("phrase", "red")
    assert list(Translation.objects.order_by("id").values()) == before
    assert set(jobs()) == {"pending"}


def test_a_text_that_is_there_already_is_refused_and_named(ann: User) -> None:
    apple, pear = make_entry(ann, "apple"), make_entry(ann, "pear")
    with pytest.raises(Duplicate) as refusal:
        edit(pear, text="Apple!")
    assert refusal.value.params == {"entry": apple.pk}
    assert Entry.objects.get(pk=pear.pk).source_text == "pear"
    assert set(jobs()) == {"pending"}


def test_an_entry_may_be_written_otherwise(ann: User) -> None:
    assert edit(make_entry(ann, "apple"), text="Apple").source_text == "Apple"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": "..."}, "text_empty"),
        ({"text": "a" * 1_001}, "text_too_long"),
        ({"language": "xx"}, "unknown_language"),
        ({"type": "novel"}, "unknown_type"),
        ({"note": "n" * 2_001}, "note_too_long"),
    ],
)
def test_a_bad_change_is_refused_and_nothing_changes(ann: User, change: dict[str, str], code: str) -> None:
    entry = make_entry(ann, "apple")
    before = Entry.objects.values().get()
    with pytest.raises(Refused) as refusal:
        edit(entry, **{"text": "pear", **change})
    assert refusal.value.code == code
    assert Entry.objects.values().get() == before


def test_a_typed_translation_ends_the_work_on_it(ann: User) -> None:
    entry = make_entry(ann, "apple")
    words.save_translation(entry, language="uk", text="яблуко", now=NOW)
    assert Translation.objects.get(language="uk").source == "user"
    assert sorted(Job.objects.values_list("payload__target", "status")) == [("el", "pending"), ("uk", "cancelled")]
    assert Entry.objects.get().search_text == "apple\nяблуко"


def test_a_removed_translation_is_found_no_more(ann: User) -> None:
    entry = make_entry(ann, "apple", translations={"uk": "яблуко"})
    words.remove_translation(Translation.objects.get(language="uk"), now=NOW)
    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.search_text, stored.is_translated) == ("apple", False)


# Tags and collections


def test_tags_are_exactly_the_given_ones_and_unused_ones_go(ann: User) -> None:
    entry = make_entry(ann)
    words.set_tags(entry, ["Food", " fruit, ", "food", "", "їжа"])
    assert set(entry.tags.values_list("name", flat=True)) == {"food", "fruit", "їжа"}
    words.set_tags(entry, ["fruit"])
    assert list(Tag.objects.values_list("name", flat=True)) == ["fruit"]


@pytest.mark.parametrize(("first", "second"), [("Food", "food"), ("Їжа", "їжа"), ("ΦΡΟΎΤΑ", "φρούτα"), ("İş", "iş")])
def test_a_tag_and_a_collection_are_the_same_in_any_case(ann: User, first: str, second: str) -> None:
    for text, name in (("apple", first), ("pear", second)):
        words.set_tags(make_entry(ann, text), [name])
        words.set_collections(make_entry(ann, text), [name])
    assert list(Tag.objects.values_list("name", flat=True)) == [first]
    assert list(Collection.objects.values_list("name", flat=True)) == [first]
    assert Tag.objects.get().entries.count() == Collection.objects.get().entries.count() == 2


def test_tags_of_another_person_are_not_touched(ann: User) -> None:
    bob = make_user()
    words.set_tags(make_entry(bob), ["food"])
    words.set_tags(make_entry(ann), ["food"])
    assert Tag.objects.count() == 2


@pytest.mark.parametrize(
    ("names", "code"), [(["x" * 41], "bad_tag"), ([f"tag {n}" for n in range(21)], "too_many_tags")]
)
def test_too_long_or_too_many_tags_are_refused(ann: User, names: list[str], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        words.set_tags(make_entry(ann), names)
    assert refusal.value.code == code


def test_a_collection_stays_when_its_last_entry_leaves(ann: User) -> None:
    entry = make_entry(ann)
    words.set_collections(entry, ["Summer", "summer"])
    words.set_collections(entry, [])
    assert Collection.objects.get().entries.count() == 0
    with pytest.raises(Refused):
        words.set_collections(entry, ["x" * 81])


# Links


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/",
        "http://localhost:8000/page?x=1#part",
        "http://127.0.0.1:9000",
        "https://[::1]:8443/x",
        "https://привіт.укр/сторінка",
        "https://παράδειγμα.ελ",
        f"https://example.com/{'x' * 2000}",
    ],
)
def test_an_address_is_kept(ann: User, url: str) -> None:
    entry = make_entry(ann)
    link = words.add_media_link(entry, url=f" {url}\n", title="t" * 300, note="n" * 600)
    link.refresh_from_db()
    assert (link.url, len(link.title), len(link.note)) == (url, 200, 500)
    with pytest.raises(NotFound):
        words.remove_media_link(make_entry(make_user()), link.pk)
    assert MediaLink.objects.exists()
    words.remove_media_link(entry, link.pk)
    assert not MediaLink.objects.exists()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.com",
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "ftp://example.com",
        "file:///etc/passwd",
        "//example.com",
        "https://",
        "https://exa mple.com",
        "http://example.com:99999999",
        f"https://example.com/{'x' * 2048}",
    ],
)
def test_what_is_no_address_is_refused(ann: User, url: str) -> None:
    with pytest.raises(Refused) as refusal:
        words.add_media_link(make_entry(ann), url=url)
    assert refusal.value.code == "bad_url"
    assert not MediaLink.objects.exists()
