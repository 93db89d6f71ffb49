"""The Natural Speech Hub: cards, filters, search, pages of expressions, and saving them."""

import html
import re
from collections.abc import Callable
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from lexora.accounts.models import User
from lexora.learning import actions as learning
from lexora.learning.rules import Grade
from lexora.library.curated.idioms import idioms
from lexora.library.queries.idioms import PAGE, Wanted, next_after, search, surprise
from lexora.words import actions as words
from lexora.words.models import Entry
from lexora.words.queries import entries_of
from tests.clients import HTMX, browser_of
from tests.factories import NOW, make_entry, make_user

pytestmark = pytest.mark.django_db
TITLE = re.compile(r'<h2 class="lx-saying__text" lang="(\w+)">(.+?)</h2>')


def idiom_like(language: str, kind: str = "") -> str:
    """The key of some expression."""
    return next(i.id for i in idioms().values() if i.language == language and kind in ("", i.kind))


def page(path: str, user: User | None = None, *, language: str = "en", **headers: str) -> str:
    client = browser_of(user)
    client.cookies["lexora_language"] = language
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, path
    return answer.content.decode()


def shown(text: str) -> list[tuple[str, str]]:
    return [(language, html.unescape(title)) for language, title in TITLE.findall(text)]


# The cards


def test_a_guest_sees_english_expressions_first() -> None:
    assert {language for language, _title in shown(page("/idioms"))} == {"en"}


def test_a_learner_sees_those_of_the_language_that_is_learnt_first() -> None:
    greek = make_user(native="uk", learning=("el", "en"), default_source_language="")
    assert {language for language, _title in shown(page("/idioms", greek))} == {"el"}


def test_a_page_holds_some_cards_and_the_rest_comes_when_asked_for() -> None:
    first = shown(page("/idioms?language=uk"))
    rest = [shown(page(f"/idioms?language=uk&start={start}", **HTMX)) for start in (PAGE, 2 * PAGE)]
    assert len(first) == PAGE
    together = [title for part in (first, *rest) for title in part]
    assert together == [("uk", idiom.expression) for idiom in search(Wanted("uk"))]


def test_the_last_page_offers_no_more() -> None:
    total = len(search(Wanted("uk")))
    assert "data-more" in page("/idioms?language=uk")
    assert "data-more" not in page(f"/idioms?language=uk&start={total - 3}")


def test_without_a_script_one_comes_back_to_the_start() -> None:
    assert "Back to the start" in page(f"/idioms?start={PAGE}")
    assert "Back to the start" not in page("/idioms")


def test_filters_narrow_the_cards() -> None:
    text = page("/idioms?language=en&kind=idiom&category=work&level=B1")
    expected = search(Wanted("en", "idiom", "work", "B1"))
    assert expected
    assert all((i.kind, i.category, i.level) == ("idiom", "work", "B1") for i in expected)
    assert shown(text) == [("en", idiom.expression) for idiom in expected]


def test_tabs_say_how_many_expressions_each_language_has_of_what_is_wanted() -> None:
    text = page("/idioms?category=work")
    tabs = dict(re.findall(r">\s*(English|Ukrainian|Greek)\s*<span class=\"lx-tab__count\">(\d+)<", text))
    names = {"en": "English", "uk": "Ukrainian", "el": "Greek"}
    assert tabs == {name: str(len(search(Wanted(code, category="work")))) for code, name in names.items()}


def test_only_english_is_told_apart_by_kind() -> None:
    assert "Phrasal verbs" in page("/idioms?language=en")
    greek = page("/idioms?language=el&kind=phrasal_verb")
    assert "Phrasal verbs" not in greek
    assert len(shown(greek)) == PAGE


@pytest.mark.parametrize("query", ["language=de", "kind=joke", "category=x", "level=A7", "start=-1", "start=x"])
def test_what_there_is_not_is_refused(query: str) -> None:
    assert browser_of().get(f"/idioms?{query}").status_code == 400


def test_texts_are_for_the_reader_and_marked_with_their_language() -> None:
    idiom = idioms()["en-look-after"]
    text = page("/idioms?q=look after", language="uk")
    assert idiom.meaning.uk in text
    assert f'lang="en">{idiom.example}' in text
    assert idiom.example_meaning.inn("uk") in text


# The search


