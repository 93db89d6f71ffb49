"""Exercises in the menus, and what is tidied up behind them."""

from datetime import timedelta

import pytest

from lexora.accounts.models import User
from lexora.jobs import scheduler
from lexora.ui.menus import matching
from tests.clients import browser_of


def test_the_menu_of_practice_leads_to_the_exercises(ann: User) -> None:
    page = browser_of(ann).get("/").content.decode()
    assert page.index('href="/my/practice"') < page.index('href="/my/grammar-practice"')
    assert page.index('href="/my/grammar-practice"') < page.index('href="/my/sentence-builder"')


@pytest.mark.django_db
def test_guests_are_led_to_sign_in() -> None:
    for address in ("/my/grammar-practice", "/my/sentence-builder"):
        assert browser_of().get(address).url == f"/accounts/login/?next={address}"  # type: ignore[attr-defined]


def test_the_search_knows_the_exercises_by_what_they_are_about(ann: User) -> None:
    found = {text: [item.url_name for item in matching(ann, text)] for text in ("gap", "words in order")}
    assert "library:cloze" in found["gap"]
    assert "library:builder" in found["words in order"]


def test_exercises_that_nobody_answered_are_forgotten_each_day() -> None:
    [task] = [task for task in scheduler._tasks if task.name == "forget exercises"]
    assert task.every == timedelta(days=1)
