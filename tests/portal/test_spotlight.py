"""The search over everything: its page, and what it finds for whom."""

import html
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import LazySettings, settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lexora.accounts.models import User
from lexora.library import content
from lexora.ui import slots
from lexora.words import actions as words
from tests.clients import HTMX, browser_of
from tests.factories import NOW, make_entry, make_user

DIALOG = {**HTMX, "HX-Target": "spotlight-answers"}
MOST = 8  # queries of one search

pytestmark = pytest.mark.django_db


def page(text: str, user: User | None = None, **headers: str) -> str:
    answer = browser_of(user).get("/search", {"q": text}, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def found(text: str, user: User | None = None) -> dict[str, list[str]]:
    """The titles of all hits by the key of their group, as the dialog shows them."""
    shown: dict[str, list[str]] = {}
    pattern = r'id="spotlight-([a-z]+)-\d+".*?lx-hit__title"[^>]*>(.*?)</span>'
    for key, title in re.findall(pattern, page(text, user, **DIALOG), re.DOTALL):
        shown.setdefault(key, []).append(html.unescape(title))
    return shown


def entries(text: str, user: User) -> list[str]:
    return found(text, user).get("entries", [])


# Own entries


def test_the_very_same_comes_first_then_what_begins_so_then_what_contains_it(ann: User) -> None:
    for text in ("pineapple", "red apple", "apple pie", "apple"):
        make_entry(ann, text, language="en")
    make_entry(ann, "the fruit", language="en", translations={"uk": "apple"})
    assert entries("Apple", ann) == ["apple", "the fruit", "apple pie", "red apple", "pineapple"]


def test_an_entry_is_found_by_its_translation_and_shows_it(ann: User) -> None:
    make_entry(ann, "water", language="en", translations={"uk": "вода", "el": "το νερό"})
    text = page("ВОДА", ann, **DIALOG)
    assert entries("ВОДА", ann) == ["water"]
    assert '<span lang="uk">вода</span>' in text
    assert '<span lang="el">το νερό</span>' in text
    assert 'lang="en">water<' in text
    assert ">English<" in text


def test_only_translations_in_wanted_languages_are_shown(ann: User) -> None:
    ann.learning_languages = ["en"]
    ann.save()
    entry = make_entry(ann, "water", language="en", translations={"uk": "вода"})
    words.fill_translation(entry, language="el", text="νερό", source="machine", provider="dictionary", now=NOW)
    assert "νερό" not in page("water", ann, **DIALOG)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ΝΕΡΟ", "το νερό"),
        ("νερο", "το νερό"),
        ("Άνθρωπος", "ΑΝΘΡΩΠΟΣ"),
        ("їж", "їжак"),
        ("мята", "м’ята"),
        ("ганок", "ґанок"),
        ("Κ", "κ"),
        ("я", "я"),
    ],
)
def test_case_accents_and_apostrophes_are_forgiven(ann: User, query: str, expected: str) -> None:
    for text, language in (("το νερό", "el"), ("ΑΝΘΡΩΠΟΣ", "el"), ("κ", "el")):
        make_entry(ann, text, language=language)
    for text in ("їжак", "м’ята", "ґанок", "я"):
        make_entry(ann, text, language="uk")
    assert expected in entries(query, ann)


def test_near_misses_follow_and_say_so(ann: User) -> None:
    make_entry(ann, "apple", language="en")
    make_entry(ann, "appel tree", language="en")
    assert entries("appel", ann) == ["appel tree", "apple"]
    assert page("appel", ann, **DIALOG).count("Similar spelling") == 1


def test_near_misses_are_not_needed_where_five_are_found(ann: User) -> None:
    for n in range(5):
        make_entry(ann, f"appel {n}", language="en")
    make_entry(ann, "apple", language="en")
    assert len(entries("appel", ann)) == 5
    assert "Similar spelling" not in page("appel", ann)


