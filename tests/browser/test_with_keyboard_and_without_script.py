"""Who has no mouse never loses the place, and who has no script can do everything all the same."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import APIResponse, Browser, Locator, Page, Route, expect

from tests.browser.conftest import leave, watched_context
from tests.browser.people import cookies_of, enter, make_account
from tests.process import Lexora

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
PAGE = 20  # entries before "Show more"


@pytest.fixture(scope="module")
def cookies(browser: Browser, lexora: Lexora) -> list[dict[str, object]]:
    make_account(lexora, "steady@example.com")
    return cookies_of(browser, lexora, "steady@example.com", "window", "water")


@pytest.fixture
def steady(page: Page, cookies: list[dict[str, object]]) -> Page:
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    return page


@pytest.fixture
def scriptless(browser: Browser, lexora: Lexora, cookies: list[dict[str, object]]) -> Iterator[Page]:
    context, _watched = watched_context(browser, lexora, java_script_enabled=False)
    context.add_cookies(cookies)  # type: ignore[arg-type]
    yield context.new_page()
    leave(context)


def open_entry(page: Page, text: str) -> None:
    page.goto("/my/vocabulary")
    page.get_by_role("link", name=text, exact=True).click()
    page.locator("#entry").wait_for()


def press(target: Locator) -> None:
    target.focus()
    target.press("Enter")


def test_a_page_that_is_fetched_anew_keeps_the_focus(steady: Page) -> None:
    open_entry(steady, "window")
    for name in ("edit-entry", "edit-uk", "copy-uk", "remove-uk", "share", "delete"):
        steady.locator(f"#{name}").focus()
        with steady.expect_response("**/my/vocabulary/*"):
            steady.evaluate("document.getElementById('entry').dispatchEvent(new Event('changed'))")
        expect(steady.locator(f"#{name}")).to_be_focused()


def test_after_a_translation_went_or_came_the_focus_is_where_it_was(steady: Page) -> None:
    open_entry(steady, "window")
    press(steady.locator("#remove-uk"))
    expect(steady.locator("#translate-uk")).to_be_focused()
    press(steady.locator("#translate-uk"))
    expect(steady.locator("#edit-uk")).to_be_focused()
    expect(steady.locator("#remove-uk")).to_be_visible()


def test_the_focus_is_where_it_was_when_the_page_hears_of_the_change_before_the_answer(steady: Page) -> None:
    held: list[tuple[Route, APIResponse]] = []
    open_entry(steady, "window")
    steady.route("**/remove", lambda route: held.append((route, route.fetch())))
    with steady.expect_response(lambda answer: answer.request.method == "GET" and answer.url == steady.url):
        press(steady.locator("#remove-uk"))
    expect(steady.locator("#translate-uk")).to_be_visible()
    [(route, answer)] = held
    route.fulfill(response=answer)
    expect(steady.locator("#translate-uk")).to_be_focused()
    steady.unroute("**/remove")
    press(steady.locator("#translate-uk"))
    expect(steady.locator("#edit-uk")).to_be_focused()


def test_after_adding_with_the_button_one_can_type_on(steady: Page) -> None:
    steady.goto("/")
    steady.fill("#quick", "house")
    press(steady.locator("#quick-add button"))
    steady.locator("#added article").wait_for()
    expect(steady.locator("#quick")).to_be_focused()


def test_the_translator_keeps_the_focus_where_work_goes_on(steady: Page) -> None:
    steady.goto("/translator?src=en&tgt=uk&text=book")
    button = steady.locator("[data-translator] button[type=submit]").first
    press(button)
    steady.locator("[data-answer]").wait_for()
    expect(button).to_be_focused()
    press(steady.locator("#save button"))
    expect(steady.locator("#save a")).to_be_focused()


def test_a_form_that_comes_back_with_a_fault_starts_there(page: Page) -> None:
    page.goto("/accounts/login/")
    page.fill("[name=login]", "nobody@example.com")
    page.fill("[name=password]", "wrong")
    page.press("[name=password]", "Enter")
    expect(page.locator("main [role=alert]")).to_be_focused()
    page.goto("/accounts/signup/")
    page.fill("[name=email]", "somebody@example.com")
    page.fill("[name=password1]", "short")
    page.fill("[name=password2]", "short")
    page.press("[name=password2]", "Enter")
    expect(page.locator("main [aria-invalid=true]").first).to_be_focused()


def test_searching_leaves_no_trail_and_says_how_much_is_found(steady: Page) -> None:
    steady.goto("/my/vocabulary")
    before = steady.evaluate("history.length")
    for letter in "wate":
        with steady.expect_response("**/my/vocabulary?*"):
            steady.locator("#id_q").press_sequentially(letter)
    expect(steady.get_by_role("status").filter(has_text="1 result")).to_be_attached()
    assert steady.url.endswith("q=wate") or "q=wate&" in steady.url
    assert steady.evaluate("history.length") == before


def test_more_rows_go_on_where_the_list_ended(page: Page, lexora: Lexora) -> None:
    make_account(lexora, "many@example.com")
    enter(page, "many@example.com")
    page.goto("/my/vocabulary/new")
    token = page.locator("#add input[name=csrfmiddlewaretoken]").input_value()
    for n in range(PAGE + 3):
        form: dict[str, str | float | bool] = {"text": f"word {n}", "csrfmiddlewaretoken": token}
        assert page.request.post("/my/vocabulary/new", form=form, headers={"Referer": lexora.url}).ok
    page.goto("/my/vocabulary")
    rows = page.locator("li.lx-item")
    expect(rows).to_have_count(PAGE)
    page.locator(".lx-list__more a").focus()
    expect(rows).to_have_count(PAGE + 3)
    expect(rows.nth(PAGE).locator("a").first).to_be_focused()


def test_without_script_a_card_is_turned_and_graded(scriptless: Page) -> None:
    scriptless.goto("/my/practice")
    first = scriptless.locator("[data-card-text]").inner_text()
    scriptless.get_by_role("button", name="Show the answer").click()
    scriptless.get_by_role("button", name="Good").click()
    expect(scriptless.locator("[data-card-text]")).not_to_have_text(first)
    assert scriptless.url.endswith("/my/practice")
    expect(scriptless.locator("header.lx-header")).to_be_visible()


def test_without_script_a_translation_is_saved_taken_away_and_asked_for(scriptless: Page) -> None:
    scriptless.goto("/translator?src=en&tgt=uk&text=friend")
    scriptless.get_by_role("button", name="Translate").click()
    scriptless.get_by_role("button", name="Save to my vocabulary").click()
    expect(scriptless.locator("#entry-text")).to_have_text("friend")
    scriptless.locator("#remove-uk").click()
    expect(scriptless.locator("#remove-uk")).to_have_count(0)
    scriptless.locator("#translate-uk").click()
    expect(scriptless.locator("#translation-uk")).to_be_visible()


def test_without_script_selected_entries_are_archived(scriptless: Page) -> None:
    scriptless.goto("/my/vocabulary")
    row = scriptless.locator("li.lx-item").filter(has=scriptless.get_by_role("link", name="water", exact=True))
    row.get_by_role("checkbox").check()
    scriptless.get_by_role("button", name="Archive", exact=True).click()
    expect(row).to_have_count(0)


def test_on_paper_a_dark_page_is_light(browser: Browser, lexora: Lexora, cookies: list[dict[str, object]]) -> None:
    context, _watched = watched_context(browser, lexora, color_scheme="dark")
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/my/vocabulary")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(26, 25, 48)"
    expect(page.get_by_role("search")).to_be_hidden()
    leave(context)