@pytest.mark.parametrize(
    "query",
    ["LOOK AFTER", "after  look", "піклуватися про когось", "ΦΡΟΝΤΙΖΩ εναν ανθρωπο", "neighbour looks after our cat"],
)
def test_an_expression_is_found_by_itself_its_meaning_or_its_example(query: str) -> None:
    assert "en-look-after" in [idiom.id for idiom in search(Wanted("en", text=query))]


def test_what_is_named_so_comes_before_what_only_speaks_of_it() -> None:
    found = search(Wanted("en", text="look"))
    named = ["look" in idiom.expression.split() for idiom in found]
    assert True in named
    assert False in named
    assert named == sorted(named, reverse=True)


def test_nothing_is_found_in_the_middle_of_a_word_or_by_signs_alone() -> None:
    assert "en-look-after" not in [idiom.id for idiom in search(Wanted("en", text="ook"))]
    assert search(Wanted("en", text="?!")) == []


def test_who_finds_nothing_is_told_how_to_go_on() -> None:
    text = page("/idioms?q=qwertyuiop")
    assert "Nothing matches" in text
    assert 'href="/idioms?language=en"' in text


def test_a_search_while_typing_answers_with_the_cards_and_says_how_many() -> None:
    text = page("/idioms?q=look after", **HTMX)
    assert "<html" not in text
    assert re.search(r"innerHTML:#found-count\">\s*\d+ expressions?", text)


# A page of one's own


@pytest.mark.parametrize("language", ["en", "uk", "el"])
def test_every_expression_has_a_page_that_says_all(language: str) -> None:
    for idiom in idioms().values():
        text = html.unescape(page(f"/idioms/{idiom.id}", language=language))
        said = [idiom.expression, idiom.example, idiom.meaning.inn(language), idiom.literal.inn(language)]
        said += [idiom.equivalent.inn(code) for code in idiom.equivalent.languages]
        said += [idiom.origin.inn(language)] if idiom.origin else []
        assert [part for part in said if part not in text] == []


def test_next_leads_through_all_of_a_language_and_round() -> None:
    start = idiom = next(iter(idioms().values()))
    passed = []
    while idiom not in passed:
        passed.append(idiom)
        idiom = next_after(idiom)
    assert idiom == start
    assert passed == search(Wanted("en"))


def test_there_is_no_page_for_what_there_is_not() -> None:
    assert browser_of().get("/idioms/en-nothing-like-this").status_code == 404


def test_a_surprise_is_any_expression_of_the_language() -> None:
    drawn = {surprise("el", dice=Random(n)).id for n in range(300)}
    assert len(drawn) > 40
    assert {key[:2] for key in drawn} == {"el"}


@pytest.mark.parametrize(("query", "language"), [("?language=uk", "uk"), ("", "en"), ("?language=xx", "en")])
def test_a_surprise_leads_to_its_page_and_is_never_kept(query: str, language: str) -> None:
    answer = browser_of().get(f"/idioms/surprise{query}")
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/idioms/{language}-")
    assert "no-cache" in answer["Cache-Control"]


# Saving


def save(user: User, key: str, **form: str) -> int:
    return int(browser_of(user).post(f"/idioms/{key}/save", form, headers=HTMX).status_code)


def test_an_expression_is_saved_with_its_meaning_and_an_example(ann: User) -> None:
    idiom = idioms()["en-look-after"]
    assert save(ann, idiom.id, do="save") == 200
    entry = entries_of(ann).get()
    assert (entry.source_text, entry.source_language, entry.type) == ("look after", "en", Entry.Type.COLLOCATION)
    assert entry.origin == Entry.Origin.CURATED
    assert dict(entry.translations.values_list("language", "text")) == {"uk": idiom.meaning.uk, "el": idiom.meaning.el}
    assert idiom.example in entry.note


def test_an_idiom_is_saved_as_a_phrase(ann: User) -> None:
    save(ann, idiom_like("el"), do="save")
    assert entries_of(ann).get().type == Entry.Type.PHRASE


def test_whom_no_translation_is_for_finds_the_meaning_in_the_note() -> None:
    english = make_user(native="en", learning=("en",))
    save(english, "en-look-after", do="save")
    assert idioms()["en-look-after"].meaning.en in entries_of(english).get().note


def test_saving_twice_saves_once(ann: User) -> None:
    for _n in range(2):
        save(ann, "en-look-after", do="save")
    assert entries_of(ann).count() == 1


