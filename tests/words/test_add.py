"""Adding one entry: the same text once, a language for each, given translations first."""

from typing import Any

import pytest

from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.words import actions as words
from lexora.words.actions import Added, Draft
from lexora.words.actions import add as add_module
from lexora.words.models import Entry, Translation
from tests.factories import NOW, make_entry, make_user
from tests.threads import at_once


@pytest.fixture
def ann(db: None) -> User:
    return make_user(native="uk", learning=("en", "el"))


def add(owner: User, text: str, **draft: Any) -> Added:
    return words.add_entry(owner=owner, draft=Draft(text=text, **draft), now=NOW)


def texts(entry: Entry) -> dict[str, tuple[str, str]]:
    """Language -> text and whose it is."""
    return {row.language: (row.text, row.source) for row in Translation.objects.filter(entry=entry)}


def test_a_new_text_becomes_an_entry(ann: User) -> None:
    added = add(ann, "  give \n up ", language="en", note=" seen in\r\na book ", origin=Entry.Origin.API)
    entry = Entry.objects.get()
    assert (added.created, added.entry) == (True, entry)
    assert (entry.source_text, entry.source_language, entry.type) == ("give up", "en", "phrase")
    assert (entry.note, entry.origin, entry.created_at) == ("seen in\na book", "api", NOW)
    assert (entry.learning_state, entry.status, entry.is_shared) == ("new", "active", False)


@pytest.mark.parametrize("again", ["apple", "APPLE", " apple! ", "«Apple»", "apple\u200b", "ａｐｐｌｅ"])
def test_the_same_text_is_found_and_not_added(ann: User, again: str) -> None:
    first = add(ann, "apple", translations={"uk": "яблуко"})
    second = add(ann, again, language="en", translations={"uk": "інше"}, note="new")
    assert (second.created, second.entry) == (False, first.entry)
    assert texts(first.entry)["uk"] == ("яблуко", "user")
    assert Entry.objects.get().note == "new"


def test_the_same_text_of_another_person_or_in_another_language_is_another_entry(ann: User) -> None:
    add(ann, "no", language="en")
    assert add(make_user(), "no", language="en").created
    assert add(ann, "ні", language="uk").created
    assert Entry.objects.count() == 3


def test_an_archived_entry_is_found_and_a_deleted_one_is_not(ann: User) -> None:
    archived, deleted = make_entry(ann, "apple"), make_entry(ann, "pear")
    words.archive(ann, [archived.pk], now=NOW)
    words.delete(ann, [deleted.pk], now=NOW)
    assert not add(ann, "apple").created
    assert add(ann, "pear").created


@pytest.mark.django_db(transaction=True)
def test_the_same_text_typed_in_the_same_moment_is_one_entry() -> None:
    owner = make_user()
    added = at_once(*[lambda: add(owner, "apple")] * 4)
    assert sorted(one.created for one in added) == [False, False, False, True]
    assert {one.entry.pk for one in added} == {Entry.objects.get().pk}
    assert Translation.objects.count() == 2