def test_archived_entries_are_found_and_say_so_deleted_ones_are_not(ann: User) -> None:
    kept, gone = make_entry(ann, "apple", language="en"), make_entry(ann, "apple pie", language="en")
    words.archive(ann, [kept.pk], archived=True, now=NOW)
    words.delete(ann, [gone.pk], now=NOW)
    assert entries("apple", ann) == ["apple"]
    assert "Archived" in page("apple", ann, **DIALOG)


def test_anothers_entries_and_labels_are_never_found(ann: User, bob: User) -> None:
    entry = make_entry(bob, "apple", language="en")
    words.share_whole_list(bob, shares=True)
    words.set_tags(entry, ["apples"])
    words.set_collections(entry, ["apple list"])
    for text in ("apple", "appel", "a"):
        assert {"entries", "labels"} & set(found(text, ann)) == set()
    assert set(found("apple", bob)) >= {"entries", "labels"}


def test_own_tags_and_collections_are_found(ann: User) -> None:
    entry = make_entry(ann, "bread", language="en")
    words.set_tags(entry, ["Food & drink"])
    words.set_collections(entry, ["Good food"])
    assert found("FOOD", ann)["labels"] == ["Food & drink", "Good food"]
    assert f"/my/vocabulary?tag={ann.tags.get().pk}" in page("food", ann)
    assert f"/my/vocabulary?collection={ann.collections.get().pk}" in page("food", ann)
    assert "labels" not in found("ood", ann)


# Curated words


@pytest.fixture
def _gold() -> None:
    content.load(Path(settings.CONTENT_DIR))


@pytest.mark.usefixtures("_gold")
@pytest.mark.parametrize(
    ("native", "learning", "query", "title", "detail"),
    [
        ("uk", ("en",), "water", "water", "вода"),
        ("uk", ("en",), "вода", "water", "вода"),
        ("en", ("el",), "water", "το νερό", "water"),
        ("uk", ("en", "el"), "νερο", "το νερό", "вода"),
    ],
)
def test_a_curated_word_is_shown_in_the_language_one_learns(
    native: str, learning: tuple[str, ...], query: str, title: str, detail: str
) -> None:
    learner = make_user(native=native, learning=learning)
    assert title in found(query, learner)["gold"]
    text = page(query, learner)
    assert f">{detail}" in text
    assert f"/my/vocabulary/new?text={quote(title).replace('%20', '+')}" in text


@pytest.mark.usefixtures("_gold")
def test_a_curated_word_that_one_has_is_not_offered_again(ann: User, bob: User) -> None:
    make_entry(ann, "Water!", language="en")
    assert "water" not in found("water", ann).get("gold", [])
    assert found("water", bob)["gold"][0] == "water"
    make_entry(ann, "νερό", language="el")
    assert "το νερό" not in found("νερο", ann).get("gold", [])


def test_where_no_curated_words_are_loaded_there_is_no_such_group(ann: User) -> None:
    assert "gold" not in found("water", ann)


@pytest.mark.usefixtures("_gold")
def test_who_learns_nothing_yet_sees_no_curated_words() -> None:
    assert "gold" not in found("water", make_user(native="", learning=()))


# Pages and actions


def test_pages_are_found_by_name_and_description(ann: User) -> None:
    assert "Translator" in found("transl", ann)["pages"]
    assert "Profile" in found("time zone", ann)["pages"]
    assert "pages" not in found("ranslator", ann)


def test_guests_find_pages_only_and_only_those_they_may_open() -> None:
    assert found("translator") == {"pages": ["Translator"]}
    assert found("profile") == {}
    assert found("vocabulary") == {"pages": ["Gold Vocabulary"]}
    assert found("inventory") == {}


def test_a_text_can_be_added_or_translated(ann: User) -> None:
    assert found("qqq & co", ann) == {"actions": ["Add “qqq & co” to my vocabulary", "Translate “qqq & co”"]}
    browser = browser_of(ann)
    links = re.findall(r'href="([^"]*text=[^"]*)"', page("qqq & co", ann))
    assert len(links) == 2
    for link in links:
        assert ">qqq &amp; co</textarea>" in browser.get(html.unescape(link)).content.decode()


# The page


