"""Grammar exercises for programs."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lexora.accounts.models import User
from lexora.library.models import Attempt
from tests.api.conftest import API, is_problem, post
from tests.clients import program_of
from tests.library.made_exercises import TENSES, use_exercises


@pytest.fixture(autouse=True)
def _exercises(monkeypatch: pytest.MonkeyPatch) -> None:
    use_exercises(monkeypatch)


def ask(program: Client, **wishes: str) -> Any:
    return program.get(f"{API}/cloze/next", wishes).json()


def test_an_exercise_comes_without_its_answer(program: Client) -> None:
    given = ask(program, category="tenses", topic="present-simple")
    assert given["sentence"] in [exercise.sentence for exercise in TENSES]
    assert sorted(given.pop("options")) == sorted(TENSES[0].options)
    assert {**given, "attempt": "", "sentence": ""} == {
        "attempt": "", "language": "en", "level": "A1", "category": "tenses", "topic": "present-simple", "sentence": "",
        "hint": "Hint in en",
    }  # fmt: skip


def test_an_exercise_waits_until_it_is_answered(program: Client) -> None:
    given = ask(program, category="tenses")
    assert ask(program, category="tenses") == given
    assert Attempt.objects.count() == 1
    post(program, "/cloze/answers", attempt=given["attempt"], answer="drinks")
    assert ask(program, category="tenses")["attempt"] != given["attempt"]


def test_typed_exercises_have_no_options(program: Client) -> None:
    assert ask(program, typed="true", category="articles")["options"] == []


def test_an_answer_is_graded_once_and_explained(program: Client) -> None:
    given = ask(program, category="articles")
    first = post(program, "/cloze/answers?language=el", attempt=given["attempt"], answer="the").json()
    assert first == {
        "is_right": False,
        "answer": "–",
        "sentence": "We have breakfast at seven.",
        "explanation": "Why in el",
        "xp": 0,
    }
    again = post(program, "/cloze/answers", attempt=given["attempt"], answer="–").json()
    assert again == {**first, "explanation": "Why in en"}


def test_what_is_right_brings_xp_and_is_told_as_it_was_said(program: Client) -> None:
    given = ask(program, level="B1", typed="true")
    answer = post(program, "/cloze/answers", attempt=given["attempt"], answer="’LL be lying").json()
    assert (answer["is_right"], answer["xp"], answer["answer"]) == (True, 5, "'ll be lying")
    assert answer["sentence"] == "This time tomorrow we'll be lying on the beach."
    assert program.get(f"{API}/xp").json()["lifetime"] == 5


def test_hints_and_reasons_come_in_the_language_that_is_asked_for(program: Client) -> None:
    greek = {"Accept-Language": "el"}
    given = program.get(f"{API}/cloze/next?language=el", headers=greek).json()
    assert (given["language"], given["hint"]) == ("el", "Hint in el")
    sent = {"attempt": given["attempt"], "answer": "που"}
    answer = program.post(f"{API}/cloze/answers", sent, content_type="application/json", headers=greek).json()
    assert answer["explanation"] == "Why in el"


def test_where_nothing_fits_there_is_nothing(program: Client) -> None:
    assert is_problem(program.get(f"{API}/cloze/next?language=uk"), 404, "no_exercises")
    assert is_problem(program.get(f"{API}/cloze/next?category=cooking"), 422, "invalid")
    assert is_problem(program.get(f"{API}/cloze/next?language=de"), 422, "invalid")


def test_the_exercise_of_another_cannot_be_answered(program: Client, bob: User) -> None:
    given = ask(program_of(bob))
    for attempt in (given["attempt"], str(uuid4())):
        assert is_problem(post(program, "/cloze/answers", attempt=attempt, answer="drinks"), 404, "not_found")
    assert not Attempt.objects.exclude(is_right=None).exists()


@pytest.mark.parametrize(("answer", "code"), [("", "invalid"), ("  ", "no_answer"), ("a" * 301, "invalid")])
def test_an_answer_must_say_something(program: Client, answer: str, code: str) -> None:
    given = ask(program)
    assert is_problem(post(program, "/cloze/answers", attempt=given["attempt"], answer=answer), 422, code)
