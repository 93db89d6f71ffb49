"""Every page in both widths, both themes and all three languages: accessible, quiet, nothing wider than the screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.axe import axe
from tests.browser.conftest import Watched, leave, watched_context
from tests.browser.looks import LOOKS, LOOKS_OF_AXE, dress
from tests.browser.people import Cookies, cookies_of, enter, make_account
from tests.factories import PASSWORD
from tests.process import Lexora

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
EMAIL, NEWCOMER = "pages@example.com", "new.pages@example.com"
PUBLIC = (
    "/",
    "/translator",
    "/useful-words",
    "/useful-words?language=el&level=A1&page=2",
    "/search",
    "/search?q=privacy",
    "/idioms",
    "/idioms?language=el&q=nothing-like-this",
    "/idioms/en-look-after",
    "/phrasebook",
    "/phrasebook/airport",
    "/phrasebook/airport/airport-01/show",
    "/privacy",
    "/grammar",
    "/grammar?q=nothing-like-this",
    "/grammar/tenses",
    "/grammar/conditionals?explain=el",
    "/grammar/irregular-verbs",
    "/grammar/irregular-verbs?q=nothing-like-this",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
)
OWN = (
    "/",
    "/my/vocabulary",
    "/my/vocabulary?q=nothing-like-this",
    "/my/vocabulary/new",
    "/my/vocabulary/1",
    "/my/vocabulary/1?edit=entry",
    "/my/vocabulary/shared",
    "/my/vocabulary/print/options",
    "/my/practice",
    "/my/shop",
    "/my/inventory",
    "/my/leaderboard",
    "/my/leaderboard?period=week&language=en",
    "/u/me",
    "/my/practice/settings",
    "/my/grammar-practice",
    "/my/grammar-practice?language=en&category=tenses",
    "/my/grammar-practice?language=uk&category=passive",
    "/my/sentence-builder",
    "/my/dashboard",
    "/my/dashboard/words",
    "/dashboard",
    "/idioms?language=en&kind=idiom",
    "/phrasebook/airport?need=el&tag=luggage",
    "/my/notifications",
    "/my/notifications/settings",
    "/translator",
    "/useful-words?language=el",
    "/useful-words?q=appel",
    "/useful-words?q=nothing-like-this&level=B1",
    "/useful-words/level/A1?language=en",
    "/search?q=apple",
    "/my/profile",
    "/style",
    "/accounts/password/change/",
    "/accounts/email/",
    "/accounts/2fa/",
    "/accounts/logout/",
    "/api/v1/docs",
    "/admin/",
    "/admin/words/entry/",
    "/admin/jobs/job/",
    "/admin/learning/xpentry/",
)
STEPS = ("/welcome", "/welcome/goal", "/welcome/words")
# Pages that others make: their look is not ours, but their noise would be.
FOREIGN = ("/api/v1/docs", "/admin")


@pytest.fixture(scope="module")
def account(lexora: Lexora, browser: Browser) -> Cookies:
    """A signed-in administrator with a word of each kind; the cookies to go on with."""
    make_account(lexora, EMAIL, "--admin")
    long = "A long sentence that is spoken slowly, with commas, and that goes on for quite a while"
    return cookies_of(browser, lexora, EMAIL, "apple", long, "вода")


@pytest.fixture(scope="module")
def newcomer(lexora: Lexora, browser: Browser) -> Cookies:
    """Somebody who has come to the last step of the onboarding; the cookies to go on with."""
    lexora.run("create-user", NEWCOMER, "--password", PASSWORD)
    context, _watched = watched_context(browser, lexora)
    page = context.new_page()
    enter(page, NEWCOMER)
    page.goto("/welcome")
    page.select_option("[name=native_language]", "uk")
    page.locator("[name=learning_languages][value=el]").check(force=True)
    for then in STEPS[1:]:
        page.locator("#welcome-next").click()
        page.wait_for_url(f"**{then}")
    cookies = [dict(cookie) for cookie in context.cookies()]
    leave(context)
    return cookies


@pytest.fixture(params=LOOKS, ids=lambda look: "-".join(map(str, look)))
def look(request: pytest.FixtureRequest) -> tuple[int, str, str]:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def dressed(
    browser: Browser, lexora: Lexora, look: tuple[int, str, str], account: Cookies
) -> Iterator[tuple[BrowserContext, Watched]]:
    width, theme, language = look
    context, watched = watched_context(
        browser, lexora, viewport={"width": width, "height": 800}, color_scheme=theme, reduced_motion="reduce"
    )
    cookies = [{"name": "lexora_language", "value": language}, {"name": "lexora_theme", "value": theme}]
    context.add_cookies([{**cookie, "url": lexora.url} for cookie in cookies])  # type: ignore[misc]
    yield context, watched
    leave(context)


def test_public_pages(dressed: tuple[BrowserContext, Watched], look: tuple[int, str, str]) -> None:
    faults = faults_of(dressed, PUBLIC, look)
    assert not faults, "\n".join(faults)


def test_own_pages(
    dressed: tuple[BrowserContext, Watched], account: Cookies, look: tuple[int, str, str], lexora: Lexora
) -> None:
    choose(dressed[0], lexora, account, look)
    faults = faults_of(dressed, OWN, look)
    assert not faults, "\n".join(faults)


def test_the_onboarding(
    dressed: tuple[BrowserContext, Watched], newcomer: Cookies, look: tuple[int, str, str], lexora: Lexora
) -> None:
    choose(dressed[0], lexora, newcomer, look)
    faults = faults_of(dressed, STEPS, look)
    assert not faults, "\n".join(faults)


def choose(context: BrowserContext, lexora: Lexora, account: Cookies, look: tuple[int, str, str]) -> None:
    """Language and theme, as the person whose cookies these are."""
    context.add_cookies([c for c in account if c["name"] in ("sessionid", "csrftoken")])
    page = context.new_page()
    dress(page, lexora.url, theme=look[1], language=look[2])
    page.close()


def faults_of(dressed: tuple[BrowserContext, Watched], paths: tuple[str, ...], look: tuple[int, str, str]) -> list[str]:
    context, watched = dressed
    page = context.new_page()
    with_axe = look in LOOKS_OF_AXE
    faults: list[str] = []
    for path in paths:
        page.goto(path)
        page.wait_for_load_state("load")
        faults += [f"{path}: {fault}" for fault in look_at(page, path)]
        if not path.startswith(FOREIGN) and with_axe:
            faults += [f"{path}: {fault}" for fault in axe(page)]
    # axe, which belongs to no address, tries out styles; what a page breaks was asked of the page before.
    return faults + [trouble for trouble in watched.troubles if not trouble.startswith(": Applying inline style")]


def look_at(page: Page, path: str) -> list[str]:
    broken: list[str] = page.evaluate("window.brokenPolicy")
    if path.startswith(FOREIGN):
        return broken
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    wide = [f"wider than the screen by {overflow}px"] if overflow > 0 else []
    return broken + wide
