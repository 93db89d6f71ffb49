"""The shop in a browser: bought by keyboard, worn at once, hidden and shown again; and without a script."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import leave, watched_context
from tests.browser.people import make_account, sign_in
from tests.factories import PASSWORD
from tests.process import Lexora

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def earn(page: Page, email: str, *, words: int) -> None:
    """15 XP for each word, as a program would have its person practise."""
    sent = {"email": email, "password": PASSWORD}
    token = page.request.post("/api/v1/auth/token", data=sent).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    for n in range(words):
        added = page.request.post("/api/v1/entries", data={"text": f"word {n}", "language": "en"}, headers=headers)
        review = {"entry_id": added.json()["id"], "grade": "easy", "idempotency_key": f"k{n}"}
        assert page.request.post("/api/v1/reviews", data=review, headers=headers).ok


def test_a_frame_is_bought_by_keyboard_and_worn_at_once(page: Page, lexora: Lexora) -> None:
    make_account(lexora, "shop@example.com")
    sign_in(page, "shop@example.com")
    earn(page, "shop@example.com", words=8)
    page.goto("/my/shop")
    expect(page.locator(".lx-streak")).to_contain_text("Streak: 1 day.")
    page.locator("#buy-frame-gold").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Bought: Golden frame.")
    expect(page.locator("#own-avatar .lx-frame--gold")).to_be_visible()
    expect(page.locator("#buy-frame-gold")).to_be_disabled()
    expect(page.locator("#buy-frame-gold")).to_be_focused()
    expect(page.locator("#buy-frame-olive")).to_contain_text("80 XP more needed")
    page.goto("/my/inventory")
    page.get_by_role("button", name="Take it off").click()
    expect(page.locator("#own-avatar .lx-frame")).to_have_count(0)
    page.goto("/my/leaderboard")
    expect(page.locator(".lx-place--own")).to_contain_text("120 XP")


def test_everything_works_without_a_script(browser: Browser, lexora: Lexora) -> None:
    make_account(lexora, "plain@example.com")
    context, _watched = watched_context(browser, lexora, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "plain@example.com")
    earn(page, "plain@example.com", words=6)
    page.goto("/my/shop")
    page.locator("#buy-double-xp").click()
    expect(page.locator("#toasts")).to_contain_text("Bought: Double XP.")
    page.goto("/my/inventory")
    page.locator("#use-booster").click()
    expect(page.locator("#inventory")).to_contain_text("On for 5 more reviews that earn XP")
    page.goto("/u/me")
    page.get_by_role("button", name="Hide me from others").click()
    expect(page.locator("#main")).to_contain_text("Only you can see this page")
    leave(context)
