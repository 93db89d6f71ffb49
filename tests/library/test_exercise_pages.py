"""The pages of Grammar Pro and the Sentence Builder, with and without a script."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lexora.accounts.models import User
from lexora.learning import actions as learning
from lexora.library.models import Attempt, Record
from tests.clients import HTMX, browser_of
from tests.factories import make_user
from tests.library.made_exercises import COFFEE, use_exercises

CLOZE, BUILDER = "/my/grammar-practice", "/my/sentence-builder"
PART = {**HTMX, "HX-Target": "play"}


@pytest.fixture(autouse=True)
def _exercises(monkeypatch: pytest.MonkeyPatch) -> None:
    use_exercises(monkeypatch)


@pytest.fixture
def browser(ann: User) -> Client:
    return browser_of(ann)


def page(client: Client, address: str, **options: Any) -> str:
    answer = client.get(address, **options)
    assert answer.status_code == 200
    return text(answer)


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def words(html: str) -> str:
    """What is to be read."""
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


def begin(client: Client, base: str = CLOZE, **wishes: str) -> str:
    """The address of a new set."""
    return str(client.post(f"{base}/start", wishes).url)


def say(client: Client, address: str, answer: str, position: int = 1, **options: Any) -> Any:
    path, _mark, query = address.partition("?")
    return client.post(f"{path}/answer?{query}", {"position": position, "answer": answer}, **options)


# Choosing


def test_the_page_of_grammar_shows_what_there_is(browser: Client) -> None:
    html = page(browser, CLOZE)
    seen = words(html)
    assert "10 sentences at a time" in seen
    assert "5 XP" in seen
    assert "Tenses 0 of 7 right" in seen
    assert "Articles 0 of 1 right" in seen
    assert "Conditionals" not in seen
    assert "You have begun a set" not in seen


@pytest.mark.django_db
@pytest.mark.parametrize(("learning_", "order"), [(("el", "en"), ["el", "en"]), (("en",), ["en", "el"])])
def test_the_languages_one_learns_come_first(learning_: tuple[str, ...], order: list[str]) -> None:
    html = page(browser_of(make_user(learning=learning_)), CLOZE)
    assert re.findall(r'id="language-(\w\w)"', html) == order
    assert re.search(rf'id="language-{order[0]}"[^>]*aria-current="true"', html)


def test_a_link_may_bring_its_choice_along(browser: Client) -> None:
    html = page(browser, f"{CLOZE}?language=en&category=tenses&topic=future-continuous&typed=on")
    assert re.search(r'id="topic-future-continuous"[^>]*aria-current="true"', html)
    assert re.search(r'name="topic" value="future-continuous"', html)
    assert re.search(r'id="typed"[^>]*checked', html)
    assert "Future Continuous" in words(html)
    assert "0 of 1 right" in words(html)


def test_where_nothing_fits_the_page_says_what_to_do(browser: Client) -> None:
    html = page(browser, f"{CLOZE}?language=en&category=articles&level=B1")
    assert "No exercises here yet" in html
    assert ">Start<" not in html
    assert "Show all" in html


@pytest.mark.parametrize("query", ["language=de", "category=cooking", "level=Z9", "topic=" + "a" * 61])
def test_a_choice_that_does_not_exist_is_refused(browser: Client, query: str) -> None:
    assert browser.get(f"{CLOZE}?{query}").status_code == 400
    assert browser.post(f"{CLOZE}/start?", dict([query.split("=")])).status_code == 400
    assert not Attempt.objects.exists()


def test_what_was_right_is_counted_where_one_chooses(browser: Client) -> None:
    address = begin(browser, category="tenses", topic="present-simple")
    say(browser, address, "drinks", 1)
    say(browser, address, "drank", 2)
    seen = words(page(browser, CLOZE))
    assert "Tenses 1 of 7 right" in seen
    assert "Articles 0 of 1 right" in seen
    assert "1 of 8 right" in seen


def test_a_set_that_was_begun_is_offered_again(browser: Client) -> None:
    address = begin(browser, category="tenses", topic="present-simple")
    say(browser, address, "drinks", 1)
    html = page(browser, CLOZE)
    assert "English: 1 of 6 done" in html
    assert address.partition("?")[0] in html
    assert "You have begun a set" not in page(browser, BUILDER)


def test_who_hides_the_game_sees_no_xp(browser: Client, ann: User) -> None:
    learning.choose_game(ann, hidden=True)
    address = begin(browser, category="tenses", topic="present-simple")
    shown = [page(browser, CLOZE), page(browser, BUILDER), text(say(browser, address, "drinks", headers=PART))]
    for position in range(2, 7):
        say(browser, address, "drinks", position)
    shown.append(page(browser, address))
    assert [html for html in shown if "XP" in words(html)] == []


def test_the_builder_needs_no_category(browser: Client) -> None:
    seen = words(page(browser, BUILDER))
    assert "5 sentences at a time" in seen
    assert "10 XP" in seen
    assert "0 of 2 right" in seen
    assert "Category" not in seen


# Playing


def test_an_exercise_is_asked_without_its_answer(browser: Client) -> None:
    address = begin(browser, category="tenses", topic="present-simple")
    html = page(browser, address)
    assert "1 of 6" in words(html)
    assert html.count("data-key=") == 4
    assert "Hint in uk" in html
    assert "Why in uk" not in html


def test_typed_exercises_show_a_field_and_no_options(browser: Client) -> None:
    html = page(browser, begin(browser, category="articles", typed="on"))
    assert 'name="answer"' in html
    assert "data-key=" not in html
    assert "drinks" not in html
    assert "No word is missing" in html
    assert "No word is missing" not in page(browser, begin(browser, category="tenses", typed="on"))


def test_an_answer_is_judged_at_once_with_its_explanation(browser: Client) -> None:
    address = begin(browser, category="tenses", topic="present-simple")
    answer = say(browser, address, "drank", headers=PART)
    html = text(answer)
    assert answer.status_code == 200
    assert "<html" not in html
    assert "Not quite." in words(html)
    assert "drank" in re.findall(r'lx-option--wrong">(.*?)</li>', html)[0]
    assert "drinks" in re.findall(r'lx-option--right">(.*?)</li>', html)[0]
    assert '<p lang="uk">Why in uk</p>' in html
    assert re.search(r'id="said" hx-swap-oob="innerHTML">.*Not quite', html)
    right = words(text(say(browser, address, "drinks", 2, headers=PART)))
    assert "Right!" in right
    assert "+5 XP" in right


def test_without_a_script_the_answer_leads_to_the_same_page(browser: Client) -> None:
    address = begin(browser, category="tenses", topic="present-simple", level="A1")
    answer = say(browser, address, "drinks")
    assert answer.status_code == 302
    html = page(browser, answer.url)
    assert "Right!" in words(html)
    [following] = re.findall(r'href="(/my/grammar-practice/[^"]+)" hx-get', html)
    assert "2 of 6" in words(page(browser, following.replace("&amp;", "&")))


def test_once_a_script_answers_the_address_names_no_answer_of_before(browser: Client) -> None:
    address = begin(browser, category="tenses", topic="present-simple")
    left = say(browser, address, "drinks").url
    assert "after=1" in left
    answer = say(browser, left, "drinks", 2, headers=PART)
    assert answer["HX-Replace-Url"] == address


def test_an_answer_sent_twice_shows_what_became_of_the_first(browser: Client) -> None:
    address = begin(browser, category="tenses", topic="present-simple")
    say(browser, address, "drank")
    assert "Not quite." in words(text(say(browser, address, "drinks", headers=PART)))


def test_the_page_of_a_set_goes_on_where_it_was_left(browser: Client) -> None:
    address = begin(browser, category="tenses", topic="present-simple")
    say(browser, address, "drinks", 1)
    assert "2 of 6" in words(page(browser, address))
    assert "3 of 6" not in words(page(browser, f"{address}&after=3"))  # which is not answered yet


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("native", "interface", "spoken"), [("uk", "el", "uk"), ("de", "el", "el"), ("de", "", "en"), ("en", "uk", "en")]
)
def test_the_reason_is_told_in_the_native_language_or_that_of_the_interface(
    native: str, interface: str, spoken: str
) -> None:
    client = browser_of(make_user(native=native, learning=("en",), interface_language=interface))
    address = begin(client, category="articles", language="en")
    assert f"Why in {spoken}" in text(say(client, address, "a", headers=PART))


def test_silence_is_refused_with_a_sentence(browser: Client) -> None:
    address = begin(browser, category="articles", typed="on")
    refused = say(browser, address, " ", headers=PART)
    assert (refused.status_code, refused.content.decode()) == (422, "Write or choose an answer first.")
    assert page(browser, address)


@pytest.mark.parametrize("position", ["", "0", "-1", "x", "99999999999999999999"])
def test_a_place_that_is_none_is_refused(browser: Client, position: str) -> None:
    address = begin(browser, category="articles")
    assert say(browser, address, "a", position).status_code == 400  # type: ignore[arg-type]
    assert browser.get(f"{address}&after={position}").status_code == (200 if position == "" else 400)


def test_the_set_of_another_is_as_if_there_were_none(browser: Client, bob: User) -> None:
    address = begin(browser).partition("?")[0]
    stranger = browser_of(bob)
    for path in (address, address.replace(CLOZE, BUILDER), f"{CLOZE}/{uuid4()}"):
        client = stranger if path == address else browser
        assert client.get(path).status_code == 404
        assert say(client, path, "drinks").status_code == 404
        assert client.post(f"{path}/again").status_code == 404
    assert not Attempt.objects.exclude(is_right=None).exists()


# The Sentence Builder


def test_a_sentence_is_asked_by_its_meaning_and_its_words(browser: Client) -> None:
    address = begin(browser, BUILDER, language="en")
    html = page(browser, address)
    shown = Attempt.objects.get(position=1).shown
    assert re.findall(r'data-word="([^"]+)"', html) == shown
    assert '<p class="lx-ask__sentence" lang="uk"' in html
    assert "Meaning in uk" in html
    assert not any(order in html for order in COFFEE.orders)


@pytest.mark.django_db
def test_the_meaning_of_a_sentence_in_ones_own_language_is_told_in_another() -> None:
    client = browser_of(make_user(native="en", learning=("uk",), interface_language="el"))
    assert "Meaning in el" in page(client, begin(client, BUILDER, language="en"))
    alone = browser_of(make_user(native="en", learning=("uk",), interface_language="en"))
    assert "Meaning in uk" in page(alone, begin(alone, BUILDER, language="en"))


def coffee(client: Client) -> tuple[str, int]:
    """A set, and where the sentence about coffee is in it."""
    address = begin(client, BUILDER, language="en")
    return address, Attempt.objects.get(key=COFFEE.id, kind="builder").position


def test_another_right_order_is_mentioned(browser: Client) -> None:
    address, position = coffee(browser)
    html = words(text(say(browser, address, "in the morning I usually drink coffee", position, headers=PART)))
    assert "Right!" in html
    assert "+10 XP" in html
    assert f"Also right: {COFFEE.orders[0]}" in html


def test_after_a_wrong_order_the_right_ones_and_the_reason_are_shown(browser: Client) -> None:
    address, position = coffee(browser)
    html = words(text(say(browser, address, "I drink usually coffee in the morning", position, headers=PART)))
    assert "Your sentence: I drink usually coffee in the morning" in html
    assert COFFEE.orders[0] in html
    assert f"Also right: {COFFEE.orders[1]}" in html
    assert "Order in uk" in html


# The end


def finish(client: Client, address: str, *, wrong: tuple[int, ...] = ()) -> None:
    for position in range(1, 7):
        say(client, address, "drank" if position in wrong else "drinks", position)


def test_the_end_tells_how_it_went_and_where_to_read_about_it(browser: Client) -> None:
    address = begin(browser, category="tenses", topic="present-simple")
    finish(browser, address, wrong=(2, 5))
    html = page(browser, address)
    seen = words(html)
    assert "4 of 6 right" in seen
    assert "+20" in seen
    assert "1 day" in seen
    assert html.count('href="/grammar/tenses#present-simple"') == 2
    assert "Only what went wrong" in seen


def test_what_went_wrong_can_be_done_again(browser: Client) -> None:
    address = begin(browser, category="tenses", topic="present-simple", typed="on")
    finish(browser, address, wrong=(2, 5))
    path, _mark, query = address.partition("?")
    again = str(browser.post(f"{path}/again?{query}").url)
    assert "1 of 2" in words(page(browser, again))
    assert 'name="answer"' in page(browser, again)
    assert again.endswith(query)


def test_a_set_without_a_fault_leads_to_another_of_its_kind(browser: Client) -> None:
    address = begin(browser, category="tenses", topic="present-simple", typed="on")
    finish(browser, address)
    html = page(browser, address)
    assert "Only what went wrong" not in html
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html))
    wanted = {"language": "en", "category": "tenses", "level": "", "topic": "present-simple", "typed": "on"}
    assert {name: fields[name] for name in wanted} == wanted


# The dashboard


def test_the_dashboard_tells_what_answers_came_to(browser: Client) -> None:
    assert "exercises-title" not in page(browser, "/my/dashboard")
    address = begin(browser, category="tenses", topic="present-simple")
    finish(browser, address, wrong=(1,))
    sentence, position = coffee(browser)
    say(browser, sentence, COFFEE.orders[0], position)
    seen = words(page(browser, "/my/dashboard"))
    assert "Tenses 5 6 83%" in seen
    assert "Sentence Builder 1 1 100%" in seen
    assert "Articles" not in seen


def test_results_of_exercises_that_are_gone_are_still_told(browser: Client, ann: User) -> None:
    address = begin(browser, category="articles")
    say(browser, address, "–")
    Record.objects.update(key="en-gone")
    assert "Former exercises 1 1 100%" in words(page(browser, "/my/dashboard"))


def test_pages_ask_the_database_little(browser: Client, django_assert_max_num_queries: Any) -> None:
    address = begin(browser, category="tenses", topic="present-simple")
    say(browser, address, "drank")
    for path in (CLOZE, BUILDER, address):
        page(browser, path)
        with django_assert_max_num_queries(9):
            page(browser, path)
