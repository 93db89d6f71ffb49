"""Curated words for programs."""

import pytest
from django.test import Client

from lexora.accounts.models import User
from lexora.library.models import GoldWord
from tests.api.conftest import API, is_problem
from tests.clients import program_of
from tests.factories import make_entry, make_user, make_word

pytestmark = pytest.mark.django_db


@pytest.fixture
def apple() -> GoldWord:
    return make_word(
        "apple", uk="яблуко; яблучко", el="το μήλο; μηλαράκι", example="The apple is red.", example_el="Κόκκινο."
    )


def test_a_program_reads_words_turned_to_what_its_person_learns(ann: User, program: Client, apple: GoldWord) -> None:
    entry = make_entry(ann, "apple", language="en")
    answer = program.get(f"{API}/gold-words").json()
    assert (answer["total"], answer["next_cursor"]) == (1, None)
    assert answer["items"] == [
        {
            "id": apple.pk, "level": "A1", "part_of_speech": "noun", "sense": "", "language": "en", "text": "apple",
            "article": "", "others": [], "translations": {"uk": "яблуко, яблучко", "el": "το μήλο, μηλαράκι"},
            "example": "The apple is red.", "entry_id": entry.pk,
        }
    ]  # fmt: skip
    [greek] = program.get(f"{API}/gold-words?language=el").json()["items"]
    assert (greek["article"], greek["text"], greek["others"]) == ("το", "μήλο", ["μηλαράκι"])
    assert (greek["example"], greek["entry_id"]) == ("Κόκκινο.", None)


def test_words_come_page_by_page_of_a_level_or_a_search(program: Client, apple: GoldWord) -> None:
    for n in range(5):
        make_word(f"word{n}", level="B1")
    seen: list[str] = []
    cursor: str | None = ""
    for _page in range(3):
        page = program.get(f"{API}/gold-words?level=B1&sort=az&limit=2&cursor={cursor}").json()
        seen += [item["text"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert (seen, cursor) == ([f"word{n}" for n in range(5)], None)
    assert [item["text"] for item in program.get(f"{API}/gold-words?q=appel").json()["items"]] == ["apple"]


def test_a_word_is_added_once(ann: User, program: Client, apple: GoldWord) -> None:
    first = program.post(f"{API}/gold-words/{apple.pk}/add?language=el")
    assert first.status_code == 201
    assert (first.json()["text"], first.json()["origin"], first.json()["created"]) == ("μήλο", "seeded_content", True)
    again = program.post(f"{API}/gold-words/{apple.pk}/add?language=el")
    assert again.status_code == 200
    assert (again.json()["id"], again.json()["created"]) == (first.json()["id"], False)
    assert program.post(f"{API}/gold-words/{apple.pk}/add").json()["text"] == "apple"
    assert ann.entries.count() == 2


def test_wrong_questions_are_refused(program: Client, apple: GoldWord) -> None:
    assert is_problem(program.post(f"{API}/gold-words/99999/add"), 404, "not_found")
    assert is_problem(program.get(f"{API}/gold-words?language=de"), 422, "invalid")
    assert is_problem(program.get(f"{API}/gold-words?level=C1"), 422, "invalid")
    assert is_problem(program.get(f"{API}/gold-words?limit=101"), 422, "invalid")
    assert is_problem(program.get(f"{API}/gold-words?cursor=x"), 400, "bad_cursor")
    assert is_problem(Client().get(f"{API}/gold-words"), 401, "not_signed_in")


def test_who_learns_none_of_the_languages_reads_english_words(apple: GoldWord) -> None:
    learner = program_of(make_user(native="de", learning=("de",)))
    assert learner.get(f"{API}/gold-words").json()["items"][0]["language"] == "en"
