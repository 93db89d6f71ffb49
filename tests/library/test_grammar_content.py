"""The grammar pages as they are written: complete, alike in every language, with no link into nothing."""

import re

import pytest

from lexora.library.curated import grammar, irregular
from lexora.library.curated.markup import PARTS
from lexora.library.rules.grammar import CATEGORIES, TENSES

TENSE_PAGES = [(language, section) for language in grammar.LANGUAGES for section in TENSES]
ALL = [(slug, language) for slug in grammar.PAGES for language in grammar.LANGUAGES]


def section_of(slug: str, language: str, section: str) -> grammar.Section:
    return next(found for found in grammar.page(slug, language).sections if found.id == section)


def part_of(html: str, part: str) -> str:
    """The HTML of a part of a section about a tense."""
    return html.partition(f'<h3 class="{part}"')[2].partition("<h3")[0]


@pytest.mark.parametrize("slug", grammar.PAGES)
def test_a_page_has_the_same_sections_in_every_language(slug: str) -> None:
    ids = {
        language: [section.id for section in grammar.page(slug, language).sections] for language in ("en", "uk", "el")
    }
    assert len(ids["en"]) >= 5
    assert ids["uk"] == ids["el"] == ids["en"]
    assert len(set(ids["en"])) == len(ids["en"])


@pytest.mark.parametrize(("slug", "language"), ALL)
def test_a_page_says_what_it_is_about_without_marks(slug: str, language: str) -> None:
    page = grammar.page(slug, language)
    assert page.title
    assert 20 <= len(page.summary) <= 150
    assert page.intro_text
    assert [section.id for section in page.sections if re.search(r"[*`_<>]", section.title)] == []
    assert [section.id for section in page.sections if not section.text] == []


@pytest.mark.parametrize(("slug", "language"), ALL)
def test_no_mark_of_markdown_is_left_in_the_html(slug: str, language: str) -> None:
    page = grammar.page(slug, language)
    texts = [re.sub(r"<[^>]*>", "", html) for html in (page.intro, *(section.html for section in page.sections))]
    assert [found for text in texts for found in re.findall(r".{0,30}(?:\*\*|\{[.#]|\]\().{0,30}", text)] == []


@pytest.mark.parametrize(("slug", "language"), ALL)
def test_no_id_of_a_page_is_there_twice(slug: str, language: str) -> None:
    page = grammar.page(slug, language)
    ids = [section.id for section in page.sections]
    ids += [found for section in page.sections for found in re.findall(r'\bid="([^"]+)"', section.html)]
    assert sorted(set(ids)) == sorted(ids)
    assert "table" not in ids


@pytest.mark.parametrize(("slug", "language"), ALL)
def test_every_link_leads_to_a_page_and_a_section_that_there_are(slug: str, language: str) -> None:
    page = grammar.page(slug, language)
    html = page.intro + "".join(section.html for section in page.sections)
    wrong = [link for link in re.findall(r'href="([^"]*)"', html) if not leads_somewhere(link, page)]
    assert wrong == []


def leads_somewhere(link: str, page: grammar.Page) -> bool:
    address, _, anchor = link.partition("#")
    slug = address.removeprefix("/grammar/") if address else page.slug
    if slug not in grammar.PAGES or (address and not address.startswith("/grammar/")):
        return False
    return not anchor or anchor in {section.id for section in grammar.page(slug, page.language).sections}


def test_the_pages_link_to_each_other() -> None:
    html = "".join(section.html for page in grammar.pages("en") for section in page.sections)
    assert html.count('href="/grammar/') >= 5


@pytest.mark.parametrize(("language", "section"), TENSE_PAGES)
def test_each_tense_has_its_parts_in_order(language: str, section: str) -> None:
    html = section_of("tenses", language, section).html
    assert tuple(re.findall(r'<h3 class="(\w+)"', html)) == PARTS
    assert part_of(html, "examples").count("<li>") >= 3
    assert part_of(html, "mistakes").count("lx-verdict--right") >= 2
    assert "<table" in part_of(html, "form")
    assert '<ul class="lx-signals"' in part_of(html, "signals")


@pytest.mark.parametrize("section", TENSES)
def test_each_tense_has_a_timeline_that_says_what_it_shows(section: str) -> None:
    timeline = grammar.timelines()[section]
    assert timeline.marks
    assert len({timeline.says.en, timeline.says.uk, timeline.says.el}) == 3


def test_no_timeline_is_of_nothing_and_no_two_are_the_same() -> None:
    assert set(grammar.timelines()) == set(TENSES)
    assert len({timeline.marks for timeline in grammar.timelines().values()}) == len(TENSES)


def test_every_page_has_exercises() -> None:
    assert set(CATEGORIES) == set(grammar.PAGES)


def test_there_are_two_hundred_irregular_verbs_with_all_they_need() -> None:
    verbs = irregular.irregular_verbs()
    assert len(verbs) >= 200
    assert [verb.base for verb in verbs] == sorted(verb.base for verb in verbs)
    assert [v.base for v in verbs if re.search(r"[^a-z/ ’'-]", f"{v.base}{v.past}{v.participle}")] == []
    assert [v.base for v in verbs if re.search(r"[a-zα-ωά-ώ]", v.uk)] == []
    assert [v.base for v in verbs if re.search(r"[a-zа-яіїєґ]", v.el)] == []


def test_the_example_of_a_verb_has_one_of_its_forms() -> None:
    wrong = []
    for verb in irregular.irregular_verbs():
        forms = {form for column in (verb.base, verb.past, verb.participle) for form in column.split("/")}
        if not forms & set(re.findall(r"[a-z’'-]+", verb.example.lower())):
            wrong.append(verb.base)
    assert wrong == []
