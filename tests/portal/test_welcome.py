"""The onboarding: three steps, each with an address of its own."""

import re

import pytest
from django.test import Client

from lexora.accounts.models import User
from lexora.learning.actions import grade_entry
from lexora.learning.rules import Grade
from lexora.portal import welcome_views
from lexora.words.models import Entry
from tests.clients import HTMX, browser_of
from tests.factories import NOW, make_entry, make_user, make_word

WHO = {
    "handle": "ann",
    "display_name": "Ann",
    "native_language": "uk",
    "learning_languages": ["en", "el"],
    "default_source_language": "el",
    "time_zone": "Europe/Kyiv",
}
GOAL, WORDS = "/welcome/goal", "/welcome/words"


@pytest.fixture
def newcomer(db: None) -> User:
    """Signed up, but not yet through the onboarding."""
    return make_user(email="new@example.com", handle="newcomer", native="", learning=())


@pytest.fixture
def browser(newcomer: User) -> Client:
    return browser_of(newcomer)


@pytest.fixture
def at_words(newcomer: User, browser: Client) -> Client:
    """A browser that has come to the third step."""
    browser.post("/welcome", WHO)
    browser.post(GOAL, {"daily_goal": "20"})
    newcomer.refresh_from_db()
    return browser


def text_of(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


# From step to step


def test_a_newcomer_walks_three_steps_once(newcomer: User, browser: Client) -> None:
    assert browser.get("/")["Location"] == "/welcome"
    assert "Step 1 of 3" in text_of(browser, "/welcome")
    assert browser.post("/welcome", WHO)["Location"] == GOAL
    assert "Step 2 of 3" in text_of(browser, GOAL)
    assert browser.post(GOAL, {"daily_goal": "20"})["Location"] == WORDS
    assert "Step 3 of 3" in text_of(browser, WORDS)
    answer = browser.post(WORDS, {"finish": "1", "outside_allowed": "on"}, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert "You’re all set" in answer.content.decode()
    newcomer.refresh_from_db()
    assert (newcomer.native_language, newcomer.learning_languages) == ("uk", ["en", "el"])
    assert (newcomer.time_zone, newcomer.daily_goal, newcomer.outside_allowed) == ("Europe/Kyiv", 20, True)
    for address in ("/welcome", GOAL, WORDS):
        assert browser.get(address)["Location"] == "/my/profile"
        assert browser.post(address, {**WHO, "handle": "other"})["Location"] == "/my/profile"
    newcomer.refresh_from_db()
    assert newcomer.handle == "ann"


def test_who_stops_half_way_goes_on_at_the_first_step_that_is_not_done(browser: Client) -> None:
    for address in (GOAL, WORDS):
        assert browser.get(address)["Location"] == "/welcome"
    browser.post("/welcome", WHO)
    assert browser.get("/")["Location"] == browser.get(WORDS)["Location"] == GOAL
    browser.post(GOAL, {"daily_goal": "5"})
    assert browser.get("/")["Location"] == WORDS


def test_one_may_go_back_and_finds_what_was_chosen(at_words: Client) -> None:
    assert 'href="/welcome/goal"' in text_of(at_words, WORDS)
    assert re.search(r'value="20"\s+required\s+checked', text_of(at_words, GOAL))
    assert 'value="Ann"' in text_of(at_words, "/welcome")
    at_words.post("/welcome", {**WHO, "display_name": "Anna"})
    assert at_words.get("/")["Location"] == WORDS


@pytest.mark.parametrize("done", [0, 1, 2])
def test_the_set_up_may_wait_and_what_was_saved_stays(newcomer: User, browser: Client, done: int) -> None:
    steps = [("/welcome", WHO), (GOAL, {"daily_goal": "30"}), (WORDS, {})]
    for address, sent in steps[:done]:
        browser.post(address, sent)
    assert browser.post(steps[done][0], {"skip": "1", "handle": "x", "daily_goal": "5"})["Location"] == "/"
    assert browser.get("/").status_code == 200
    assert browser.get("/welcome")["Location"] == "/my/profile"
    newcomer.refresh_from_db()
    assert newcomer.handle == ("ann" if done else "newcomer")
    assert newcomer.daily_goal == (30 if done == 2 else 10)


# Who you are


@pytest.mark.parametrize(("language", "native"), [("uk", "uk"), ("el", "el"), ("en", "en")])
def test_the_interface_speaks_the_native_language_probably(newcomer: User, language: str, native: str) -> None:
    User.objects.filter(pk=newcomer.pk).update(interface_language=language)
    text = text_of(browser_of(newcomer), "/welcome")
    assert re.findall(r'<option value="(\w*)" selected>', text)[0] == native


def test_what_was_typed_is_still_there_after_a_mistake(newcomer: User, browser: Client) -> None:
    answer = browser.post("/welcome", {**WHO, "handle": "a b", "learning_languages": ["el"]})
    text = answer.content.decode()
    assert "Use 3 to 30 lower-case letters" in text
    assert 'value="a b"' in text
    assert 'value="Ann"' in text
    assert re.search(r'value="el"[^>]*checked', text)
    newcomer.refresh_from_db()
    assert (newcomer.handle, newcomer.onboarding_step) == ("newcomer", 0)


def test_a_mistake_in_what_is_folded_away_unfolds_it(browser: Client) -> None:
    assert not re.search(r"<details[^>]*lx-welcome__more[^>]*open", text_of(browser, "/welcome"))
    text = browser.post("/welcome", {**WHO, "time_zone": "Mars/Olympus"}).content.decode()
    assert re.search(r"<details[^>]*lx-welcome__more[^>]*open", text)


# The goal


@pytest.mark.parametrize("wrong", ["", "0", "7", "five", "99999999999"])
def test_a_goal_that_cannot_be_is_asked_for_again(newcomer: User, browser: Client, wrong: str) -> None:
    browser.post("/welcome", WHO)
    answer = browser.post(GOAL, {"daily_goal": wrong})
    assert answer.status_code == 200
    assert "lx-error" in answer.content.decode()
    newcomer.refresh_from_db()
    assert (newcomer.daily_goal, newcomer.onboarding_step) == (10, 1)


def test_a_goal_says_how_long_it_takes(browser: Client) -> None:
    browser.post("/welcome", WHO)
    text = text_of(browser, GOAL)
    assert "about 1 minute<" in text
    assert "about 4 minutes" in text


# First words


def test_words_are_offered_in_each_language_that_is_learnt(at_words: Client) -> None:
    make_word("apple", uk="яблуко; яблучко", el="το μήλο")
    text = text_of(at_words, WORDS)
    assert re.findall(r'lx-pick__text" lang="(\w+)">([^<]+)<', text) == [("en", "apple"), ("el", "το μήλο")]
    assert re.findall(r'lx-pick__translation" lang="(\w+)">([^<]+)<', text) == [("uk", "яблуко, яблучко")] * 2


def test_a_reload_offers_the_same_words(at_words: Client) -> None:
    for n in range(40):
        make_word(f"word{n}")
    first, again = (re.findall(r'lx-pick__text" lang="en">([^<]+)<', text_of(at_words, WORDS)) for _ in range(2))
    assert len(first) == 12
    assert first == again


def test_a_tap_adds_a_word_with_its_translations_and_another_takes_it_back(newcomer: User, at_words: Client) -> None:
    word = make_word("apple", uk="яблуко", el="το μήλο")
    key = f"el-{word.pk}"
    text = at_words.post(WORDS, {"add": key, "outside_allowed": "on"}, headers=HTMX).content.decode()
    assert text.lstrip().startswith("<button")
    assert 'aria-pressed="true"' in text
    assert 'name="remove"' in text
    entry = newcomer.entries.get()
    assert (entry.source_text, entry.source_language, entry.type) == ("μήλο", "el", "word")
    assert entry.origin == Entry.Origin.CURATED
    there = {(t.language, t.text, t.source) for t in entry.translations.all()}
    assert there == {("uk", "яблуко", "import"), ("en", "apple", "import")}
    assert 'name="remove"' in text_of(at_words, WORDS)
    assert at_words.post(WORDS, {"add": key}, headers=HTMX).status_code == 200
    assert newcomer.entries.filter(deleted_at=None).count() == 1
    text = at_words.post(WORDS, {"remove": key}, headers=HTMX).content.decode()
    assert 'aria-pressed="false"' in text
    assert not newcomer.entries.filter(deleted_at=None).exists()


def test_it_all_works_without_script(newcomer: User, at_words: Client) -> None:
    word = make_word("apple")
    for sent in ({"add": f"en-{word.pk}"}, {"remove": f"en-{word.pk}"}, {"all": "en"}):
        assert at_words.post(WORDS, sent)["Location"] == WORDS
    assert newcomer.entries.get(deleted_at=None).source_text == "apple"


def test_all_words_of_a_language_are_added_at_once(newcomer: User, at_words: Client) -> None:
    for n in range(20):
        make_word(f"word{n}")
    text = at_words.post(WORDS, {"all": "en"}, headers=HTMX).content.decode()
    assert text.count('aria-pressed="true"') == 12
    assert "All added" in text
    assert set(newcomer.entries.values_list("source_language", flat=True)) == {"en"}
    assert newcomer.entries.count() == 12
    assert text_of(at_words, WORDS).count('name="remove"') == 12


def test_ones_own_word_and_a_practised_one_are_not_taken_back(newcomer: User, at_words: Client) -> None:
    own, practised = make_word("apple"), make_word("house")
    make_entry(newcomer, "apple", language="en")
    at_words.post(WORDS, {"add": f"en-{practised.pk}"})
    entry = newcomer.entries.get(source_text="house")
    grade_entry(user=newcomer, entry=entry, grade=Grade.GOOD, key="k", now=NOW)
    for word in (own, practised):
        assert 'aria-pressed="true"' in at_words.post(WORDS, {"remove": f"en-{word.pk}"}, headers=HTMX).content.decode()
    assert newcomer.entries.filter(deleted_at=None).count() == 2


@pytest.mark.parametrize("key", ["", "en", "en-", "en-0", "en-x", "en-²", "uk-{pk}", "de-{pk}", "en-" + "9" * 40])
@pytest.mark.parametrize("name", ["add", "remove"])
def test_what_is_not_offered_is_not_added(newcomer: User, at_words: Client, name: str, key: str) -> None:
    word = make_word("apple")
    assert at_words.post(WORDS, {name: key.format(pk=word.pk)}).status_code == 404
    assert not newcomer.entries.exists()


@pytest.mark.parametrize("language", ["", "uk", "de"])
def test_all_of_a_language_that_is_not_offered_is_nothing(newcomer: User, at_words: Client, language: str) -> None:
    make_word("apple")
    assert at_words.post(WORDS, {"all": language}).status_code == 404
    assert not newcomer.entries.exists()


def test_without_curated_words_a_word_can_be_typed(at_words: Client) -> None:
    text = text_of(at_words, WORDS)
    assert 'id="quick"' in text
    assert "lx-pick" not in text


def test_who_else_may_see_texts_holds_from_the_first_tap_on(
    newcomer: User, at_words: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(welcome_views, "outside_providers", lambda: ["Example Translate", "Other & Sons"])
    text = text_of(at_words, WORDS)
    assert "Example Translate" in text
    assert "Other &amp; Sons" in text
    word = make_word("apple")
    at_words.post(WORDS, {"add": f"en-{word.pk}"}, headers=HTMX)
    newcomer.refresh_from_db()
    assert newcomer.outside_allowed is False
    assert not re.search(r'name="outside_allowed"[^>]*checked', text_of(at_words, WORDS))


def test_a_script_of_a_page_that_is_over_goes_on_too(newcomer: User, at_words: Client) -> None:
    word = make_word("apple")
    at_words.post(WORDS, {"finish": "1"})
    answer = at_words.post(WORDS, {"add": f"en-{word.pk}"}, headers=HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/my/profile")
    assert not newcomer.entries.exists()