def test_a_row_that_another_server_stored_since_the_look_is_found(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    entry, look, first_look = make_entry(ann, "apple"), add_module._same, iter([None])
    monkeypatch.setattr(add_module, "_same", lambda *about: next(first_look, look(*about)))
    assert add(ann, "apple") == Added(entry, created=False)


# The language


@pytest.mark.parametrize(
    ("text", "language", "guessed"),
    [
        ("apple", "en", False),
        ("дякую", "uk", False),
        ("вода", "uk", True),
        ("μήλο", "el", False),
        ("Hand", "en", True),
        ("Привіт, як справи?", "uk", False),
        ("2026", "en", True),
    ],
)
def test_the_language_is_told_or_guessed(ann: User, text: str, language: str, guessed: bool) -> None:
    added = add(ann, text)
    assert (added.entry.source_language, added.language_guessed) == (language, guessed)


def test_a_given_language_is_taken_as_it_is(ann: User) -> None:
    added = add(ann, "apple", language="uk")
    assert (added.entry.source_language, added.language_guessed) == ("uk", False)


@pytest.mark.parametrize("text", ["苹果", "яблоко苹果苹果苹果苹果", "りんご", "تفاحة"])
def test_letters_of_no_offered_language_need_a_choice(ann: User, text: str) -> None:
    with pytest.raises(Refused) as refusal:
        add(ann, text)
    assert refusal.value.code == "language_unknown"
    assert add(ann, text, language="en").created


def test_without_letters_and_without_a_default_the_language_must_be_chosen(db: None) -> None:
    somebody = make_user(native="", learning=())
    with pytest.raises(Refused) as refusal:
        add(somebody, "2026")
    assert refusal.value.code == "language_unknown"


@pytest.mark.parametrize("code", ["pl", "xx", "EN", "e\x00n", "x" * 1000])
def test_a_language_that_is_not_offered_is_refused(ann: User, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        add(ann, "apple", language=code)
    assert refusal.value.code == "unknown_language"


# Given translations


def test_given_translations_are_stored_and_the_rest_is_asked_for(ann: User) -> None:
    entry = add(ann, "apple", translations={"uk": " яблуко ", "en": "ignored"}).entry
    assert texts(entry) == {"uk": ("яблуко", "user"), "el": ("", "machine")}
    stored = Entry.objects.get()
    assert (stored.is_translated, stored.search_text) == (True, "apple\nяблуко")


@pytest.mark.parametrize(
    ("former", "new", "stays"),
    [
        ("user", "machine", True),
        ("user", "import", True),
        ("user", "user", False),
        ("import", "machine", True),
        ("import", "import", False),
        ("import", "user", False),
        ("machine", "machine", False),
        ("machine", "import", False),
        ("machine", "user", False),
    ],
)
def test_a_human_stands_above_an_import_and_that_above_a_machine(ann: User, former: str, new: str, stays: bool) -> None:
    entry = add(ann, "apple", translations={"uk": "перше"}, source=former).entry
    filled = words.fill_translation(entry, language="uk", text="друге", source=new, provider="", now=NOW)
    assert filled is not stays
    assert texts(entry)["uk"] == (("перше", former) if stays else ("друге", new))


@pytest.mark.parametrize(
    ("translations", "code"),
    [
        ({"xx": "text"}, "unknown_language"),
        ({"uk": ""}, "translation_empty"),
        ({"uk": " \x00\u200b "}, "translation_empty"),
        ({"uk": "а" * 10_001}, "text_too_long"),
    ],
)
def test_a_bad_translation_refuses_the_entry(ann: User, translations: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        add(ann, "apple", translations=translations)
    assert refusal.value.code == code
    assert not Entry.objects.exists()


# Limits and strange texts


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        ({"text": ""}, "text_empty"),
        ({"text": " \t\n\x00"}, "text_empty"),
        ({"text": "\ud800"}, "text_empty"),
        ({"text": "\u200f\u202e"}, "text_empty"),
        ({"text": "...!?"}, "text_empty"),
        ({"text": "a" * 1_001}, "text_too_long"),
        ({"text": "a " * 5_000_000}, "text_too_long"),
        ({"text": "apple", "note": "n" * 2_001}, "note_too_long"),
        ({"text": "apple", "type": "novel"}, "unknown_type"),
    ],
)
def test_what_cannot_be_an_entry_is_refused(ann: User, draft: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        add(ann, **draft)
    assert (refusal.value.code, refusal.value.status) == (code, 422)


def test_the_longest_texts_are_kept_whole(ann: User) -> None:
    entry = add(ann, "a" * 1_000, note="n" * 2_000, translations={"uk": "а" * 10_000}).entry
    entry.refresh_from_db()
    assert (len(entry.source_text), len(entry.note)) == (1_000, 2_000)
    assert len(texts(entry)["uk"][0]) == 10_000


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("<b>bold</b> & co", "<b>bold</b> & co"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("don't; DROP TABLE", "don't; DROP TABLE"),
        ("ap\x00ple", "apple"),
        ("ap\ud800ple", "apple"),
        ("\u202eapple\u202c", "apple"),
        ("one\r\ntwo\u2028three", "one two three"),
        ("cafe\u0301", "café"),
        ("👩\u200d🚀 astronaut", "👩\u200d🚀 astronaut"),
    ],
)
def test_a_text_is_kept_as_text(ann: User, typed: str, stored: str) -> None:
    entry = add(ann, typed, language="en", note=typed, translations={"uk": typed}).entry
    entry.refresh_from_db()
    assert entry.source_text == texts(entry)["uk"][0] == stored


@pytest.mark.parametrize(
    ("text", "kind"),
    [("apple", "word"), ("to go", "word"), ("give up", "phrase"), ("How are you today, my friend?", "sentence")],
)
def test_the_type_is_guessed_unless_it_is_given(ann: User, text: str, kind: str) -> None:
    assert add(ann, text, language="en").entry.type == kind
    assert add(make_user(), text, language="en", type="collocation").entry.type == "collocation"


def test_a_copy_remembers_where_it_came_from(ann: User) -> None:
    original = add(ann, "apple", note="red", translations={"uk": "яблуко"}).entry
    bob = make_user(native="uk", learning=("en",))
    copy = words.copy_entry(original, owner=bob, now=NOW)
    assert copy.created
    assert (copy.entry.owner, copy.entry.note, copy.entry.origin) == (bob, "", "copied_from_entry")
    assert (copy.entry.copied_from_user, copy.entry.copied_from_entry) == (ann, original)
    assert texts(copy.entry) == {"uk": ("яблуко", "import")}
    assert not words.copy_entry(original, owner=bob, now=NOW).created
    original.delete()
    copy.entry.refresh_from_db()
    assert (copy.entry.copied_from_user, copy.entry.copied_from_entry) == (ann, None)


def test_a_repeated_text_keeps_the_note_and_the_translations_that_come_along(ann: User) -> None:
    entry = make_entry(ann, "apple", language="en", note="red")
    again = make_entry(ann, "Apple!", language="en", note="from the garden", translations={"uk": "яблучко"})
    assert again == entry
    entry.refresh_from_db()
    assert entry.note == "red\nfrom the garden"
    row = Translation.objects.get(entry=entry, language="uk")
    assert (row.text, row.source, row.status) == ("яблучко", "user", "completed")
    make_entry(ann, "apple", language="en", note="red")
    entry.refresh_from_db()
    assert entry.note == "red\nfrom the garden"


def test_a_machine_translation_that_comes_along_does_not_replace_a_typed_one(ann: User) -> None:
    entry = make_entry(ann, "apple", language="en", translations={"uk": "яблучко"})
    make_entry(ann, "apple", language="en", translations={"uk": "яблуко"}, source="machine", provider="google")
    assert Translation.objects.get(entry=entry, language="uk").text == "яблучко"


def test_a_long_text_that_came_with_an_import_can_be_copied(ann: User) -> None:
    text = "word " * 1_999
    [[original]] = words.add_entries(owner=ann, drafts=[Draft(text, language="en")], now=NOW)
    assert words.copy_entry(original.entry, owner=make_user(), now=NOW).entry.source_text == text.strip()
