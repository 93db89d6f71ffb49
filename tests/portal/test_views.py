"""Home, start, profile, privacy, health."""

import re

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.template.loader import render_to_string
from django.test import Client

from lexora.accounts.models import User
from lexora.jobs import runner
from lexora.portal import queries, views
from lexora.ui import slots
from tests.clients import browser_of
from tests.factories import NOW, make_entry, make_word

CHOICES = {
    "handle": "ann",
    "display_name": "Ann",
    "native_language": "uk",
    "learning_languages": ["en", "el"],
    "default_source_language": "el",
    "time_zone": "Europe/Kyiv",
    "daily_goal": "45",
}


def test_nobody_sees_what_lexora_is(db: None) -> None:
    text = Client().get("/").content.decode()
    assert "stay with you" in text
    assert 'href="/accounts/signup/"' in text


def test_nobody_is_invited_to_sign_up_where_sign_up_is_closed(db: None, settings: LazySettings) -> None:
    settings.SIGNUP = "closed"
    assert "/accounts/signup/" not in Client().get("/").content.decode()


def test_a_learner_sees_what_to_do_next(ann: User) -> None:
    text = browser_of(ann).get("/").content.decode()
    assert "Nothing to review today" in text
    assert proposed(text) == ["Add your first words", "Try the translator"]
    for n in range(7):
        make_entry(ann, f"word{n}", language="en")
    text = browser_of(ann).get("/").content.decode()
    assert "7 cards are waiting for you." in text
    assert "7 entries in your vocabulary" in text
    assert "0 of 10 reviews today" in text
    assert proposed(text) == ["Practise", "Try the translator"]
    assert re.findall(r"lang=\"en\">(\w+)</a>", text) == ["word6", "word5", "word4", "word3", "word2"]


def proposed(text: str) -> list[str]:
    """The titles of the next steps on the page."""
    return re.findall(r'lx-next__title">([^<]+)</span>', text)


def test_a_learner_is_greeted_by_the_clock_at_home(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    User.objects.filter(pk=ann.pk).update(time_zone="Asia/Tokyo", display_name="Ann <3")
    for hour, greeting in ((22, "Good morning"), (4, "Good afternoon"), (12, "Good evening")):  # UTC; Tokyo is 9 ahead
        monkeypatch.setattr(views.timezone, "now", lambda hour=hour: NOW.replace(hour=hour))
        page = browser_of(ann).get("/").content.decode()
        assert greeting in page
        assert '<h1 class="lx-title" id="greeting">Ann &lt;3</h1>' in page


def test_a_room_may_add_to_the_home_and_start_pages(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(slots._filled, "home", {"ui/icons/moon.html": 1})
    monkeypatch.setitem(slots._filled, "start", {"ui/icons/moon.html": 1})
    moon = render_to_string("ui/icons/moon.html")
    for browser in (browser_of(ann), Client()):
        assert browser.get("/privacy").content.decode().count(moon) < browser.get("/").content.decode().count(moon)


def test_visitors_see_the_word_of_the_day(db: None) -> None:
    assert "Word of the day" not in Client().get("/").content.decode()
    word = make_word("lagoon", uk="лагуна; затока", el="η λιμνοθάλασσα", example="The lagoon is blue.")
    for _again in range(2):
        text = Client().get("/").content.decode()
        assert all(part in text for part in ("Word of the day", "лагуна, затока", "η λιμνοθάλασσα", word.example))


def test_visitors_see_numbers_when_they_say_something(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "words collected" not in Client().get("/").content.decode()
    cache.clear()
    monkeypatch.setattr(queries, "_count", lambda: (23456, 17, 40000, 12))
    text = Client().get("/").content.decode()
    assert "words collected" in text
    assert "cards reviewed" not in text


def test_the_line_of_the_administrator_reaches_every_page_as_plain_text(settings: LazySettings, db: None) -> None:
    settings.BRAND_LINE = "Run by <b>friends</b>"
    assert Client().get("/privacy").context["brand_line"] == "Run by <b>friends</b>"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"handle": "ab"}, "Use 3 to 30 lower-case letters"),
        ({"handle": "1st"}, "Use 3 to 30 lower-case letters"),
        ({"handle": "Ann Lee"}, "Use 3 to 30 lower-case letters"),
        ({"handle": "admin"}, "Use 3 to 30 lower-case letters"),
        ({"handle": "a" * 31}, "at most 30 characters"),
        ({"handle": "BOB"}, "This handle is already taken"),
        ({"display_name": "n" * 61}, "at most 60 characters"),
        ({"native_language": ""}, "This field is required"),
        ({"native_language": "de"}, "not one of the available choices"),
        ({"learning_languages": []}, "Choose at least one language to learn"),
        ({"learning_languages": ["uk"]}, "Choose a language other than your native one"),
        ({"learning_languages": ["de"]}, "not one of the available choices"),
        ({"time_zone": "Mars/Olympus"}, "not one of the available choices"),
        ({"time_zone": "../../etc/passwd"}, "not one of the available choices"),
        ({"daily_goal": ""}, "This field is required"),
        ({"daily_goal": "0"}, "greater than or equal to 1"),
        ({"daily_goal": "501"}, "less than or equal to 500"),
        ({"daily_goal": "many"}, "Enter a whole number"),
    ],
)
def test_a_choice_that_cannot_be_says_why_and_stores_nothing(
    ann: User, bob: User, change: dict[str, object], reason: str
) -> None:
    browser = browser_of(ann)
    before = User.objects.filter(pk=ann.pk).values().get()
    answer = browser.post("/my/profile", {**CHOICES, **change})
    assert answer.status_code == 200
    assert reason in answer.content.decode()
    assert User.objects.filter(pk=ann.pk).values().get() == before


