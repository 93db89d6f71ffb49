"""The installed app: without a network, back and forward, and after signing out."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, CDPSession, Page, expect

from tests.browser.conftest import leave, watched_context
from tests.browser.people import enter, make_account, sign_in
from tests.process import Lexora
from tools.chromium import ARGS, find_chromium

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
EMAIL = "app@example.com"


@pytest.fixture(scope="module", autouse=True)
def _account(lexora: Lexora) -> None:
    make_account(lexora, EMAIL, "--admin")


@pytest.fixture
def context(browser: Browser, lexora: Lexora) -> Iterator[BrowserContext]:
    context, _watched = watched_context(browser, lexora)
    yield context
    leave(context)


GONE = """async (old) => {
  const isThere = async () => (await caches.keys()).some((name) => old.includes(name));
  while (await isThere()) await new Promise((done) => setTimeout(done, 50));
}"""


def with_worker(context: BrowserContext) -> Page:
    """A page after a visit in which the service worker got ready."""
    page = context.new_page()
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return page


# Without a network


def test_a_page_of_ours_says_that_there_is_no_network_and_goes_on_when_it_is_back(context: BrowserContext) -> None:
    page = with_worker(context)
    context.set_offline(True)
    page.goto("/translator")
    expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.lx-btn')).borderTopLeftRadius") != "0px"
    assert page.evaluate("document.querySelector('img').naturalWidth") > 0
    context.set_offline(False)
    expect(page.locator("[data-translator]")).to_be_visible()


def test_it_can_be_tried_again_by_hand(context: BrowserContext) -> None:
    page = with_worker(context)
    context.set_offline(True)
    page.goto("/privacy")
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    assert page.url.endswith("/privacy")


def test_no_page_of_a_person_is_kept(context: BrowserContext) -> None:
    page = with_worker(context)
    enter(page, EMAIL)
    page.goto("/my/vocabulary")
    page.goto("/my/practice")
    kept = page.evaluate(
        """async () => {
          const names = await caches.keys();
          const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
          return requests.flat().map((request) => new URL(request.url).pathname);
        }"""
    )
    assert [path for path in kept if not path.startswith("/static/")] == ["/offline"]


def test_files_and_programs_addresses_go_past_the_worker(context: BrowserContext) -> None:
    page = with_worker(context)
    enter(page, EMAIL)
    for path in ("/admin/", "/api/v1/docs"):
        answer = page.goto(path)
        assert answer
        assert not answer.from_service_worker
    answer = page.goto("/privacy")
    assert answer
    assert answer.from_service_worker


def test_a_new_version_takes_the_place_of_the_old_one(context: BrowserContext) -> None:
    page = with_worker(context)
    page.evaluate("caches.open('lexora-shell-000000000000').then(() => true)")  # what a lost version left
    context.add_cookies([{"name": "lexora_language", "value": "el", "url": page.url}])  # another shell
    before = page.evaluate("caches.keys()")
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => true)")
    page.evaluate(GONE, [name for name in before if "shell" in name])
    context.set_offline(True)
    page.goto("/translator")
    assert page.locator("html").get_attribute("lang") == "el"


# Back and forward


WATCH_SOCKETS = """
window.sockets = [];
window.WebSocket = class extends WebSocket {
  constructor(...address) {
    super(...address);
    window.sockets.push(this);
  }
};
"""


def test_a_page_that_is_left_closes_its_socket_and_opens_another_when_it_is_shown_again(
    context: BrowserContext,
) -> None:
    page = context.new_page()
    page.add_init_script(WATCH_SOCKETS)
    enter(page, EMAIL)
    page.goto("/my/vocabulary")
    page.wait_for_function("() => sockets[0].readyState === WebSocket.OPEN")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    page.wait_for_function("() => sockets[0].readyState === WebSocket.CLOSED")
    assert page.evaluate("sockets.length") == 1
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    page.wait_for_function("() => sockets.length === 2 && sockets[1].readyState === WebSocket.OPEN")
    expect(page.locator("#connection")).to_be_hidden()


@pytest.mark.parametrize("path", ["/", "/my/vocabulary", "/my/practice", "/my/profile", "/translator"])
def test_no_header_forbids_to_keep_a_page_for_going_back(context: BrowserContext, path: str) -> None:
    page = context.new_page()
    enter(page, EMAIL)
    answer = page.goto(path)
    assert answer
    assert answer.headers["cache-control"] == "private, no-cache"


@pytest.fixture(scope="module")
def keeping(browser: Browser, lexora: Lexora) -> Iterator[BrowserContext]:
    """A browser that keeps pages whole for going back, as people’s browsers do and Playwright’s do not."""
    chromium: BrowserType = browser.browser_type
    other = chromium.launch(
        executable_path=find_chromium(), args=ARGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    context, _watched = watched_context(other, lexora)
    page = context.new_page()
    enter(page, EMAIL)
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.close()
    yield context
    other.close()


def went_back(context: BrowserContext, path: str, *, meanwhile: str = "/offline") -> dict[str, Any]:
    """How a page is after somebody went elsewhere and came back. Skips where the browser cannot keep any page."""
    page = context.new_page()
    tools = page.context.new_cdp_session(page)
    refused: list[str] = []
    tools.send("Page.enable")
    tools.on(
        "Page.backForwardCacheNotUsed",
        lambda event: refused.extend(one["reason"] for one in event["notRestoredExplanations"]),
    )
    page.goto(path)
    page.evaluate("window.isThatPage = true")
    page.goto(meanwhile)
    page.evaluate("void setTimeout(() => history.back())")  # the answer comes before the page leaves
    state = shown(page, tools, path)
    if "BackForwardCacheDisabledForDelegate" in refused:
        pytest.skip("this Chromium keeps no page for going back; the whole browser does (CHROMIUM)")
    return {**state, "refused": refused}


def shown(page: Page, tools: CDPSession, path: str) -> dict[str, Any]:
    """Asked of the browser itself: Playwright loses sight of a page that comes back whole."""
    asked = "JSON.stringify({path: location.pathname, isThatPage: !!window.isThatPage, state: document.readyState})"
    for _ in range(100):
        answer = json.loads(tools.send("Runtime.evaluate", {"expression": asked})["result"].get("value", "{}"))
        if answer.get("path") == path and answer["state"] == "complete":
            return dict(answer)
        page.wait_for_timeout(50)
    raise AssertionError(f"{path} did not come back")


@pytest.mark.parametrize("path", ["/", "/my/vocabulary", "/my/practice", "/my/profile", "/translator"])
def test_going_back_shows_the_page_as_it_was_left(keeping: BrowserContext, path: str) -> None:
    state = went_back(keeping, path)
    assert state["refused"] == []
    assert state["isThatPage"]


# After signing out


def test_going_back_after_signing_out_shows_nothing_of_the_person(context: BrowserContext) -> None:
    page = context.new_page()
    sign_in(page, EMAIL)
    page.goto("/my/profile")
    page.goto("/accounts/logout/")
    page.locator("main form[action='/accounts/logout/'] button").click()
    page.wait_for_url(lambda url: url.endswith("/"))
    page.evaluate("void setTimeout(() => history.go(-2))")
    page.wait_for_url("**/accounts/login/**")


def test_a_page_that_was_kept_is_fetched_anew_for_somebody_else(context: BrowserContext) -> None:
    page = context.new_page()
    sign_in(page, EMAIL)
    page.goto("/my/profile")
    other = context.new_page()
    other.goto("/accounts/logout/")
    other.locator("main form[action='/accounts/logout/'] button").click()
    other.wait_for_url(lambda url: url.endswith("/"))
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    page.wait_for_url("**/accounts/login/**")