def test_the_groups_stand_in_their_order(ann: User) -> None:
    entry = make_entry(ann, "translate", language="en")
    words.set_tags(entry, ["translations"])
    assert list(found("trans", ann)) == ["entries", "labels", "pages", "actions"]


def test_nothing_found_says_so_and_what_can_be_done(ann: User) -> None:
    for text in (page("qqqxxx", ann), page("qqqxxx", ann, **DIALOG)):
        assert "Nothing found for “qqqxxx”." in text
        assert "Add “qqqxxx” to my vocabulary" in text
        assert "0 results" in text


@pytest.mark.parametrize("text", ["", "   ", "?!", "\x00"])
def test_without_letters_the_page_asks_for_some(ann: User, text: str) -> None:
    for answer in (page(text, ann), page(text), page(text, ann, **DIALOG)):
        assert "Type at least one letter." in answer
        assert "result" not in re.sub(r"<[^>]*>|Results", "", answer.split("<main")[-1].split("</main>")[0])


def test_a_very_long_query_is_cut(ann: User) -> None:
    text = page("x" * 5000, ann, **HTMX)
    assert f'/my/vocabulary/new?text={"x" * 100}"' in text
    assert "x" * 101 not in text


def test_what_is_typed_or_stored_is_no_markup(ann: User) -> None:
    make_entry(ann, "<script>alert(1)</script>", language="en", translations={"uk": "<script>alert(2)</script>"})
    words.set_tags(ann.entries.get(), ["<script>3"])
    for text in (page("script", ann), page("<script>alert(1)", ann), page("<script>alert(1)", ann, **DIALOG)):
        assert "&lt;script&gt;alert(1)" in text
        assert "<script>alert" not in text
        assert "<script>3" not in text


def test_one_result_is_one_and_several_are_several(ann: User) -> None:
    make_entry(ann, "zebra", language="en")
    assert "1 result<" in re.sub(r"\s+<", "<", page("zebra", ann, **DIALOG))
    make_entry(ann, "zebra crossing", language="en")
    assert "2 results" in page("zebra", ann, **DIALOG)


def test_htmx_gets_the_part_it_asks_for_and_a_person_the_page(ann: User) -> None:
    whole, part, dialog = page("home", ann), page("home", ann, **HTMX), page("home", ann, **DIALOG)
    assert "<html" in whole
    assert 'value="home"' in whole
    assert "<html" not in part + dialog
    assert 'role="option"' in dialog
    assert 'role="option"' not in part
    assert "HX-Request" in browser_of(ann).get("/search?q=home")["Vary"]
    back = {**HTMX, "HX-History-Restore-Request": "true"}
    assert "<html" in page("home", ann, **back)


def test_every_page_of_the_shell_holds_the_dialog() -> None:
    assert "portal/_spotlight.html" in slots.templates_in("shell")


# Limits


def test_too_many_searches_are_refused(ann: User, bob: User, settings: LazySettings) -> None:
    settings.RATES = {**settings.RATES, "search": "2/minute"}
    browser, guest = browser_of(ann), Client()
    for client in (browser, guest):
        assert [client.get("/search?q=a").status_code for _ in range(3)] == [200, 200, 429]
    assert browser_of(bob).get("/search?q=a").status_code == 200


@pytest.mark.usefixtures("_gold")
@pytest.mark.parametrize("text", ["word", "wrod", "wodr0", "w", "bread"])
def test_a_search_asks_as_often_for_many_rows_as_for_few(ann: User, text: str) -> None:
    def fill(rows: range) -> None:
        for n in rows:
            entry = make_entry(ann, f"word{n:02}", language="en", translations={"uk": f"слово{n}"})
            words.set_tags(entry, [f"word{n}"])
            words.set_collections(entry, [f"word list {n}"])

    def queries() -> int:
        browser = browser_of(ann)
        browser.get("/search", {"q": text}, headers=DIALOG)
        with CaptureQueriesContext(connection) as captured:
            browser.get("/search", {"q": text}, headers=DIALOG)
        return len(captured)

    make_entry(ann, "broad", language="en")
    fill(range(1, 3))
    few = queries()
    fill(range(3, 40))
    assert queries() <= few <= MOST
