"""The Survival Phrasebook: kits, languages, topics, the large view, and saving."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lexora.accounts.models import User
from lexora.learning.queries import due
from lexora.library.curated.phrasebook import kits
from lexora.library.rules.phrasebook import Pair, pair, speaking
from lexora.library.views import phrasebook as views
from lexora.words.models import Entry
from lexora.words.queries import entries_of
from tests.clients import HTMX, browser_of
from tests.factories import make_entry, make_user

pytestmark = pytest.mark.django_db
AIRPORT = kits()["airport"]
FIRST = AIRPORT.phrases[0]
GREEK = "speak=uk&need=el"


def page(path: str, user: User | None = None, *, language: str = "en", **headers: str) -> str:
    client = browser_of(user)
    client.cookies["lexora_language"] = language
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, path
    return html.unescape(answer.content.decode())


def phrases_on(text: str) -> list[str]:
    return re.findall(r'class="lx-phrase__text" lang="\w+">(.+?)</p>', text)


# Languages


@pytest.mark.parametrize(
    ("chosen", "own", "learnt", "expected"),
    [
        (("", ""), ["uk"], ["el", "en"], Pair("uk", "el")),
        (("", ""), ["uk"], ["uk", "el"], Pair("uk", "el")),
        (("", ""), ["de", "en"], ["de"], Pair("en", "uk")),
        (("", ""), ["en"], [], Pair("en", "uk")),
        (("el", "en"), ["uk"], ["el"], Pair("el", "en")),
        (("el", ""), ["uk"], ["el", "en"], Pair("el", "en")),
        (("el", "el"), ["uk"], ["en"], Pair("el", "en")),
        (("", "uk"), ["uk"], ["el"], Pair("uk", "el")),
    ],
)
def test_the_two_languages_are_the_likely_ones_and_always_differ(
    chosen: tuple[str, str], own: list[str], learnt: list[str], expected: Pair
) -> None:
    assert pair(speak=chosen[0], need=chosen[1], own=own, learnt=learnt) == expected


@pytest.mark.parametrize(("language", "expected"), [("el", ("el", "uk")), ("en", ("en", "el")), ("uk", ("uk", "el"))])
def test_speaking_what_was_needed_swaps_the_two(language: str, expected: tuple[str, str]) -> None:
    assert speaking(Pair("uk", "el"), language) == Pair(*expected)


def test_a_learner_reads_in_the_native_language_what_to_say_in_the_learnt_one() -> None:
    learner = make_user(native="el", learning=("uk",), default_source_language="")
    text = page("/phrasebook/airport", learner, language="en")
    assert phrases_on(text) == [phrase.uk for phrase in AIRPORT.phrases]
    assert f'lang="el">{FIRST.el}' in text


def test_a_guest_reads_in_the_language_of_the_interface() -> None:
    text = page("/phrasebook/airport", language="uk")
    assert f'lang="uk">{FIRST.uk}' in text
    assert phrases_on(text)[0] == FIRST.en


# Kits


def test_all_kits_are_there_with_a_name_and_a_summary_in_the_language_of_the_interface() -> None:
    text = page("/phrasebook", language="el")
    for slug, kit in kits().items():
        assert f'href="/phrasebook/{slug}?speak=el' in text
        assert kit.title.el in text
        assert kit.summary.el in text


@pytest.mark.parametrize("slug", list(kits()))
def test_a_kit_says_each_phrase_how_it_sounds_and_what_it_means(slug: str) -> None:
    text = page(f"/phrasebook/{slug}?{GREEK}")
    assert phrases_on(text) == [phrase.el for phrase in kits()[slug].phrases]
    for phrase in kits()[slug].phrases:
        assert phrase.said("el", reader="uk") in text
        assert f'lang="uk">{phrase.uk}' in text
        assert f'id="{phrase.id}"' in text


def test_a_topic_shows_its_phrases_alone() -> None:
    expected = [phrase.el for phrase in AIRPORT.phrases if phrase.tag == "luggage"]
    assert phrases_on(page(f"/phrasebook/airport?{GREEK}&tag=luggage")) == expected
    part = page(f"/phrasebook/airport?{GREEK}&tag=luggage", **HTMX)
    assert phrases_on(part) == expected
    assert "<html" not in part


@pytest.mark.parametrize("query", ["speak=de", "need=xx", "tag=wifi", "tag=x"])
def test_what_there_is_not_is_refused(query: str) -> None:
    assert browser_of().get(f"/phrasebook/airport?{query}").status_code == 400


@pytest.mark.parametrize("path", ["moon", "moon/airport-01/show", "airport/hotel-01/show", "airport/airport-99/show"])
def test_there_is_no_page_for_what_there_is_not(path: str) -> None:
    assert browser_of().get(f"/phrasebook/{path}").status_code == 404


def test_a_saved_phrase_has_a_play_button_when_there_is_a_recording(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = make_entry(ann, AIRPORT.phrases[0].el, language="el")
    monkeypatch.setattr(due, "_sounds", [lambda ids: {pk: f"/sounds/{pk}" for pk in ids}])
    assert page(f"/phrasebook/airport?{GREEK}", ann).count(f'data-audio="/sounds/{entry.pk}"') == 1
    monkeypatch.setattr(due, "_sounds", [])
    assert "data-audio" not in page(f"/phrasebook/airport?{GREEK}", ann)


def test_a_link_that_leads_nowhere_yet_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "_reverse_if_there", lambda name, *_args: "")
    text = page("/phrasebook/airport")
    assert "Practise in role-play" not in text
    monkeypatch.setattr(views, "_reverse_if_there", lambda name, *args: f"/{name}/{args[0]}")
    text = page(f"/phrasebook/airport?{GREEK}")
    assert 'href="/roleplay:scenario/airport"' in text
    assert f'href="/library:print_kit/airport?{GREEK}"' in text


def test_a_kit_is_light(ann: User) -> None:
    assert max(len(page(f"/phrasebook/{slug}", ann).encode()) for slug in kits()) < 120_000


# To hold out


def test_a_phrase_is_shown_large_with_its_meaning_small() -> None:
    text = page(f"/phrasebook/airport/{FIRST.id}/show?{GREEK}")
    assert re.search(rf'<h1[^>]*lang="el">{re.escape(FIRST.el)}</h1>', text)
    assert f'lang="uk">{FIRST.uk}<' in text
    assert f"/phrasebook/airport?{GREEK}#{FIRST.id}" in text


def test_the_first_has_none_before_it_and_the_last_none_after() -> None:
    first = page(f"/phrasebook/airport/{FIRST.id}/show?{GREEK}")
    last = page(f"/phrasebook/airport/{AIRPORT.phrases[-1].id}/show?{GREEK}")
    assert ('rel="prev"' in first, 'rel="next"' in first) == (False, True)
    assert ('rel="prev"' in last, 'rel="next"' in last) == (True, False)


def test_who_looked_at_a_topic_stays_in_it() -> None:
    luggage = [phrase.id for phrase in AIRPORT.phrases if phrase.tag == "luggage"]
    text = page(f"/phrasebook/airport/{luggage[0]}/show?{GREEK}&tag=luggage")
    assert f"/phrasebook/airport/{luggage[1]}/show?{GREEK}&tag=luggage" in text
    assert f"1 / {len(luggage)}" in re.sub(r"\s+", " ", re.sub("<[^>]+>", "", text))


# Saving


def save(user: User, phrase_id: str, **form: str) -> int:
    path = f"/phrasebook/airport/{phrase_id}/save?{GREEK}"
    return int(browser_of(user).post(path, form, headers=HTMX).status_code)


def test_a_phrase_is_saved_in_the_language_that_is_needed(ann: User) -> None:
    assert save(ann, FIRST.id, do="save") == 200
    entry = entries_of(ann).get()
    assert (entry.source_text, entry.source_language, entry.origin) == (FIRST.el, "el", Entry.Origin.CURATED)
    assert dict(entry.translations.values_list("language", "text")) == {"uk": FIRST.uk, "en": FIRST.en}
    assert entry.note


def test_who_wants_no_language_of_the_phrasebook_has_the_one_that_is_spoken() -> None:
    german = make_user(native="de", learning=("el",))
    save(german, FIRST.id, do="save")
    texts = dict(entries_of(german).get().translations.exclude(text="").values_list("language", "text"))
    assert texts == {"uk": FIRST.uk}


def test_a_phrase_is_taken_back_by_the_same_button(ann: User) -> None:
    save(ann, FIRST.id, do="save")
    assert page(f"/phrasebook/airport?{GREEK}", ann).count('value="remove"') == 1
    assert 'value="remove"' not in page("/phrasebook/airport?speak=uk&need=en", ann)
    assert save(ann, FIRST.id, do="remove") == 200
    assert not entries_of(ann).exists()


def test_without_a_script_one_comes_back_to_the_phrase(ann: User) -> None:
    answer = browser_of(ann).post(f"/phrasebook/airport/{FIRST.id}/save?{GREEK}", {"do": "save"})
    assert answer["Location"] == f"/phrasebook/airport?{GREEK}#{FIRST.id}"


def test_a_whole_kit_is_saved_and_taken_back_but_for_what_was_there_before(ann: User) -> None:
    own = make_entry(ann, AIRPORT.phrases[1].el, language="el")
    save(ann, FIRST.id, do="save")
    client = browser_of(ann)
    text = html.unescape(client.post(f"/phrasebook/airport/save?{GREEK}", follow=True).content.decode())
    assert f"{len(AIRPORT.phrases) - 2} phrases are in your list now." in text
    assert entries_of(ann).filter(source_language="el").count() == len(AIRPORT.phrases)
    keys = re.findall(r'name="keys"\s+value="([\w-]+)"', text)
    undone = client.post(f"/phrasebook/airport/save?{GREEK}", {"do": "remove", "keys": keys}, follow=True)
    assert f"{len(keys)} phrases are out of your list again." in undone.content.decode()
    assert {entry.source_text for entry in entries_of(ann)} == {own.source_text, FIRST.el}


def test_who_has_the_whole_kit_is_told_so(ann: User) -> None:
    client = browser_of(ann)
    client.post(f"/phrasebook/airport/save?{GREEK}")
    again = client.post(f"/phrasebook/airport/save?{GREEK}", follow=True)
    assert "You have all of these phrases already." in again.content.decode()
    assert entries_of(ann).count() == len(AIRPORT.phrases)


def test_undo_takes_no_phrase_of_another_kit(ann: User) -> None:
    answer = browser_of(ann).post(f"/phrasebook/airport/save?{GREEK}", {"do": "remove", "keys": ["hotel-01"]})
    assert answer.status_code == 404


def test_a_guest_is_led_to_the_sign_up_and_comes_back_to_the_phrase() -> None:
    text = page(f"/phrasebook/airport?{GREEK}")
    assert f"/accounts/signup/?next=/phrasebook/airport%3Fspeak%3Duk%26need%3Del%23{FIRST.id}" in text
    assert browser_of().post(f"/phrasebook/airport/save?{GREEK}").status_code == 302
    assert not Entry.objects.exists()


def test_marks_cost_one_query_however_many_phrases_there_are(ann: User) -> None:
    few = queries(f"/phrasebook/airport?{GREEK}&tag=luggage", ann)
    browser_of(ann).post(f"/phrasebook/airport/save?{GREEK}")
    assert queries(f"/phrasebook/airport?{GREEK}", ann) <= few <= 7


def queries(path: str, user: User) -> int:
    client = browser_of(user)
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)
