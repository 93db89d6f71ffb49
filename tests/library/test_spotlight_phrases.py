"""The search over everything finds expressions and phrases, for guests too."""

import html
import re

import pytest

from lexora.accounts.models import User
from lexora.library.curated.idioms import idioms
from lexora.library.curated.phrasebook import kits
from tests.clients import HTMX, browser_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db
FIRST = kits()["airport"].phrases[0]


def found(text: str, user: User | None = None, *, language: str = "en") -> dict[str, list[tuple[str, str]]]:
    """Address and title of each hit, by group."""
    client = browser_of(user)
    client.cookies["lexora_language"] = language
    answer = client.get("/search", {"q": text}, headers={**HTMX, "HX-Target": "spotlight-answers"})
    shown: dict[str, list[tuple[str, str]]] = {}
    pattern = r'id="spotlight-([a-z]+)-\d+".*?href="(.*?)".*?lx-hit__title"[^>]*>(.*?)</span>'
    for key, url, title in re.findall(pattern, answer.content.decode(), re.DOTALL):
        shown.setdefault(key, []).append((html.unescape(url), html.unescape(title)))
    return shown


@pytest.mark.parametrize("query", ["look after", "LOOK AFT", "піклуватися про когось", "φροντιζω εναν"])
def test_an_expression_is_found_by_itself_and_by_its_meaning(query: str) -> None:
    assert ("/idioms/en-look-after", "look after") in found(query)["idioms"]


def test_what_is_named_so_comes_first() -> None:
    [first, *_rest] = found("look")["idioms"]
    assert "look" in first[1]


def test_expressions_of_every_language_are_found() -> None:
    for language in ("en", "uk", "el"):
        idiom = next(i for i in idioms().values() if i.language == language)
        assert idiom.expression in [title for _url, title in found(idiom.expression)["idioms"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FIRST.el, "speak=uk&need=el"),  # what stands on a sign: what it means
        (FIRST.en, "speak=uk&need=en"),
        (FIRST.uk, "speak=uk&need=en"),  # what one wants to say
    ],
)
def test_a_phrase_leads_to_its_place_in_the_languages_that_are_meant(text: str, expected: str) -> None:
    learner = make_user(native="uk", learning=("en", "el"))
    assert (f"/phrasebook/airport?{expected}#{FIRST.id}", text) in found(text, learner)["phrases"]


def test_a_guest_reads_in_the_language_of_the_interface() -> None:
    [hit] = found(FIRST.el, language="uk")["phrases"]
    assert hit == (f"/phrasebook/airport?speak=uk&need=el#{FIRST.id}", FIRST.el)


def test_nothing_is_found_where_nothing_is() -> None:
    assert not {"idioms", "phrases"} & set(found("qwertyuiop"))
