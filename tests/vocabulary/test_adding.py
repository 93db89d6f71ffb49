"""The page that adds an entry."""

import re

import pytest
from django.test import Client

from lexora.accounts.models import User
from lexora.jobs.models import Job
from lexora.words.models import Entry
from lexora.words.rules import NOTE, TYPED_TEXT
from tests.clients import browser_of
from tests.factories import make_entry, make_user

NEW = "/my/vocabulary/new"
GUESSED = "language guessed"


def chosen(html: str) -> list[str]:
    """The language and the type that are ticked."""
    return re.findall(r'<input type="radio"[^>]*value="(\w+)"[^>]*\schecked', html)


def test_a_word_is_stored_and_its_translations_are_asked_for(plain: Client, ann: User) -> None:
    answer = plain.post(NEW, {"text": "  apple ", "note": "red\nor green"})
    entry = Entry.objects.get()
    assert answer["Location"] == f"/my/vocabulary/{entry.pk}"
    assert (entry.source_text, entry.source_language, entry.type, entry.note) == (
        "apple",
        "en",
        "word",
        "red\nor green",
    )
    assert (entry.owner, entry.origin) == (ann, "manual")
    assert sorted(entry.translations.values_list("language", flat=True)) == ["el", "uk"]
    assert Job.objects.filter(owner=ann).count() == 2


def test_htmx_gets_an_empty_form_and_the_new_entry(htmx: Client) -> None:
    answer = htmx.post(NEW, {"text": "apple"})
    text = answer.content.decode()
    assert answer.templates[0].name == "vocabulary/_add.html"
    assert answer.context["form"].is_bound is False
    assert "<html" not in text
    assert f"added-{Entry.objects.get().pk}" in text
    assert text.count("Translating…") == 2
    assert GUESSED not in text


def test_the_box_of_the_start_page_gets_itself_back_and_the_new_entry(htmx: Client, plain: Client) -> None:
    answer = htmx.post(NEW, {"text": "apple", "quick": "1"})
    text = answer.content.decode()
    assert answer.templates[0].name == "vocabulary/_quick.html"
    entry = Entry.objects.get()
    assert f"added-{entry.pk}" in text
    assert 'value=""' in text
    assert plain.post(NEW, {"text": "apple", "quick": "1"})["Location"] == f"/my/vocabulary/{entry.pk}"


@pytest.mark.parametrize(("text", "reason"), [("??", "has no letters"), ("яблуко\u4e2d\u6587" * 300, "too long")])
def test_the_box_of_the_start_page_keeps_a_text_that_cannot_be_added(htmx: Client, text: str, reason: str) -> None:
    answer = htmx.post(NEW, {"text": text, "quick": "1"}).content.decode()
    assert reason in answer
    assert f'value="{text}"' in answer
    assert f"{NEW}?text=" in answer
    assert not Entry.objects.exists()


def test_a_duplicate_shows_the_entry_that_is_there(htmx: Client, plain: Client, ann: User) -> None:
    entry = make_entry(ann, "apple", language="en")
    text = htmx.post(NEW, {"text": "Apple!", "language": "en"}).content.decode()
    assert "You already have this text" in text
    assert f"added-{entry.pk}" in text
    assert plain.post(NEW, {"text": "APPLE", "language": "en"})["Location"] == f"/my/vocabulary/{entry.pk}"
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "language", "is_marked"),
    [
        ({"text": "γάτα"}, "el", False),
        ({"text": "вода"}, "uk", True),
        ({"text": "вода", "language": "uk"}, "uk", False),
        ({"text": "365"}, "en", True),
    ],
)
def test_a_guess_is_marked(htmx: Client, sent: dict[str, str], language: str, is_marked: bool) -> None:
    text = htmx.post(NEW, sent).content.decode()
    assert Entry.objects.get().source_language == language
    assert (GUESSED in text) is is_marked


@pytest.mark.parametrize(
    ("sent", "language", "kind"),
    [
        ({"language": "en", "guessed_language": "en", "type": "word", "guessed_type": "word"}, "el", "sentence"),
        ({"language": "en", "guessed_language": "", "type": "word", "guessed_type": ""}, "en", "word"),
        ({"language": "uk", "guessed_language": "en", "type": "phrase", "guessed_type": "word"}, "uk", "phrase"),
    ],
)
def test_a_guess_about_a_former_text_is_no_choice(htmx: Client, sent: dict[str, str], language: str, kind: str) -> None:
    htmx.post(NEW, {"text": "Σήμερα ο καιρός είναι πολύ ωραίος.", **sent})
    entry = Entry.objects.get()
    assert (entry.source_language, entry.type) == (language, kind)


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"text": ""}, "Enter a word, phrase or sentence first."),
        ({"text": "?!"}, "this text has no letters or digits"),
        ({"text": "a" * (TYPED_TEXT + 1)}, "at most 1000 characters"),
        ({"text": "apple", "note": "n" * (NOTE + 1)}, "at most 2000 characters"),
        ({"text": "apple", "language": "de"}, "This server does not offer the language “de”."),
        ({"text": "apple", "type": "poem"}, "An entry must be a word, phrase"),
        ({"text": "漢字"}, "We could not detect the language. Please choose it."),
    ],
)
def test_a_refusal_says_why_and_keeps_what_was_typed(
    plain: Client, htmx: Client, sent: dict[str, str], reason: str
) -> None:
    for browser in (plain, htmx):
        answer = browser.post(NEW, sent)
        assert answer.status_code == 200
        assert reason in answer.content.decode()
        assert (answer.context["form"]["text"].value() or "") == sent["text"]
        assert (answer.context["form"]["note"].value() or "") == sent.get("note", "")
        assert f">{sent['text']}</textarea>" in answer.content.decode()
    assert not Entry.objects.exists()


def test_the_form_is_a_page_for_people_and_a_part_for_htmx(plain: Client, htmx: Client) -> None:
    assert "<html" in plain.get(NEW).content.decode()
    assert "<html" not in htmx.get(NEW).content.decode()


def test_the_form_takes_a_text_from_the_start_page(plain: Client) -> None:
    text = plain.get(NEW, {"text": "γάτα"}).content.decode()
    assert ">γάτα</textarea>" in text
    assert chosen(text) == ["el", "word"]


@pytest.mark.parametrize(
    ("text", "checked"),
    [("γάτα", ["el", "word"]), ("to go home", ["en", "phrase"]), ("I am going home.", ["en", "sentence"])],
)
def test_language_and_type_are_detected_while_one_types(htmx: Client, text: str, checked: list[str]) -> None:
    answer = htmx.get("/my/vocabulary/detect", {"text": text}).content.decode()
    assert chosen(answer) == checked


def test_a_detected_guess_says_that_it_is_one(htmx: Client) -> None:
    assert "a guess, please check" in htmx.get("/my/vocabulary/detect", {"text": "вода"}).content.decode()
    assert "a guess, please check" not in htmx.get("/my/vocabulary/detect", {"text": ""}).content.decode()


def test_before_the_onboarding_every_language_is_asked_for(db: None) -> None:
    newcomer = make_user(native="", learning=())
    browser_of(newcomer).post(NEW, {"text": "apple"})
    assert sorted(newcomer.entries.get().translations.values_list("language", flat=True)) == ["el", "uk"]