def test_the_profile_is_stored_and_says_so(ann: User) -> None:
    answer = browser_of(ann).post("/my/profile", {**CHOICES, "handle": "@Ann_2"}, follow=True)
    assert answer.redirect_chain == [("/my/profile", 302)]
    assert "Saved." in answer.content.decode()
    ann.refresh_from_db()
    assert (ann.handle, ann.display_name, ann.default_source_language) == ("ann_2", "Ann", "el")
    assert ann.daily_goal == 45
    assert ann.outside_allowed is False


def test_without_a_default_the_first_learnt_language_is_it(ann: User) -> None:
    browser_of(ann).post("/my/profile", {**CHOICES, "default_source_language": ""})
    ann.refresh_from_db()
    assert ann.default_source_language == "en"


def test_a_profile_changes_nothing_else(ann: User) -> None:
    sent = {**CHOICES, "is_staff": "on", "is_superuser": "on", "email": "x@example.com", "shares_list": "on"}
    browser_of(ann).post("/my/profile", sent)
    ann.refresh_from_db()
    assert (ann.is_staff, ann.is_superuser, ann.email, ann.shares_list) == (False, False, "ann@example.com", False)


def test_a_token_is_shown_once_listed_and_revoked(ann: User, bob: User) -> None:
    browser = browser_of(ann)
    answer = browser.post("/my/tokens", {"name": "My <program>"})
    secret = answer.context["secret"]
    assert secret in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    profile = browser.get("/my/profile").content.decode()
    assert secret not in profile
    assert "My &lt;program&gt;" in profile
    assert Client(headers={"Authorization": f"Bearer {secret}"}).get("/api/v1/me").status_code == 200
    revoke = f"/my/tokens/{ann.tokens.get().pk}/revoke"
    assert browser_of(bob).post(revoke).status_code == 404
    assert browser.post(revoke)["Location"] == "/my/profile#tokens"
    assert Client(headers={"Authorization": f"Bearer {secret}"}).get("/api/v1/me").status_code == 401


@pytest.mark.parametrize("page", ["/privacy", "/my/profile"])
def test_providers_that_see_texts_are_named(ann: User, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    monkeypatch.setattr(views, "outside_providers", lambda: ["Example Translate", "Other & Sons"])
    text = browser_of(ann).get(page).content.decode()
    assert "Example Translate" in text
    assert "Other &amp; Sons" in text


def test_where_all_are_switched_off_the_page_says_so(db: None) -> None:
    text = Client().get("/privacy").content.decode()
    assert "has switched off all outside providers" in text


@pytest.mark.parametrize("address", ["/health", "/web/health"])
def test_a_process_that_answers_is_healthy(db: None, address: str) -> None:
    answer = Client().get(address)
    assert (answer.status_code, answer.json()) == (200, {"status": "pass"})


def test_health_asks_no_database() -> None:
    assert Client().get("/health").status_code == 200


def test_ready_when_everything_answers(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "is_alive", lambda: True)
    answer = Client().get("/ready")
    assert answer.status_code == 200
    checks = {"database": True, "migrations": True, "jobs": True}
    assert answer.json() == {"status": "pass", "checks": checks, "warnings": []}


def test_not_ready_without_job_threads(db: None) -> None:
    answer = Client().get("/ready")
    assert answer.status_code == 503
    checks = {"database": True, "migrations": True, "jobs": False}
    assert answer.json() == {"status": "fail", "checks": checks, "warnings": []}


def test_not_ready_without_the_database(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise DatabaseError("disk I/O error")

    monkeypatch.setattr(runner, "is_alive", lambda: True)
    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", fail)
        answer = Client().get("/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"] == {"database": False, "migrations": False, "jobs": True}
    assert "disk" not in answer.content.decode()


def test_not_ready_before_the_migrations(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "is_alive", lambda: True)
    monkeypatch.setattr(queries, "is_migrated", lambda: False)
    assert Client().get("/ready").status_code == 503