def test_what_is_in_the_list_says_so_and_is_taken_back_by_the_same_button(ann: User) -> None:
    assert "In your list" not in page("/idioms/en-look-after", ann)
    save(ann, "en-look-after", do="save")
    assert re.search(r'value="remove"\s+aria-pressed="true"', page("/idioms/en-look-after", ann))
    assert save(ann, "en-look-after", do="remove") == 200
    assert not entries_of(ann).exists()
    assert 'aria-pressed="false"' in page("/idioms/en-look-after", ann)


def test_what_one_typed_oneself_is_marked_but_not_taken_back(ann: User) -> None:
    entry = make_entry(ann, "Look after", language="en")
    text = page("/idioms/en-look-after", ann)
    assert f'href="/my/vocabulary/{entry.pk}"' in text
    assert 'value="remove"' not in text
    assert save(ann, "en-look-after", do="remove") == 409
    assert entries_of(ann).get() == entry


def test_what_was_practised_stays(ann: User) -> None:
    save(ann, "en-look-after", do="save")
    learning.grade_entry(user=ann, entry=entries_of(ann).get(), grade=Grade.GOOD, key="k", now=timezone.now())
    assert save(ann, "en-look-after", do="remove") == 409
    assert entries_of(ann).count() == 1


CHANGES: dict[str, Callable[[Entry], object]] = {
    "a note": lambda entry: words.edit_entry(entry, note="mine", now=NOW),
    "a gap": lambda entry: words.set_gap(entry, "look"),
    "tags": lambda entry: words.set_tags(entry, ["mine"]),
    "a collection": lambda entry: words.set_collections(entry, ["mine"]),
    "an address": lambda entry: words.add_media_link(entry, url="https://example.com"),
    "a translation": lambda entry: words.save_translation(entry, language="uk", text="моє", now=NOW),
    "a translation less": lambda entry: words.remove_translation(entry.translations.first(), now=NOW),
    "put aside": lambda entry: words.archive(entry.owner, [entry.pk], now=NOW),
    "shared": lambda entry: words.share(entry.owner, [entry.pk], shared=True, now=NOW),
    "typed, too": lambda entry: make_entry(entry.owner, entry.source_text, language="en", note="mine"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_one_made_ones_own_stays(ann: User, change: Callable[[Entry], object]) -> None:
    save(ann, "en-look-after", do="save")
    change(entries_of(ann).get())
    assert 'value="remove"' not in page("/idioms/en-look-after", ann)
    assert save(ann, "en-look-after", do="remove") == 409
    assert entries_of(ann).count() == 1


def test_taking_back_what_is_gone_already_is_no_fault(ann: User) -> None:
    assert save(ann, "en-look-after", do="remove") == 200


def test_without_a_script_one_comes_to_the_page_of_the_expression(ann: User) -> None:
    answer = browser_of(ann).post("/idioms/en-look-after/save", {"do": "save"})
    assert (answer.status_code, answer["Location"]) == (302, "/idioms/en-look-after")


def test_a_guest_is_led_to_the_sign_up_and_comes_back() -> None:
    assert "/accounts/signup/?next=/idioms/en-look-after" in page("/idioms?q=look after")
    assert browser_of().post("/idioms/en-look-after/save").status_code == 302
    assert not Entry.objects.exists()


def test_nobody_sees_what_another_has(ann: User, bob: User) -> None:
    save(ann, "en-look-after", do="save")
    assert 'value="remove"' not in page("/idioms/en-look-after", bob)


def test_saving_what_there_is_not_is_not_found(ann: User) -> None:
    assert save(ann, "en-nothing-like-this", do="save") == 404


def test_marks_cost_one_query_however_many_cards_there_are(ann: User) -> None:
    for idiom in search(Wanted("en"))[:PAGE]:
        words.add_entry(owner=ann, draft=words.Draft(text=idiom.expression, language="en"), now=NOW)
    page("/idioms", ann)
    counts = [queries("/idioms?language=en&q=look after", ann), queries("/idioms?language=en", ann)]
    assert counts[0] == counts[1] <= 7
    assert page("/idioms?language=en", ann).count("/my/vocabulary/") >= PAGE


def queries(path: str, user: User) -> int:
    client = browser_of(user)
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_a_guest_costs_no_query() -> None:
    with CaptureQueriesContext(connection) as captured, translation.override("en"):
        browser_of().get("/idioms")
    assert len(captured) == 0
