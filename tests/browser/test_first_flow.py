"""From sign-up to a reviewed word, as a person walks it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import settle_in
from tests.process import Lexora
from tests.services.translation.wire import TranslationServers

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
PASSWORD = "Correct-Horse-7"


def sign_up(page: Page, email: str) -> None:
    page.goto("/accounts/signup/")
    page.fill("[name=email]", email)
    page.fill("[name=password1]", PASSWORD)
    page.fill("[name=password2]", PASSWORD)
    page.press("[name=password2]", "Enter")
    page.wait_for_url("**/welcome")


def introduce(page: Page, native: str = "uk", learning: tuple[str, ...] = ("en", "el")) -> None:
    """The first two steps of the onboarding."""
    page.select_option("[name=native_language]", native)
    for code in learning:
        page.locator(f"[name=learning_languages][value={code}]").check(force=True)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/welcome/goal")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/welcome/words")


def settle(page: Page, native: str = "uk", learning: tuple[str, ...] = ("en", "el")) -> None:
    """The onboarding."""
    introduce(page, native, learning)
    page.get_by_role("button", name="Finish").click()
    page.wait_for_url(re.compile(r"localhost:\d+/$"))


def add(page: Page, text: str) -> None:
    page.goto("/my/vocabulary/new")
    page.fill("[name=text]", text)
    page.locator("#add button[type=submit]").click()


def test_from_sign_up_to_a_reviewed_word(page: Page) -> None:
    sign_up(page, "first.flow@example.com")
    settle(page)
    page.goto("/my/vocabulary/new")
    page.fill("[name=text]", "The weather is lovely today")
    expect(page.locator("#detected [name=language][value=en]")).to_be_checked()
    expect(page.locator("#detected [name=type][value=phrase]")).to_be_checked()
    page.press("[name=text]", "Control+Enter")
    added = page.locator("#added article")
    # Nobody reloads the page: the translations arrive.
    expect(added).to_contain_text("Сьогодні чудова погода")
    expect(added).to_contain_text("Ο καιρός είναι υπέροχος σήμερα")
    expect(page.locator("[name=text]")).to_have_value("")

    page.goto("/my/practice")
    expect(page.locator(".lx-flash__text")).to_have_text("The weather is lovely today")
    assert "погода" not in page.content()
    page.keyboard.press("Space")
    expect(page.locator("#answer")).to_contain_text("Сьогодні чудова погода")
    page.keyboard.press("3")
    expect(page.locator("[data-reviewed]")).to_have_text("You’ve reviewed 1 card.")


def test_a_newcomer_takes_first_words_by_keyboard_and_changes_their_mind(page: Page) -> None:
    sign_up(page, "newcomer@example.com")
    assert page.input_value("[name=time_zone]") == page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    page.fill("[name=display_name]", "Nina")
    introduce(page, learning=("en",))
    first, second = page.locator(".lx-pick").nth(0), page.locator(".lx-pick").nth(1)
    first.focus()
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-pressed", "true")
    expect(first).to_be_focused()
    second.click()
    expect(second).to_have_attribute("aria-pressed", "true")
    first.focus()
    page.keyboard.press("Space")
    expect(first).to_have_attribute("aria-pressed", "false")
    # Enter at the box about providers adds nothing and ends nothing.
    page.focus("[name=outside_allowed]")
    page.keyboard.press("Enter")
    expect(page.locator(".lx-pick[aria-pressed=true]")).to_have_count(1)
    page.get_by_role("link", name="Back").click()
    expect(page.locator("[value='10']")).to_be_checked()
    page.get_by_text("Serious").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".lx-pick[aria-pressed=true]")).to_have_count(1)
    page.get_by_role("button", name="Add all").click()
    expect(page.locator(".lx-pick[aria-pressed=true]")).to_have_count(12)
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_text("You’re all set")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nina")
    expect(page.get_by_text("12 cards are waiting for you.")).to_be_visible()
    expect(page.get_by_role("img", name="0 of 20 reviews today")).to_be_visible()


def test_a_failure_shows_its_reason_and_can_be_tried_again(page: Page, providers: TranslationServers) -> None:
    settle_in(page, "failure@example.com", learning=("en",))
    providers.script("google", "unchanged", "ok")
    add(page, "Please wait for the green light")
    added = page.locator("#added article")
    expect(added).to_contain_text("untranslated")
    added.get_by_role("button", name="Try again").click()
    expect(added.locator(".lx-translation__text[lang=uk]")).to_be_visible()


def test_a_guess_is_marked_and_corrected_with_one_click(page: Page) -> None:
    settle_in(page, "guess@example.com", native="el", learning=("uk", "en"))
    page.goto("/my/vocabulary/new")
    page.fill("[name=text]", "вода")
    expect(page.locator("#detected [name=language][value=uk]")).to_be_checked()
    expect(page.locator("#detected .lx-badge--guess")).to_be_visible()
    page.locator("label.lx-chip", has_text="English").click()
    with page.expect_response("**/my/vocabulary/detect*"):
        page.locator("[name=text]").press_sequentially("!")
    # Typing on does not undo the choice.
    expect(page.locator("#detected [name=language][value=en]")).to_be_checked()
    page.locator("#add button[type=submit]").click()
    expect(page.locator("#added article .lx-badge").first).to_have_text("English")


def test_a_duplicate_shows_the_entry_that_is_there(page: Page) -> None:
    settle_in(page, "duplicate@example.com")
    add(page, "apple")
    expect(page.locator("#added article")).to_contain_text("яблуко")
    add(page, "Apple!")
    expect(page.locator("#added")).to_contain_text("You already have this text")
    expect(page.locator("#added article")).to_contain_text("яблуко")


def test_a_word_typed_on_the_start_page_is_added_and_its_translation_arrives_there(
    page: Page, providers: TranslationServers
) -> None:
    settle_in(page, "start@example.com", learning=("en",))
    page.goto("/")
    page.fill("#quick", "The weather is lovely today")
    page.press("#quick", "Enter")
    expect(page.locator(".lx-translation__text[lang=uk]")).to_contain_text("Сьогодні чудова погода")
    expect(page.locator("#quick")).to_have_value("")
    expect(page.locator("#quick")).to_be_focused()
    providers.script("google", "busy", "ok")  # tried again after a second, when the page is open
    page.keyboard.type("The lake is calm tonight")
    page.keyboard.press("Enter")
    expect(page.locator("#added article")).to_have_count(2)
    expect(page).to_have_url(re.compile(r"localhost:\d+/$"))
    page.goto("/")
    expect(page.locator("#recent .lx-item").first).to_contain_text("The lake is calm tonight")
    expect(page.locator("#recent .lx-item").first.locator("[lang=uk]")).to_be_visible(timeout=30_000)


def test_bulk_delete_can_be_undone(page: Page) -> None:
    settle_in(page, "bulk@example.com")
    for text in ("apple", "bread"):
        add(page, text)
        expect(page.locator("#added article")).to_contain_text(text)
    page.goto("/my/vocabulary?language=en")
    for box in page.locator("input[name=ids]").all():
        box.check(force=True)
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("Nothing matches")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".lx-item")).to_have_count(2)
    expect(page).to_have_url(re.compile("language=en$"))


def test_a_selection_outlives_the_translation_that_arrives(page: Page, providers: TranslationServers) -> None:
    settle_in(page, "selection@example.com", learning=("en",))
    providers.script("google", "busy", "ok")  # tried again after a second, when the page is open
    add(page, "The field is full of flowers")
    expect(page.locator("#added article")).to_contain_text("Translating…")
    page.goto("/my/vocabulary")
    box = page.locator("input[name=ids]")
    box.check(force=True)
    expect(page.locator(".lx-item [lang=uk]")).to_be_visible()
    expect(box).to_be_checked()


def test_search_forgives_a_typing_error_while_one_types(page: Page) -> None:
    settle_in(page, "search@example.com")
    for text in ("apple", "house"):
        add(page, text)
        expect(page.locator("#added article")).to_contain_text(text)
    page.goto("/my/vocabulary")
    page.locator("#id_q").press_sequentially("appel", delay=20)
    expect(page.locator(".lx-item__text")).to_have_text(["apple"])


def test_the_translation_that_is_shown_is_the_one_that_is_saved(page: Page) -> None:
    settle_in(page, "translator@example.com")
    page.goto("/translator?src=en&tgt=uk")
    page.fill("[name=text]", "The weather is lovely today")
    page.press("[name=text]", "Control+Enter")
    expect(page.locator("[data-answer]")).to_have_text("Сьогодні чудова погода")
    page.get_by_role("button", name="Save to my vocabulary").click()
    page.locator("#save a").click()
    expect(page.locator(".lx-translation__text[lang=uk]")).to_contain_text("Сьогодні чудова погода")


def test_the_page_refreshes_what_it_missed_when_the_server_was_away(
    unwatched_page: Page, lexora: Lexora, providers: TranslationServers
) -> None:
    page = unwatched_page
    settle_in(page, "away@example.com", learning=("en",))
    providers.script("google", "timeout", "ok")
    add(page, "She waited until the rain had stopped")
    expect(page.locator("#added article")).to_contain_text("Translating")
    lexora.kill()
    lexora.start()
    expect(page.locator("#added .lx-translation__text[lang=uk]")).to_be_visible(timeout=30_000)
