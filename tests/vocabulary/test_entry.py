"""The page of one entry and what can be done there."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lexora.accounts.models import User
from lexora.jobs.models import Job
from lexora.words import actions as words
from lexora.words.models import Entry, Translation
from tests.clients import HTMX, browser_of
from tests.factories import NOW, make_entry


@pytest.fixture
def entry(ann: User) -> Entry:
    return make_entry(ann, "apple", language="en", note="An <b>apple</b> a day")


def page(entry: Entry, rest: str = "") -> str:
    return f"/my/vocabulary/{entry.pk}{rest}"


def row(entry: Entry, language: str) -> Translation:
    return Translation.objects.get(entry=entry, language=language)


def test_the_page_shows_the_entry(plain: Client, entry: Entry) -> None:
    text = plain.get(page(entry)).content.decode()
    assert re.search(r'id="entry-text"[^>]*>apple<', text)
    assert "An &lt;b&gt;apple&lt;/b&gt; a day" in text
    assert text.count("Translating…") == 2
    assert "<html" in text


def test_htmx_gets_the_content_alone_and_a_restored_page_is_whole(htmx: Client, entry: Entry) -> None:
    assert "<html" not in htmx.get(page(entry)).content.decode()
    restored = htmx.get(page(entry), headers={**HTMX, "HX-History-Restore-Request": "true"})
    assert "<html" in restored.content.decode()


@pytest.mark.parametrize("editing", ["entry", "uk"])
def test_an_open_editor_is_a_part_that_stays(htmx: Client, entry: Entry, editing: str) -> None:
    text = htmx.get(page(entry), {"edit": editing}).content.decode()
    assert "data-editor" in text
    assert "data-editor" not in htmx.get(page(entry)).content.decode()


def test_the_parts_have_ids_of_their_own(htmx: Client, entry: Entry) -> None:
    ids = re.findall(r'\sid="([^"]+)"', htmx.get(page(entry), {"edit": "uk"}).content.decode())
    assert len(ids) == len(set(ids))
    assert {"entry-head", "entry-links", "translation-uk", "translation-el", "entry-tags"} <= set(ids)


def test_a_known_text_names_the_other_entry(htmx: Client, ann: User, entry: Entry) -> None:
    other = make_entry(ann, "house", language="en")
    answer = htmx.post(page(entry, "/edit"), {"text": "house", "language": "en", "type": "word", "note": ""})
    assert (answer.status_code, answer["HX-Refused-Link"]) == (409, page(other))


def test_saved_tags_say_so(htmx: Client, entry: Entry) -> None:
    assert "Saved." in htmx.post(page(entry, "/tags"), {"tags": "fruit"}).content.decode()
    assert "Saved." not in htmx.get(page(entry)).content.decode()


def test_a_new_text_is_translated_anew(plain: Client, htmx: Client, entry: Entry) -> None:
    words.save_translation(entry, language="el", text="μήλο", now=NOW)
    former = row(entry, "uk").job
    sent = {"text": "pear", "language": "en", "type": "phrase", "note": ""}
    assert plain.post(page(entry, "/edit"), sent)["Location"] == page(entry)
    entry.refresh_from_db()
    assert (entry.source_text, entry.type, entry.note) == ("pear", "phrase", "")
    assert row(entry, "el").text == "μήλο"
    assert row(entry, "uk").job != former
    assert Job.objects.get(pk=former.pk).status == "cancelled"
    assert ">pear<" in htmx.post(page(entry, "/edit"), sent).content.decode()


@pytest.mark.parametrize(
    ("change", "status", "reason"),
    [
        ({"text": ""}, 400, "not valid"),
        ({"text": "…"}, 422, "no letters or digits"),
        ({"text": "house"}, 409, "You already have this text"),
        ({"language": "de"}, 422, "does not offer the language"),
        ({"type": "poem"}, 422, "An entry must be a word"),
        ({"note": "n" * 2001}, 422, "at most 2000"),
    ],
)
def test_an_edit_that_cannot_be_is_refused(
    plain: Client, htmx: Client, ann: User, entry: Entry, change: dict[str, str], status: int, reason: str
) -> None:
    make_entry(ann, "house", language="en")
    sent = {"text": "apple", "language": "en", "type": "word", "note": "", **change}
    for browser in (plain, htmx):
        answer = browser.post(page(entry, "/edit"), sent)
        assert answer.status_code == status
        assert reason in answer.content.decode()
    entry.refresh_from_db()
    assert (entry.source_text, entry.source_language, entry.note) == ("apple", "en", "An <b>apple</b> a day")


def test_tags_are_set_renamed_by_case_and_taken_away(plain: Client, ann: User, entry: Entry) -> None:
    for sent, expected in [
        ("fruit,  red fruit , fruit,,", ["fruit", "red fruit"]),
        ("FRUIT", ["fruit"]),
        ("", []),
    ]:
        assert plain.post(page(entry, "/tags"), {"tags": sent})["Location"] == page(entry)
        assert sorted(entry.tags.values_list("name", flat=True)) == expected
    assert not ann.tags.exists()


@pytest.mark.parametrize(
    ("door", "names", "reason"),
    [
        ("tags", "t" * 41, "1 to 40 characters"),
        ("tags", ",".join(f"t{n}" for n in range(21)), "at most 20 tags"),
        ("collections", "c" * 81, "1 to 80 characters"),
    ],
)
def test_too_long_and_too_many_names_are_refused(
    htmx: Client, entry: Entry, door: str, names: str, reason: str
) -> None:
    answer = htmx.post(page(entry, f"/{door}"), {door: names})
    assert (answer.status_code, answer["HX-Refused"]) == (422, "true")
    assert reason in answer.content.decode()
    assert not entry.tags.exists()
    assert not entry.collections.exists()


def test_collections_keep_their_name_without_entries(plain: Client, ann: User, entry: Entry) -> None:
    plain.post(page(entry, "/collections"), {"collections": "Holiday, Market"})
    plain.post(page(entry, "/collections"), {"collections": "market"})
    assert list(entry.collections.values_list("name", flat=True)) == ["Market"]
    assert ann.collections.count() == 2


def test_a_link_is_kept_and_removed(htmx: Client, plain: Client, entry: Entry) -> None:
    sent = {"url": "https://example.com/song?a=1&b=2", "title": "A <song>"}
    text = htmx.post(page(entry, "/links"), sent).content.decode()
    assert 'href="https://example.com/song?a=1&amp;b=2"' in text
    assert "A &lt;song&gt;" in text
    link = entry.media_links.get()
    remove = page(entry, f"/links/{link.pk}/remove")
    assert plain.post(remove)["Location"] == page(entry)
    assert not entry.media_links.exists()
    assert plain.post(remove).status_code == 404


@pytest.mark.parametrize("url", ["", "example", "javascript:alert(1)", "ftp://example.com", "https://" + "a" * 2100])
def test_what_is_no_web_address_is_refused(plain: Client, entry: Entry, url: str) -> None:
    answer = plain.post(page(entry, "/links"), {"url": url})
    assert answer.status_code == 422
    assert "This is not a web address" in answer.content.decode()


def test_a_link_is_removed_through_its_own_entry_only(plain: Client, bob: User, entry: Entry) -> None:
    link = words.add_media_link(make_entry(bob), url="https://example.com")
    assert plain.post(page(entry, f"/links/{link.pk}/remove")).status_code == 404
    assert link.entry.media_links.exists()


def test_sharing_and_archiving_switch(plain: Client, entry: Entry) -> None:
    for expected in [(True, "archived"), (False, "active")]:
        plain.post(page(entry, "/share"))
        plain.post(page(entry, "/archive"))
        entry.refresh_from_db()
        assert (entry.is_shared, entry.status) == expected


def test_a_deleted_entry_is_gone_and_can_be_taken_back(plain: Client, htmx: Client, entry: Entry) -> None:
    answer = plain.post(page(entry, "/delete"), follow=True)
    assert answer.redirect_chain == [("/my/vocabulary", 302)]
    assert "1 entry was deleted." in answer.content.decode()
    assert plain.get(page(entry)).status_code == 404
    [undo] = re.findall(r'action="(/my/vocabulary/undo/[^"]+)"', answer.content.decode())
    plain.post(undo)
    assert plain.get(page(entry)).status_code == 200
    assert htmx.post(page(entry, "/delete"))["HX-Redirect"] == "/my/vocabulary"


def test_a_translation_is_typed_and_stands_above_a_machine(plain: Client, htmx: Client, entry: Entry) -> None:
    job = row(entry, "uk").job
    text = htmx.post(page(entry, "/translations/uk"), {"text": " яблуко "}).content.decode()
    assert "яблуко" in text
    assert (row(entry, "uk").text, row(entry, "uk").source) == ("яблуко", "user")
    assert Job.objects.get(pk=job.pk).status == "cancelled"
    assert plain.post(page(entry, "/translations/uk"), {"text": "яблучко"})["Location"] == page(entry)
    assert row(entry, "uk").text == "яблучко"


@pytest.mark.parametrize(
    ("language", "text", "reason"),
    [
        ("uk", " ", "A translation cannot be empty"),
        ("uk", "я" * 10_001, "at most 10000 characters"),
        ("de", "Apfel", "does not offer the language"),
        ("en", "apple", "The two languages are the same"),
    ],
)
def test_a_translation_that_cannot_be_is_refused(
    plain: Client, entry: Entry, language: str, text: str, reason: str
) -> None:
    answer = plain.post(page(entry, f"/translations/{language}"), {"text": text})
    assert answer.status_code in (400, 422)
    assert reason in answer.content.decode()
    assert not Translation.objects.exclude(text="").exists()


def test_a_failed_translation_says_why_and_is_tried_again(htmx: Client, plain: Client, entry: Entry) -> None:
    failed = row(entry, "uk")
    words.store_reasons({failed.pk: {"code": "provider_unreachable", "params": {"provider": "Nobody"}}})
    assert "The translation provider Nobody cannot be reached." in plain.get(page(entry)).content.decode()
    answer = htmx.post(page(entry, "/translate/uk"))
    assert answer.content.decode().count("Translating…") == 2
    assert row(entry, "uk").job != failed.job


@pytest.mark.parametrize(("language", "reason"), [("en", "the same"), ("de", "does not offer")])
def test_a_translation_that_nobody_can_make_is_refused(plain: Client, entry: Entry, language: str, reason: str) -> None:
    answer = plain.post(page(entry, f"/translate/{language}"))
    assert answer.status_code == 422
    assert reason in answer.content.decode()


def test_a_translation_is_removed_and_can_be_asked_for_again(plain: Client, entry: Entry) -> None:
    gone = row(entry, "uk")
    assert plain.post(page(entry, f"/translations/{gone.pk}/remove"))["Location"] == page(entry)
    text = plain.get(page(entry)).content.decode()
    assert text.count("Translating…") == 1
    assert page(entry, "/translate/uk") in text
    plain.post(page(entry, "/translate/uk"))
    assert row(entry, "uk").status == "pending"


def test_a_translation_is_removed_through_its_own_entry_only(plain: Client, ann: User, entry: Entry) -> None:
    other = make_entry(ann, "house", language="en")
    assert plain.post(page(other, f"/translations/{row(entry, 'uk').pk}/remove")).status_code == 404
    assert row(entry, "uk")


@pytest.mark.parametrize("door", ["", "/row", "/added"])
def test_each_door_is_the_owners(door: str, entry: Entry, bob: User, charlie: User) -> None:
    words.share(entry.owner, [entry.pk], shared=True, now=NOW)
    assert [browser_of(person).get(page(entry, door)).status_code for person in (entry.owner, bob, charlie, None)] == [
        200,
        404,
        404,
        302,
    ]


def test_dates_are_those_of_the_learners_time_zone(plain: Client, ann: User) -> None:
    late = timezone.make_aware(timezone.datetime(2026, 3, 1, 23, 30), timezone.get_fixed_timezone(0))
    entry = make_entry(ann, "night", language="en", now=late)
    assert "Added on 1 March 2026" in plain.get(page(entry)).content.decode()
    ann.time_zone = "Europe/Kyiv"
    ann.save()
    assert "Added on 2 March 2026" in plain.get(page(entry)).content.decode()
    assert entry.created_at - late == timedelta(0)
