"""The Gold Vocabulary in a browser: found, added and taken back by keyboard; and without a script."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import leave, watched_context
from tests.browser.people import enter, make_account
from tests.process import Lexora

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_a_word_is_found_added_and_taken_back_by_keyboard(page: Page, lexora: Lexora) -> None:
    make_account(lexora, "gold@example.com")
    enter(page, "gold@example.com")
    page.goto("/useful-words?level=A1")
    page.locator("#id_q").focus()
    page.keyboard.type("watre")
    water = page.locator(".lx-gold").filter(has_text="вода")
    expect(page.locator(".lx-gold").first).to_contain_text("water")
    expect(page).to_have_url(re.compile("q=watre"))
    expect(page.locator("#gold-languages a").nth(1)).to_have_attribute("href", re.compile("q=watre"))
    add = water.get_by_role("button", name="Add water")
    add.focus()
    page.keyboard.press("Enter")
    expect(water.get_by_role("link", name="In your list water")).to_be_visible()
    expect(page.locator("#gold-said")).to_have_text("water is in your list.")
    expect(page.locator("#gold-progress")).to_contain_text("1 of")
    undo = water.get_by_role("button", name="Undo water")
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    expect(add).to_be_focused()
    expect(page.locator("#gold-progress")).to_contain_text("0 of")


def test_a_whole_level_is_added_and_taken_back_without_a_script(browser: Browser, lexora: Lexora) -> None:
    make_account(lexora, "gold.plain@example.com")
    context, _watched = watched_context(browser, lexora, java_script_enabled=False)
    page = context.new_page()
    enter(page, "gold.plain@example.com")
    page.goto("/useful-words?language=el&level=A1")
    page.get_by_role("link", name="Add all of A1").click()
    page.get_by_role("button", name=re.compile(r"Add \d+ words")).click()
    expect(page.locator("#toasts")).to_contain_text(re.compile(r"\d+ words were added to your list\."))
    expect(page).to_have_url(re.compile(r"/useful-words\?language=el&level=A1$"))
    expect(page.locator(".lx-gold .lx-badge--ok")).to_have_count(50)
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.locator("#toasts")).to_contain_text("words were taken back.")
    page.locator(".lx-gold").first.get_by_role("button").click()
    expect(page.locator(".lx-gold").first).to_contain_text("In your list")
    leave(context)


def test_a_guest_is_led_to_sign_up_and_comes_back(page: Page, lexora: Lexora) -> None:
    page.goto("/useful-words?level=A1")
    page.locator(".lx-gold a").first.click()
    expect(page).to_have_url(re.compile(r"/accounts/signup/\?next=%2Fuseful-words%3Flevel%3DA1%23word-\d+$"))


def test_a_word_of_the_day_is_added_and_taken_back_as_often_as_one_likes(page: Page, lexora: Lexora) -> None:
    make_account(lexora, "daily@example.com")
    enter(page, "daily@example.com")
    page.goto("/dashboard")
    button = page.locator("[id^=add-button-]").first
    for said, pressed in (("In your list", "true"), ("Add to my words", "false"), ("In your list", "true")):
        button.click()
        expect(button).to_contain_text(said)
        expect(button).to_have_attribute("aria-pressed", pressed)
    expect(page.locator(f"#{button.get_attribute('id')}")).to_have_count(1)
