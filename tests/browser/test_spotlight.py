"""The search over everything, by keyboard, by touch and by ear, on a wide screen and on a phone."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.axe import axe
from tests.browser.conftest import leave, watched_context
from tests.browser.people import cookies_of, make_account
from tests.browser.test_every_page import look_at
from tests.process import Lexora

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
EMAIL = "spotlight@example.com"
WORDS = ("apple", "apple pie", "вода")
LOOKS = [(1440, "light"), (1440, "dark"), (360, "light"), (360, "dark")]
LOOKS_OF_AXE = [(1440, "light"), (360, "dark")]  # axe-core takes its time


@pytest.fixture(scope="module")
def account(lexora: Lexora, browser: Browser) -> dict[str, Any]:
    """A learner with some words; the cookies to go on with."""
    make_account(lexora, EMAIL)
    return {"cookies": cookies_of(browser, lexora, EMAIL, *WORDS), "origins": []}


@pytest.fixture(params=LOOKS, ids=lambda look: "-".join(map(str, look)))
def look(request: pytest.FixtureRequest) -> tuple[int, str]:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def start(look: tuple[int, str], browser: Browser, lexora: Lexora, account: dict[str, Any]) -> Iterator[Page]:
    """The start page of the learner; the test fails on any console error or broken policy."""
    width, theme = look
    context, watched = watched_context(
        browser,
        lexora,
        storage_state=account,
        viewport={"width": width, "height": 800},
        color_scheme=theme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto("/")
    yield page
    leave(context)
    troubles = [trouble for trouble in watched.troubles if not trouble.startswith(": Applying inline style")]  # axe
    assert not troubles, "\n".join(troubles)


@pytest.fixture
def wide(browser: Browser, lexora: Lexora, account: dict[str, Any]) -> Iterator[Page]:
    """The same on a wide screen only; its console may complain."""
    context, _watched = watched_context(browser, lexora, storage_state=account)
    page = context.new_page()
    page.goto("/")
    yield page
    leave(context)


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search words, pages and actions")


def titles(page: Page) -> Locator:
    return page.locator("#spotlight [role=option] .lx-hit__title")


def selected(page: Page) -> Locator:
    """The option that the field says is the active one."""
    name = field(page).get_attribute("aria-activedescendant")
    return page.locator(f"#{name}[aria-selected=true] .lx-hit__title")


def look_for(page: Page, text: str) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type(text)
    expect(titles(page).first).to_be_visible()


def faults_of(page: Page, look: tuple[int, str]) -> list[str]:
    return look_at(page, "/") + (axe(page) if look in LOOKS_OF_AXE else [])


def test_a_word_is_found_and_opened_by_keyboard_alone(start: Page) -> None:
    start.keyboard.press("Control+k")
    expect(field(start)).to_be_focused()
    expect(field(start)).to_have_attribute("aria-expanded", "false")
    start.keyboard.type("apple")
    expect(field(start)).to_have_attribute("aria-expanded", "true")
    expect(titles(start)).to_have_text(
        ["apple", "apple pie", "Add “apple” to my vocabulary", "Translate “apple”"], use_inner_text=True
    )
    expect(start.locator("#spotlight-count")).to_have_text("2 results")
    for key, text in (
        ("ArrowDown", "apple pie"),
        ("End", "Translate “apple”"),
        ("ArrowDown", "apple"),
        ("ArrowUp", "Translate “apple”"),
        ("Home", "apple"),
        ("ArrowDown", "apple pie"),
    ):
        start.keyboard.press(key)
        expect(selected(start)).to_have_text(text)
        expect(selected(start)).to_be_in_viewport()
    expect(field(start)).to_be_focused()
    start.keyboard.press("Enter")
    start.wait_for_url(re.compile(r"/my/vocabulary/\d+$"))
    expect(start.locator("main")).to_contain_text("apple pie")


def test_everything_in_it_is_accessible_and_fits(start: Page, look: tuple[int, str]) -> None:
    start.keyboard.press("Control+k")
    assert faults_of(start, look) == []
    for text in ("apple", "qqqxxx", "!"):
        field(start).fill(text)
        expect(start.locator("#spotlight-answers")).to_contain_text(text if text != "!" else "Type at least")
        assert faults_of(start, look) == [], text


def test_by_touch_it_opens_and_closes_with_buttons(start: Page) -> None:
    start.locator("[data-spotlight]").first.click()
    expect(field(start)).to_be_focused()
    start.keyboard.type("вод")
    titles(start).first.hover()
    close = start.locator("#spotlight").get_by_role("button", name="Close")
    box = close.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
    close.click()
    expect(start.locator("#spotlight")).to_be_hidden()
    expect(start.locator("[data-spotlight]").first).to_be_focused()
    start.locator("[data-spotlight]").first.click()
    start.keyboard.type("вод")
    titles(start).first.click()
    start.wait_for_url(re.compile(r"/my/vocabulary/\d+$"))


def test_on_a_phone_it_covers_the_screen(start: Page) -> None:
    start.keyboard.press("Control+k")
    box, screen = start.locator("#spotlight").bounding_box(), start.viewport_size
    assert box
    assert screen
    covers = (box["x"], box["y"], box["width"], box["height"]) == (0, 0, screen["width"], screen["height"])
    assert covers == (screen["width"] < 768)


def test_escape_closes_it_gives_the_focus_back_and_forgets(wide: Page) -> None:
    wide.locator("main a").first.focus()
    look_for(wide, "apple")
    wide.keyboard.press("Escape")
    expect(wide.locator("#spotlight")).to_be_hidden()
    expect(wide.locator("main a").first).to_be_focused()
    wide.keyboard.press("Control+k")
    expect(field(wide)).to_have_value("")
    expect(titles(wide)).to_have_count(0)
    expect(field(wide)).to_have_attribute("aria-expanded", "false")
    wide.keyboard.type("apple")  # the same again is asked again
    expect(titles(wide).first).to_have_text("apple")
    wide.keyboard.press("Control+k")
    expect(wide.locator("#spotlight")).to_be_hidden()


def test_a_slash_opens_it_except_where_one_types(wide: Page) -> None:
    wide.keyboard.press("/")
    expect(field(wide)).to_be_focused()
    expect(field(wide)).to_have_value("")
    wide.goto("/translator")
    wide.locator("[name=text]").press_sequentially("either/or")
    expect(wide.locator("[name=text]")).to_have_value("either/or")
    expect(wide.locator("#spotlight")).to_be_hidden()


def test_with_other_letters_on_the_keyboard_the_same_key_opens_it(wide: Page) -> None:
    for key in ("л", "κ"):
        wide.evaluate(
            """key => document.body.dispatchEvent(
                new KeyboardEvent("keydown", { key, code: "KeyK", ctrlKey: true, bubbles: true, cancelable: true }))""",
            key,
        )
        expect(wide.locator("#spotlight")).to_be_visible()
        wide.keyboard.press("Escape")


def test_it_does_not_open_over_another_dialog(wide: Page) -> None:
    wide.evaluate("document.body.append(document.createElement('dialog')); document.body.lastChild.showModal()")
    wide.keyboard.press("Control+k")
    wide.keyboard.press("/")
    expect(wide.locator("#spotlight")).to_be_hidden()


def test_control_and_enter_opens_a_new_tab(wide: Page) -> None:
    look_for(wide, "apple pie")
    with wide.context.expect_page() as opened:
        wide.keyboard.press("Control+Enter")
    opened.value.wait_for_url(re.compile(r"/my/vocabulary/\d+$"))
    expect(field(wide)).to_be_focused()


def test_enter_before_the_answer_leads_to_the_page_with_all_answers(wide: Page) -> None:
    look_for(wide, "apple")
    wide.keyboard.type(" pi")
    wide.keyboard.press("Enter")
    wide.wait_for_url("**/search?q=apple+pi")
    expect(wide.locator("main .lx-hit__title").first).to_have_text("apple pie")


def test_an_older_answer_never_overwrites_a_newer_one(wide: Page) -> None:
    held: list[Route] = []
    wide.route("**/search?q=bread", lambda route: held.append(route))
    wide.keyboard.press("Control+k")
    with wide.expect_request("**/search?q=bread"):
        wide.keyboard.type("bread")
    field(wide).fill("apple")
    expect(titles(wide).first).to_have_text("apple")
    held[0].fulfill(body="<p>too late</p>", content_type="text/html")
    field(wide).fill("apple pie")
    expect(titles(wide).first).to_have_text("apple pie")
    assert "too late" not in wide.content()


def test_a_search_that_fails_says_so_in_the_dialog(wide: Page) -> None:
    wide.route("**/search?q=*", lambda route: route.abort())
    wide.keyboard.press("Control+k")
    wide.keyboard.type("apple")
    expect(wide.get_by_role("alert")).to_contain_text("The search didn’t answer")
    wide.unroute("**/search?q=*")
    wide.keyboard.type(" ")
    expect(titles(wide).first).to_have_text("apple")
    expect(wide.get_by_role("alert")).to_be_hidden()


def test_the_page_answers_while_one_types(start: Page, look: tuple[int, str]) -> None:
    start.goto("/search")
    start.locator("#id_q").press_sequentially("apple")
    expect(start.locator("main .lx-hit__title").first).to_have_text("apple")
    expect(start.locator("#found-count")).to_have_text("2 results")
    expect(start).to_have_url(re.compile(r"/search\?q=apple$"))
    assert faults_of(start, look) == []
