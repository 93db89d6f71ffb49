"""The whole way of a newcomer, with the keyboard alone, in every pair of width, theme and language."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import axe
from tests.browser.conftest import leave, watched_context
from tests.browser.looks import LOOKS, LOOKS_OF_AXE
from tests.process import Lexora

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
PASSWORD = "Correct-Horse-7"
SENTENCE = "The weather is lovely today"
MOST_STEPS = 80  # presses of Tab until something is reached


@pytest.fixture(params=LOOKS, ids=lambda look: "-".join(map(str, look)))
def look(request: pytest.FixtureRequest) -> tuple[int, str, str]:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def page(browser: Browser, lexora: Lexora, look: tuple[int, str, str]) -> Iterator[Page]:
    """A visitor's page that speaks the browser's language and wears its theme; anything that goes wrong fails."""
    width, theme, language = look
    context, watched = watched_context(
        browser,
        lexora,
        viewport={"width": width, "height": 800},
        color_scheme=theme,
        locale=language,
        reduced_motion="reduce",  # what is just arriving has not its colours yet
    )
    page = context.new_page()
    yield page
    leave(context)
    troubles = [trouble for trouble in watched.troubles if not trouble.startswith(": Applying inline style")]  # axe
    assert not troubles, "\n".join(troubles)


def reach(page: Page, target: Locator) -> None:
    """Walk there by Tab, as somebody without a mouse does; the focus must be seen on the way."""
    target.first.wait_for(state="attached")
    for _step in range(MOST_STEPS):
        if target.first.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{target} is not reached by Tab")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    reach(page, target)
    page.keyboard.press(key)


def write(page: Page, target: Locator, text: str) -> None:
    reach(page, target)
    page.keyboard.type(text)


def nothing_serious(page: Page, look: tuple[int, str, str]) -> None:
    faults = axe(page) if look in LOOKS_OF_AXE else []
    assert not faults, f"{page.url}\n" + "\n".join(faults)


def test_from_the_home_page_to_a_reviewed_word(page: Page, look: tuple[int, str, str]) -> None:
    width, theme, language = look
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == language  # as the browser asks for
    page.keyboard.press("Tab")
    expect(page.locator(".lx-skip")).to_be_focused()
    press(page, page.locator("main a[href='/accounts/signup/']"))
    page.wait_for_url("**/accounts/signup/")

    write(page, page.locator("[name=email]"), f"journey.{width}.{theme}.{language}@example.com")
    write(page, page.locator("[name=password1]"), PASSWORD)
    write(page, page.locator("[name=password2]"), PASSWORD)
    nothing_serious(page, look)
    page.keyboard.press("Enter")
    page.wait_for_url("**/welcome")

    native = {"en": "uk", "uk": "uk", "el": "el"}[language]
    learnt = {"uk": "en", "el": "en"}[native]
    reach(page, page.locator("[name=native_language]"))
    page.select_option("[name=native_language]", native)  # the list of a select is the browser's own
    press(page, page.locator(f"[name=learning_languages][value={learnt}]"), "Space")
    if not page.locator(f"[name=learning_languages][value={learnt}]").is_checked():
        page.keyboard.press("Space")
    nothing_serious(page, look)
    press(page, page.locator("#welcome-next"))
    page.wait_for_url("**/welcome/goal")
    reach(page, page.locator("[name=daily_goal]:checked"))
    page.keyboard.press("ArrowUp")
    nothing_serious(page, look)
    press(page, page.locator("#welcome-next"))
    page.wait_for_url("**/welcome/words")
    press(page, page.locator(".lx-pick"))
    expect(page.locator(".lx-pick").first).to_have_attribute("aria-pressed", "true")
    nothing_serious(page, look)
    press(page, page.locator("#welcome-next"))
    page.wait_for_url(re.compile(r"localhost:\d+/$"))

    write(page, page.locator("#quick"), SENTENCE)
    page.keyboard.press("Enter")
    translation = {"uk": "Сьогодні чудова погода", "el": "Ο καιρός είναι υπέροχος σήμερα"}[native]
    expect(page.locator("#added")).to_contain_text(translation)  # nobody reloads the page
    nothing_serious(page, look)
    press(page, page.locator("main a[href='/my/practice']"))
    page.wait_for_url("**/my/practice")

    for _card in range(2):
        page.locator("[data-reveal]").wait_for()
        page.keyboard.press("Space")
        page.locator("[data-grades]").wait_for()
        nothing_serious(page, look)
        with page.expect_response("**/sync"):
            page.keyboard.press("3")
    expect(page.locator("#practice .lx-done")).to_be_visible()
    expect(page.locator("#practice [data-goal]")).to_have_text(re.compile("^2 / "))
    nothing_serious(page, look)

    page.goto("/welcome")  # never shown twice
    page.wait_for_url("**/my/profile")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
