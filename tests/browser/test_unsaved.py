"""What somebody is writing stays on the page, whatever arrives or fails meanwhile."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import settle_in
from tests.browser.test_first_flow import add
from tests.services.translation.wire import TranslationServers

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def open_added(page: Page) -> None:
    page.locator("#added article").get_by_role("link", name="Open").click()
    page.wait_for_url(re.compile(r"/my/vocabulary/\d+$"))


def test_a_translation_that_arrives_erases_nothing(page: Page, providers: TranslationServers) -> None:
    settle_in(page, "arrives@example.com", learning=("en",))
    providers.script("google", "unchanged", "ok")
    add(page, "The train leaves at noon")
    expect(page.locator("#added article")).to_contain_text("untranslated")
    open_added(page)
    page.fill("#id_url", "https://example.com/so")
    page.fill("#id_tags", "travel")
    page.evaluate("document.querySelector('#translation-uk button').click()")
    expect(page.locator("#translation-uk [lang=uk]")).to_be_visible()
    expect(page.locator("#id_tags")).to_have_value("travel")
    expect(page.locator("#id_tags")).to_be_focused()
    expect(page.locator("#id_url")).to_have_value("https://example.com/so")


def test_saving_tags_leaves_an_open_editor_as_it_is(page: Page) -> None:
    settle_in(page, "editor@example.com")
    add(page, "apple")
    expect(page.locator("#added article")).to_contain_text("яблуко")
    open_added(page)
    page.locator("#translation-uk a").click()
    page.fill("#translation-uk textarea", "яблуч")
    page.fill("#id_tags", "fruit")
    page.press("#id_tags", "Control+Enter")
    expect(page.locator("#entry-tags")).to_contain_text("Saved.")
    expect(page.locator("#translation-uk textarea")).to_have_value("яблуч")
    page.fill("#translation-uk textarea", "яблучко")
    page.press("#translation-uk textarea", "Control+Enter")
    expect(page.locator("#translation-uk [lang=uk]")).to_contain_text("яблучко")
    expect(page.locator("#translation-uk a")).to_be_focused()


def test_escape_leaves_the_editor_and_the_focus_returns_to_its_button(page: Page) -> None:
    settle_in(page, "escape@example.com")
    add(page, "apple")
    open_added(page)
    page.get_by_role("link", name="Edit", exact=True).click()
    page.fill("#id_text", "pear")
    page.keyboard.press("Escape")
    expect(page.locator("h1")).to_have_text("apple")
    expect(page.get_by_role("link", name="Edit", exact=True)).to_be_focused()


def test_an_edit_into_a_known_text_names_the_other_entry(unwatched_page: Page) -> None:
    page = unwatched_page
    settle_in(page, "known@example.com")
    add(page, "bread")
    add(page, "apple")
    open_added(page)
    page.get_by_role("link", name="Edit", exact=True).click()
    page.fill("#id_text", "bread")
    page.press("#id_text", "Control+Enter")
    expect(page.locator("#toasts")).to_contain_text("You already have this text")
    with page.expect_popup() as popup:
        page.locator("#toasts a").click()
    expect(popup.value.locator("h1")).to_have_text("bread")
    expect(page.locator("#id_text")).to_have_value("bread")


def test_a_word_added_twice_is_shown_once(page: Page) -> None:
    settle_in(page, "twice@example.com")
    add(page, "apple")
    for _again in range(2):
        page.fill("#id_text", "apple")
        page.press("#id_text", "Control+Enter")
        expect(page.locator("#id_text")).to_have_value("")
    expect(page.locator("#added article")).to_have_count(1)
    expect(page.locator("#added .lx-alert")).to_have_count(1)


def test_fast_typing_leaves_language_and_type_to_the_server(page: Page) -> None:
    settle_in(page, "fast@example.com")
    page.goto("/my/vocabulary/new")
    page.fill("#id_text", "apple")
    expect(page.locator("#detected [name=language][value=en]")).to_be_checked()
    page.fill("#id_text", "Σήμερα ο καιρός είναι πολύ ωραίος.")
    page.press("#id_text", "Control+Enter")
    open_added(page)
    expect(page.locator("#entry-head")).to_contain_text("Greek")
    expect(page.locator("#entry-head")).to_contain_text("Sentence")


def test_a_session_that_ended_keeps_the_text_and_goes_on_after_signing_in(unwatched_page: Page) -> None:
    page = unwatched_page
    settle_in(page, "ended@example.com")
    page.goto("/my/vocabulary/new")
    page.fill("#id_text", "apple")
    expect(page.locator("#detected [name=language][value=en]")).to_be_checked()
    page.context.clear_cookies(name="sessionid")
    page.press("#id_text", "Control+Enter")
    expect(page.locator("#signed-out")).to_be_visible()
    expect(page.locator("#id_text")).to_have_value("apple")
    expect(page.locator("[name=password]")).to_have_count(0)
    with page.expect_popup() as popup:
        page.locator("#signed-out a").click()
    popup.value.fill("[name=login]", "ended@example.com")
    popup.value.fill("[name=password]", "Correct-Horse-7")
    popup.value.press("[name=password]", "Enter")
    popup.value.wait_for_url("**/my/vocabulary/new")
    page.bring_to_front()
    page.press("#id_text", "Control+Enter")
    expect(page.locator("#added article")).to_contain_text("apple")
    expect(page.locator("#signed-out")).to_be_hidden()


def test_a_page_says_that_its_entry_was_deleted_elsewhere(page: Page) -> None:
    settle_in(page, "elsewhere@example.com")
    add(page, "apple")
    open_added(page)
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("deleted in another window")).to_be_visible()
