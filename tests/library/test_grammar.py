"""The grammar encyclopedia: its index, its pages, the table of irregular verbs, and what the search finds of it."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from lexora.accounts.models import User
from lexora.library.curated import grammar
from lexora.library.queries.grammar import cards, topics_like
from lexora.library.queries.verbs import languages_for, verbs_like, verbs_of_form
from lexora.library.rules.grammar import TENSES
from tests.clients import HTMX, browser_of, program_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db
UKRAINIAN = {"Accept-Language": "uk"}


def text_of(path: str, user: User | None = None, *, headers: dict[str, str] | None = None) -> str:
    answer = browser_of(user).get(path, headers={"Accept-Language": "en", **(headers or {})})
    assert answer.status_code == 200
    return str(answer.content.decode())


def verbs_on(page: str) -> list[str]:
    return re.findall(r'<tr><th scope="row"><span lang="en">(.*?)</span>', page)


def ids_on(page: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', page)


# Index


def test_the_index_shows_every_page_in_the_language_of_the_interface() -> None:
    for language in grammar.LANGUAGES:
        page = html.unescape(text_of("/grammar", headers={"Accept-Language": language}))
        for slug in grammar.PAGES:
            assert f'href="/grammar/{slug}">{grammar.page(slug, language).title}</a>' in page
    assert "13 sections" in text_of("/grammar")


def test_it_is_filtered_by_titles_and_by_what_sections_say() -> None:
    assert [card.page.slug for card in cards("en", "unless")] == ["conditionals"]
    [tenses, *_others] = cards("en", "present perfect")
    assert [section.id for section in tenses.sections][:2] == ["present-perfect", "present-perfect-continuous"]
    assert [section.id for section in cards("uk", "since 2019")[0].sections] == ["present-perfect"]
    assert cards("en", "!?") == cards("en")


def test_a_part_of_it_is_all_that_a_search_while_typing_gets() -> None:
    part = text_of("/grammar?q=unless", headers={**HTMX, "HX-Target": "cards"})
    assert part.lstrip().startswith('<div id="cards"')
    assert "/grammar/conditionals#unless-and-others" in part
    assert "Found on 1 page" in part
    assert "<html" in text_of("/grammar?q=unless")


def test_when_nothing_is_found_it_says_where_to_go_on() -> None:
    page = text_of("/grammar?q=zzzz")
    assert "Nothing found" in page
    assert 'href="/grammar"' in page
    assert 'value="zzzz"' in page


@pytest.mark.parametrize("text", ["%00", "<script>", "a" * 5000, "%F0%9F%8D%8E", "%ED%A0%80", "*[("])
def test_nothing_that_is_searched_for_breaks_the_pages(text: str) -> None:
    for path in ("/grammar", "/grammar/irregular-verbs"):
        assert "<script>" not in text_of(f"{path}?q={text}").replace("<script type", "")


# Pages


@pytest.mark.parametrize("slug", grammar.PAGES)
@pytest.mark.parametrize("language", grammar.LANGUAGES)
def test_a_page_is_explained_in_the_language_of_the_interface(slug: str, language: str) -> None:
    page = text_of(f"/grammar/{slug}", headers={"Accept-Language": language})
    assert html.escape(grammar.page(slug, language).title) in page
    assert f'<article class="lx-article" lang="{language}">' in page
    assert sorted(set(ids_on(page))) == sorted(ids_on(page))
    for section in grammar.page(slug, language).sections:
        assert f'href="#{section.id}"' in page


def test_its_explanation_may_be_in_another_language_and_links_keep_it() -> None:
    page = text_of("/grammar/articles?explain=uk")
    assert '<article class="lx-article" lang="uk">' in page
    assert "Артиклі" in page
    assert "Next page" in page
    assert 'href="/grammar/conditionals?explain=uk"' in page
    assert '<html lang="en"' in page


def test_links_in_the_text_keep_it_too() -> None:
    assert 'href="/grammar/irregular-verbs?explain=uk"' in text_of("/grammar/tenses?explain=uk")
    assert "explain=uk#second" in text_of("/grammar/modal-verbs?explain=uk")
    in_own = text_of("/grammar/tenses?explain=uk", headers=UKRAINIAN)
    assert 'href="/grammar/irregular-verbs"' in in_own
    assert "explain=uk#" not in in_own


def test_pages_lead_to_the_next_and_the_previous() -> None:
    first, last = text_of("/grammar/tenses"), text_of(f"/grammar/{grammar.PAGES[-1]}")
    assert ('rel="prev"' in first, 'rel="next"' in first) == (False, True)
    assert ('rel="prev"' in last, 'rel="next"' in last) == (True, False)


def test_every_tense_has_its_picture_and_the_picture_says_what_it_shows() -> None:
    page = text_of("/grammar/tenses?explain=el")
    for tense in TENSES:
        says = html.escape(grammar.timelines()[tense].says.el)
        assert f'<title id="{tense}-says">{says}</title>' in page
    assert page.count('role="img"\n') + page.count('role="img" a') >= len(TENSES)
    assert page.count('class="lx-tenses__link"') == len(TENSES)


def test_other_pages_have_no_picture_of_a_tense() -> None:
    assert "lx-timeline" not in text_of("/grammar/conditionals")


def test_an_unknown_page_is_not_found_and_an_unknown_language_refused(client: Client) -> None:
    assert client.get("/grammar/spelling").status_code == 404
    assert client.get("/grammar/tenses?explain=de").status_code == 400
    assert client.get("/grammar/irregular-verbs?level=Z9").status_code == 400


def links_to_exercises(page: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(r'href="[^"]*\?(language=en&amp;category=[^"]*)"', page)]


def test_pages_lead_to_exercises_where_there_are_exercises() -> None:
    try:
        reverse("library:cloze")
    except NoReverseMatch:
        assert links_to_exercises(text_of("/grammar/tenses")) == []
        return
    tenses = links_to_exercises(text_of("/grammar/tenses"))
    assert "language=en&category=tenses" in tenses
    assert "language=en&category=tenses&topic=past-perfect" in tenses
    assert len(tenses) == 1 + len(TENSES)
    both = links_to_exercises(text_of("/grammar/passive-and-reported-speech"))
    assert both == ["language=en&category=passive", "language=en&category=reported_speech"]


def test_grammar_asks_the_database_for_nothing_but_who_looks(
    ann: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = browser_of(ann)
    browser.get("/grammar/irregular-verbs")
    for path in ("/grammar?q=perfect", "/grammar/tenses", "/grammar/irregular-verbs"):
        with django_assert_max_num_queries(6):
            assert browser.get(path).status_code == 200


def test_grammar_is_in_the_menu_of_everybody(ann: User) -> None:
    assert 'href="/grammar"' in text_of("/")
    assert 'href="/grammar"' in text_of("/", ann)


# Irregular verbs


def test_the_table_has_every_verb_without_a_search() -> None:
    page = text_of("/grammar/irregular-verbs")
    assert len(verbs_on(page)) >= 200
    assert "was / were" in page
    assert verbs_on(text_of("/grammar/tenses")) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("went", "go"),
        ("WENT", "go"),
        ("been", "be"),
        ("taught", "teach"),
        ("were", "be"),
        ("πηγαίνω", "go"),
        ("іти", "go"),
    ],
)
def test_a_verb_is_found_by_any_of_its_forms_and_its_translations(text: str, first: str) -> None:
    assert verbs_like(text)[0].base == first
    assert verbs_on(text_of(f"/grammar/irregular-verbs?q={text}"))[0] == first


def test_the_very_same_form_stands_before_what_begins_so() -> None:
    assert next(verb.base for verb in verbs_like("be")) == "be"
    assert "become" in [verb.base for verb in verbs_like("be")]


def test_levels_are_shown_and_filter() -> None:
    found = verbs_like(level="A1")
    assert found
    assert {verb.level for verb in found} == {"A1"}
    assert verbs_on(text_of("/grammar/irregular-verbs?level=A1")) == [verb.base for verb in found]
    assert verbs_like("went", level="C1") == []


def test_the_part_while_typing_is_the_table_alone() -> None:
    part = text_of("/grammar/irregular-verbs?q=went", headers={**HTMX, "HX-Target": "verbs"})
    assert part.lstrip().startswith('<div id="verbs"')
    assert verbs_on(part) == ["go"]
    assert "1 verb\n" in part


def test_no_verb_like_that_says_what_to_do() -> None:
    page = text_of("/grammar/irregular-verbs?q=walked")
    assert "No verb like that" in page
    assert 'href="/grammar/irregular-verbs#table"' in page


def test_translations_are_those_that_somebody_reads() -> None:
    assert languages_for(None, explain="uk") == ["uk"]
    assert languages_for(None, explain="en") == ["uk", "el"]
    assert languages_for(make_user(native="el", learning=("en",)), explain="en") == ["el"]
    assert languages_for(make_user(native="el", learning=("en",)), explain="uk") == ["uk", "el"]
    assert languages_for(make_user(native="de", learning=("en",)), explain="en") == ["uk", "el"]
    reader = make_user(native="el", learning=("en",))
    table = text_of("/grammar/irregular-verbs?q=went", reader, headers={**HTMX, "HX-Target": "verbs"})
    assert '<span lang="el">' in table
    assert '<span lang="uk">' not in table


# The search over everything


def found(text: str, key: str, language: str = "en") -> list[tuple[str, str]]:
    """Address and title of the hits in a group."""
    page = text_of(f"/search?q={text}", headers={**HTMX, "HX-Target": "spotlight-answers", "Accept-Language": language})
    hits = re.findall(rf'id="spotlight-{key}-\d+".*?href="(.*?)">.*?lx-hit__title"[^>]*>(.*?)</span>', page, re.DOTALL)
    return [(html.unescape(address), html.unescape(title)) for address, title in hits]


def test_sections_are_found_by_their_title_the_same_first() -> None:
    hits = found("present perfect", "grammar")
    assert hits[0] == ("/grammar/tenses#present-perfect", "Present perfect")
    assert ("/grammar/tenses#present-perfect-continuous", "Present perfect continuous") in hits


def test_they_are_found_in_any_language_and_shown_in_that_of_the_interface() -> None:
    title = grammar.page("conditionals", "uk").title
    assert found("умовн", "grammar", "uk")[0] == ("/grammar/conditionals", title)
    assert found("conditionals", "grammar", "uk")[0] == ("/grammar/conditionals", title)
    assert next(topic.page.slug for topic in topics_like("el", "άρθρα")) == "articles"
    assert topics_like("en", "теперішній")[0].title.startswith("Present")
    assert found("умовн", "grammar", "en")[0] == ("/grammar/conditionals", "Conditionals")


def test_irregular_verbs_are_found_by_any_form() -> None:
    [hit] = found("went", "verbs")
    assert hit == ("/grammar/irregular-verbs?q=go#table", "go – went – gone")
    assert [verb.base for verb in verbs_of_form("born")][:1] == ["bear"]
    assert verbs_of_form("") == []
    assert found("walked", "verbs") == []


def test_grammar_is_found_by_who_is_signed_in_as_well(ann: User) -> None:
    assert "/grammar/tenses#past-perfect" in text_of("/search?q=past+perfect", ann)


# API


def asked(program: Client, path: str, **headers: str) -> Any:
    answer = program.get(f"/api/v1{path}", headers=headers)
    assert answer.status_code == 200
    return answer.json()


def test_a_program_gets_the_list_of_pages(ann: User) -> None:
    lines = asked(program_of(ann), "/grammar?language=el")
    assert [line["slug"] for line in lines] == list(grammar.PAGES)
    assert {line["language"] for line in lines} == {"el"}
    assert lines[0]["sections"][0] == {
        "id": "present-simple",
        "title": grammar.page("tenses", "el").sections[0].title,
    }


def test_a_program_gets_a_page_with_html_and_text(ann: User) -> None:
    page = asked(program_of(ann), "/grammar/tenses?language=uk")
    section = page["sections"][2]
    assert (page["slug"], page["language"], section["id"]) == ("tenses", "uk", "present-perfect")
    assert section["html"] == grammar.page("tenses", "uk").sections[2].html
    assert "<" not in section["text"]
    assert section["timeline"] == grammar.timelines()["present-perfect"].says.uk
    assert page["sections"][-1]["timeline"] == ""


def test_without_a_language_it_is_the_one_of_the_caller(ann: User) -> None:
    assert asked(program_of(ann), "/grammar/articles", **UKRAINIAN)["language"] == "uk"
    assert asked(program_of(ann), "/grammar/articles", **{"Accept-Language": "fr"})["language"] == "en"


def test_a_program_is_refused_what_there_is_not(ann: User) -> None:
    program = program_of(ann)
    assert program.get("/api/v1/grammar/spelling").status_code == 404
    assert program.get("/api/v1/grammar/tenses?language=de").status_code == 422
    assert Client().get("/api/v1/grammar").status_code == 401
