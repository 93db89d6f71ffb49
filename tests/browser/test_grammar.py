"""Reading grammar: finding a page, knowing where one is, the table of verbs; on phones, by keyboard, without script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import leave, watched_context
from tests.process import Lexora

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}

MOVED = """(box) => new Promise((done) => {
  if (box.scrollLeft) done();
  box.addEventListener("scroll", () => done());
})"""


@pytest.fixture
def phone(browser: Browser, lexora: Lexora) -> Iterator[Page]:
    """The test fails on any console error or broken policy."""
    context, watched = watched_context(browser, lexora, **PHONE)
    page = context.new_page()
    yield page
    leave(context)
    assert not watched.troubles, "\n".join(watched.troubles)


@pytest.fixture
def scriptless(browser: Browser, lexora: Lexora) -> Iterator[Page]:
    context, _watched = watched_context(browser, lexora, java_script_enabled=False)
    yield context.new_page()
    leave(context)


def top_of(target: Locator) -> float:
    """How far below the upper edge of the screen it is."""
    return float(target.evaluate("(element) => element.getBoundingClientRect().top"))


def verbs(page: Page) -> Locator:
    return page.locator(".lx-verbs tbody th")


def test_the_index_is_filtered_while_one_types(page: Page) -> None:
    page.goto("/grammar")
    expect(page.locator(".lx-grammar__card")).to_have_count(6)
    page.get_by_label("Search grammar").press_sequentially("unless")
    expect(page.locator(".lx-grammar__card")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"\?q=unless$"))
    page.get_by_role("link", name="Unless and others").click()
    expect(page).to_have_url(re.compile("/grammar/conditionals#unless-and-others$"))
    expect(page.locator("h2#unless-and-others-title")).to_be_in_viewport()


def test_the_list_of_contents_shows_the_section_in_view(page: Page) -> None:
    page.goto("/grammar/tenses")
    current = page.locator(".lx-contents [aria-current=location]")
    for section, title in (
        ("past-perfect", "Past perfect"),
        ("overview", "Overview"),
        ("present-simple", "Present simple"),
    ):
        page.evaluate("(id) => document.getElementById(id).scrollIntoView()", section)
        expect(current).to_have_text(title)
        expect(current).to_be_in_viewport()


def test_a_heading_gives_its_address(page: Page) -> None:
    page.goto("/grammar/tenses")
    anchor = page.get_by_role("link", name="Copy the link to “Past simple”")
    anchor.focus()
    anchor.press("Enter")
    expect(anchor).to_have_class(re.compile("is-done"))
    expect(page).to_have_url(re.compile("/grammar/tenses#past-simple$"))
    assert str(anchor.get_attribute("data-copy")) == page.url


def test_a_phone_has_the_contents_above_the_text_and_hides_no_heading_below_them(phone: Page) -> None:
    phone.goto("/grammar/tenses")
    contents = phone.locator(".lx-contents")
    expect(contents.get_by_role("link", name="Past perfect", exact=True)).not_to_be_visible()
    contents.locator("summary").tap()
    contents.get_by_role("link", name="Past perfect", exact=True).tap()
    expect(phone.locator("#past-perfect-title")).to_be_in_viewport()
    expect(contents.locator("ol")).not_to_be_visible()
    expect(contents.locator("[data-now]")).to_have_text("Past perfect")
    bottom = contents.evaluate("(element) => element.getBoundingClientRect().bottom")
    assert top_of(phone.locator("#past-perfect-title")) >= bottom
    assert top_of(contents) > 0  # it stays


def test_a_wide_table_can_be_moved_by_keyboard_a_narrow_one_is_no_stop(phone: Page) -> None:
    phone.goto("/grammar/conditionals")
    wide = phone.locator("#overview .lx-table-box")
    expect(wide).to_have_attribute("tabindex", "0")
    wide.focus()
    phone.keyboard.press("ArrowRight")
    wide.evaluate(MOVED)
    assert wide.evaluate("(box) => box.scrollLeft") > 0
    phone.set_viewport_size({"width": 1440, "height": 800})
    expect(wide).not_to_have_attribute("tabindex", "0")


def test_the_table_of_verbs_is_filtered_while_one_types_and_by_level(page: Page) -> None:
    page.goto("/grammar/irregular-verbs?explain=uk")
    field = page.get_by_label("Search verbs")
    field.press_sequentially("went")
    expect(verbs(page)).to_have_count(1)
    expect(verbs(page)).to_contain_text("go")
    expect(page.locator("#verbs [role=status]")).to_have_text("1 verb")
    expect(page).to_have_url(re.compile(r"q=went.*explain=uk"))
    expect(field).to_be_focused()
    page.get_by_label("C1", exact=True).check()
    expect(page.get_by_text("No verb like that")).to_be_visible()
    field.fill("")
    expect(verbs(page).first).to_contain_text("C1")


def test_without_script_everything_is_there(scriptless: Page) -> None:
    scriptless.goto("/grammar")
    scriptless.get_by_label("Search grammar").fill("unless")
    scriptless.get_by_role("button", name="Search", exact=True).click()
    expect(scriptless.locator(".lx-grammar__card")).to_have_count(1)
    scriptless.goto("/grammar/irregular-verbs?explain=el")
    scriptless.get_by_label("Search verbs").fill("went")
    scriptless.get_by_label("A1", exact=True).check()
    scriptless.locator("#table").get_by_role("button", name="Search").click()
    expect(scriptless).to_have_url(re.compile(r"q=went&explain=el&level=A1#table$"))
    expect(verbs(scriptless)).to_have_count(1)
    expect(scriptless.get_by_label("A1", exact=True)).to_be_checked()


def test_without_script_a_phone_can_open_the_contents(browser: Browser, lexora: Lexora) -> None:
    context, _watched = watched_context(browser, lexora, java_script_enabled=False, **PHONE)
    page = context.new_page()
    page.goto("/grammar/articles")
    page.locator(".lx-contents summary").tap()
    expect(page.locator(".lx-contents ol")).to_be_visible()
    leave(context)
