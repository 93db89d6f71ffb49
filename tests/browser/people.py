"""People who are there already, and their way in."""

import re
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page

from tests.browser.conftest import leave, watched_context
from tests.factories import PASSWORD
from tests.process import Lexora

Cookies = list[dict[str, object]]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def make_account(lexora: Lexora, email: str, *flags: str) -> None:
    if lexora.look(f"SELECT id FROM accounts_user WHERE email = '{email}'"):  # noqa: S608  # the test runs once more
        return
    lexora.call("create_user", email, "--password", PASSWORD, "--native", "uk", "--learning", "en,el", *flags)


def send(page: Page, path: str, **fields: object) -> None:
    """Send the form of a page from this browser without opening it: pages that are not the point cost their time."""
    [token] = set(TOKEN.findall(page.request.get(path).text()))
    body = urlencode({**fields, "csrfmiddlewaretoken": token}, doseq=True)
    answer = page.request.post(
        path, data=body, headers={"Content-Type": "application/x-www-form-urlencoded"}, max_redirects=0
    )
    assert answer.status == 302, answer.text()


def enter(page: Page, email: str) -> None:
    """Sign in where signing in is not the point."""
    send(page, "/accounts/login/", login=email, password=PASSWORD)


def settle_in(page: Page, email: str, *, native: str = "uk", learning: tuple[str, ...] = ("en", "el")) -> None:
    """Sign up and come through the onboarding where neither is the point."""
    send(page, "/accounts/signup/", email=email, password1=PASSWORD, password2=PASSWORD)
    who = {"handle": email.split("@")[0], "native_language": native, "learning_languages": learning}
    send(page, "/welcome", **who, default_source_language=learning[0], time_zone="UTC")
    send(page, "/welcome/goal", daily_goal=20)
    send(page, "/welcome/words", finish=1, outside_allowed="on")


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


def cookies_of(browser: Browser, lexora: Lexora, email: str, *words: str) -> Cookies:
    """What a browser has after this person signed in and added the words."""
    context, _watched = watched_context(browser, lexora)
    page = context.new_page()
    enter(page, email)
    add_words(page, *words)
    cookies = [dict(cookie) for cookie in context.cookies()]
    leave(context)
    return cookies
