"""What a finger must hit is large enough: 44 CSS pixels each way, but for links within a text."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import leave, watched_context
from tests.browser.people import enter, make_account
from tests.browser.test_first_flow import add
from tests.process import Lexora

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
EMAIL = "targets@example.com"
LEAST = 44  # CSS pixels
GUEST = (
    "/",
    "/accounts/login/",
    "/accounts/signup/",
    "/search?q=trans",
    "/idioms",
    "/phrasebook",
    "/grammar?q=perfect",
    "/grammar/tenses",
    "/grammar/irregular-verbs",
)
OWN = (
    "/",
    "/my/vocabulary",
    "/my/vocabulary/new",
    "/my/vocabulary/print/options",
    "/my/practice",
    "/my/practice/settings",
    "/my/grammar-practice?language=en&category=tenses",
    "/my/sentence-builder",
    "/my/notifications",
    "/my/notifications/settings",
    "/idioms",
    "/idioms/en-look-after",
    "/phrasebook/airport",
    "/phrasebook/airport/airport-01/show",
    "/search?q=a",
    "/translator",
    "/my/profile",
    "/accounts/password/change/",
    "/accounts/email/",
    "/accounts/2fa/",
)
TOO_SMALL = """least => [...document.querySelectorAll("a, button, input, select, textarea, summary, label")]
  .filter((e) => e.checkVisibility({opacityProperty: true, visibilityProperty: true}) && !e.disabled)
  .filter((e) => !e.closest("[hidden], .lx-visually-hidden, .lx-skip, [inert]"))
  // A link within a text is as high as the text; a label is a target only where it is the way to its hidden box.
  .filter((e) => !(e.matches("a") && getComputedStyle(e).display === "inline" && !e.closest("nav")))
  .filter((e) => !e.matches("label") || e.matches(".lx-chip, .lx-check, .lx-toggle, .lx-pace"))
  .filter((e) => !(e.matches("input") && e.closest("label")))
  .map((e) => [e, e.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < least - 0.5 || box.height < least - 0.5))
  .map(([e, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${e.outerHTML.slice(0, 120)}`)"""


def small_targets(browser: Browser, lexora: Lexora, paths: tuple[str, ...], *, email: str = "") -> list[str]:
    context, _watched = watched_context(
        browser, lexora, viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    page = context.new_page()
    if email:
        paths = (*paths, *entry_of(page, email))
    found: list[str] = []
    for path in paths:
        page.goto(path)
        found += [f"{path}: {target}" for target in page.evaluate(TOO_SMALL, LEAST)]
    leave(context)
    return found


def entry_of(page: Page, email: str) -> tuple[str, str]:
    """Sign in and add a word; its page and its form."""
    enter(page, email)
    add(page, "apple")
    path = str(page.locator("#added article a").first.get_attribute("href"))
    return path, f"{path}?edit=entry"


def test_for_guests(browser: Browser, lexora: Lexora) -> None:
    found = small_targets(browser, lexora, GUEST)
    assert not found, "\n".join(found)


def test_for_learners(browser: Browser, lexora: Lexora) -> None:
    make_account(lexora, EMAIL)
    found = small_targets(browser, lexora, OWN, email=EMAIL)
    assert not found, "\n".join(found)
