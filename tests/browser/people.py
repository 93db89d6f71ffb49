"""People who are there already, and their way in."""

from playwright.sync_api import Browser, Page

from tests.browser.conftest import watched_context
from tests.factories import PASSWORD
from tests.process import Lexora


def make_account(lexora: Lexora, email: str, *flags: str) -> None:
    lexora.run("create-user", email, "--password", PASSWORD, "--native", "uk", "--learning", "en,el", *flags)


def sign_in(page: Page, email: str) -> None:
    page.goto("/accounts/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.locator("form[action='/accounts/logout/']").first.wait_for(state="attached")


def add_words(page: Page, *texts: str) -> None:
    for text in texts:
        page.goto("/my/vocabulary/new")
        page.fill("[name=text]", text)
        page.locator("#add button[type=submit]").click()
        page.locator("#added article").wait_for()


def cookies_of(browser: Browser, lexora: Lexora, email: str, *words: str) -> list[dict[str, object]]:
    """What a browser has after this person signed in and added the words."""
    context, _watched = watched_context(browser, lexora)
    page = context.new_page()
    sign_in(page, email)
    add_words(page, *words)
    cookies = [dict(cookie) for cookie in context.cookies()]
    context.close()
    return cookies
