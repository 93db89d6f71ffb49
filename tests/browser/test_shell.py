"""What stands round every page: menus, theme and language, by mouse and keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import leave, watched_context
from tests.browser.people import enter, make_account
from tests.process import Lexora

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
EMAIL = "shell@example.com"
CHOICES = "summary[title='Language and theme']"
BARS = "[...document.querySelectorAll('meta[name=theme-color]')].map((meta) => meta.content)"
NIGHT = "rgb(14, 12, 29)"


@pytest.fixture(scope="module", autouse=True)
def _account(lexora: Lexora) -> None:
    make_account(lexora, EMAIL)


@pytest.fixture
def context(browser: Browser, lexora: Lexora) -> Iterator[BrowserContext]:
    context, _watched = watched_context(browser, lexora, viewport={"width": 1280, "height": 800})
    yield context
    leave(context)


@pytest.fixture
def profile(context: BrowserContext) -> Page:
    """The profile page, with something typed."""
    page = context.new_page()
    enter(page, EMAIL)
    page.goto("/my/profile")
    page.fill("[name=display_name]", "typed")
    return page


def choose_theme(page: Page, theme: str) -> None:
    if not page.locator("[data-theme-form]:visible").count():
        page.locator(CHOICES).click()
    page.locator(f"[data-theme-form]:visible button[value={theme}]").click()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


# Theme and language


def test_a_theme_that_could_not_be_kept_costs_nothing_that_was_typed(profile: Page) -> None:
    profile.context.set_offline(True)
    choose_theme(profile, "dark")
    expect(profile.locator(".lx-toast--error")).to_contain_text("Check your connection")
    expect(profile.locator("html")).to_have_attribute("data-theme", "auto")
    expect(profile.locator("[name=display_name]")).to_have_value("typed")


def test_who_signed_in_again_elsewhere_chooses_a_theme_on_the_old_page(profile: Page) -> None:
    profile.context.clear_cookies(name="csrftoken")
    profile.context.new_page().goto("/translator")
    with profile.expect_response("**/theme") as answer:
        choose_theme(profile, "dark")
    assert answer.value.status == 302
    expect(profile.locator("[name=display_name]")).to_have_value("typed")
    choose_theme(profile, "auto")


def test_the_bars_of_a_phone_follow_the_device_when_the_theme_does(profile: Page) -> None:
    choose_theme(profile, "light")
    profile.reload()
    choose_theme(profile, "auto")
    profile.emulate_media(color_scheme="dark")
    profile.wait_for_function(f"() => {BARS}.every((colour) => colour === '{NIGHT}')")


def test_another_tab_takes_the_theme_on_when_it_is_looked_at(profile: Page) -> None:
    other = profile.context.new_page()
    other.goto("/translator")
    with other.expect_response("**/theme"):
        choose_theme(other, "dark")
    profile.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(profile.locator("html")).to_have_attribute("data-theme", "dark")
    expect(profile.locator("[name=display_name]")).to_have_value("typed")
    choose_theme(profile, "auto")


def test_a_page_from_the_history_speaks_the_language_that_was_chosen_since(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/privacy")
    other = context.new_page()
    other.goto("/translator")
    other.locator(CHOICES).click()
    other.locator("button[name=language][value=uk]:visible").click()
    expect(other.locator("html")).to_have_attribute("lang", "uk")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator("html")).to_have_attribute("lang", "uk")


# Menus


def test_arrows_home_and_end_walk_through_a_menu(profile: Page) -> None:
    profile.locator(".lx-round--avatar").focus()
    profile.keyboard.press("ArrowUp")
    assert focused(profile) == "Sign out"
    for key, there in (("ArrowDown", "Profile"), ("End", "Sign out"), ("Home", "Profile")):
        profile.keyboard.press(key)
        assert focused(profile) == there
    profile.keyboard.press("Escape")
    expect(profile.locator(".lx-round--avatar")).to_be_focused()
    expect(profile.locator("details[data-menu][open]")).to_have_count(0)


def test_who_searches_from_within_a_menu_comes_back_to_it(profile: Page) -> None:
    profile.locator(".lx-round--avatar").focus()
    profile.keyboard.press("ArrowDown")
    profile.keyboard.press("Control+k")
    expect(profile.locator("#spotlight-q")).to_be_focused()
    profile.keyboard.press("Escape")
    expect(profile.locator("#spotlight")).to_be_hidden()
    assert focused(profile) == "Profile"
    profile.keyboard.press("Escape")
    expect(profile.locator(".lx-round--avatar")).to_be_focused()


# Notifications


def test_an_empty_list_of_notifications_fills_by_itself(context: BrowserContext, lexora: Lexora) -> None:
    make_account(lexora, "news@example.com")
    page = context.new_page()
    enter(page, "news@example.com")
    page.goto("/my/notifications")
    page.wait_for_load_state("networkidle")
    other = context.new_page()
    other.goto("/my/profile")
    other.fill("#token-name", "<b>reader</b>")
    other.press("#token-name", "Enter")
    expect(page.locator(".lx-news")).to_contain_text("“<b>reader</b>”")


def test_what_the_page_before_said_is_announced(context: BrowserContext) -> None:
    page = context.new_page()
    # Notes what screen readers hear: what is put into the live region after it was there.
    page.add_init_script(
        """document.addEventListener("DOMContentLoaded", () => {
          window.heard = [];
          const hear = (changes) => changes.forEach((c) => c.addedNodes.forEach((n) => heard.push(n.textContent)));
          new MutationObserver(hear).observe(document.getElementById("toasts"), {childList: true});
        })"""
    )
    enter(page, EMAIL)
    page.goto("/my/profile")
    page.locator("[name=display_name]").press("Enter")
    expect(page.locator("#toasts .lx-toast")).to_contain_text("Saved.")
    page.wait_for_function("() => window.heard?.join('').includes('Saved.')")
