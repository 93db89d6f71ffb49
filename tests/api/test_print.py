"""Documents for programs: a PDF at once, however long it is."""

import pytest
from django.test import Client

from lexora.accounts.models import User
from lexora.library.actions import prints as actions
from tests.api.conftest import API, is_problem
from tests.clients import body_of
from tests.factories import make_entry, make_word
from tests.library.prints import fill
from tests.pdf import text_of


def printed(program: Client, path: str) -> str:
    answer = program.get(f"{API}{path}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return text_of(body_of(answer))


def test_a_program_prints_words(program: Client, ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    ids = fill(ann, 4)
    assert "4 entries" in printed(program, "/print/vocabulary")
    text = printed(program, f"/print/vocabulary?ids={ids[0]},{ids[1]}&layout=cards")
    assert "word 0001" in text
    assert "word 0003" not in text


def test_the_filters_of_the_list_count(program: Client, ann: User) -> None:
    make_entry(ann, "apple", language="en")
    make_entry(ann, "вода", language="uk")
    text = printed(program, "/print/vocabulary?language=uk")
    assert "вода" in text
    assert "apple" not in text


def test_a_program_prints_what_is_for_everybody(program: Client) -> None:
    make_word("apple", level="A1")
    assert "apple" in printed(program, "/print/gold?level=A1&paper=letter")
    assert "The twelve tenses" in printed(program, "/print/grammar/tenses")
    assert "Airport and flight" in printed(program, "/print/kit/airport?language=el&columns=1")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/print/vocabulary", 404, "nothing_to_print"),
        ("/print/vocabulary?language=xx", 400, "unknown_choice"),
        ("/print/vocabulary?paper=a5", 422, "invalid"),
        ("/print/gold?level=C9", 422, "invalid"),
        ("/print/grammar/nothing", 404, "not_found"),
        ("/print/kit/nowhere", 404, "not_found"),
        ("/print/kit/airport?language=uk&explain=uk", 400, "same_language"),
    ],
)
def test_what_cannot_be_printed_is_refused(program: Client, path: str, status: int, code: str) -> None:
    assert is_problem(program.get(f"{API}{path}"), status, code)


def test_the_description_says_that_it_is_a_pdf(db: None) -> None:
    paths = Client().get(f"{API}/openapi.json").json()["paths"]
    described = paths[f"{API}/print/gold"]["get"]["responses"]["200"]["content"]
    assert list(described) == ["application/pdf"]
