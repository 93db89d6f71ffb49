"""A real Lexora, a real Chromium."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, expect, sync_playwright

from tests.process import Lexora
from tests.services.translation.wire import TranslationServers
from tools.chromium import ARGS, find_chromium

expect.set_options(timeout=15_000)  # milliseconds; the machine may be busy with the other tests
# Written into each page before its own scripts: what the browser reports of a broken policy is kept for the test.
WATCH_POLICY = """
window.brokenPolicy = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.brokenPolicy.push(event.violatedDirective + " " + event.blockedURI);
});
"""


@pytest.fixture(scope="session")
def providers() -> Iterator[TranslationServers]:
    answers = {
        ("The weather is lovely today", "uk"): "Сьогодні чудова погода",
        ("The weather is lovely today", "el"): "Ο καιρός είναι υπέροχος σήμερα",
    }
    with TranslationServers(answers) as servers:
        yield servers


@pytest.fixture(scope="session")
def lexora(tmp_path_factory: pytest.TempPathFactory, providers: TranslationServers) -> Iterator[Lexora]:
    folder: Path = tmp_path_factory.mktemp("browser") / "data"
    environment = {
        "TRANSLATION_PROVIDERS": "dictionary,google",
        "GOOGLE_TRANSLATE_URL": providers.google_url,
        "RATE_SIGNUP": "1000/hour",
        "RATE_SIGNIN": "1000/minute",
    }
    with Lexora(folder, **environment) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        path = find_chromium()
    except FileNotFoundError as error:
        pytest.skip(str(error))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGS)
        yield chromium
        chromium.close()


# htmx calls it an error when a request is given up, as by closing the search while it looks.
GIVEN_UP = ("htmx:sendAbort", "htmx:afterRequest")


@dataclass
class Watched:
    """What went wrong on the pages of a context."""

    troubles: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(GIVEN_UP):
            self.troubles.append(f"{message.location.get('url', '')}: {message.text}")


def watched_context(browser: Browser, lexora: Lexora, **options: object) -> tuple[BrowserContext, Watched]:
    """A context whose pages report console errors and broken policies."""
    context = browser.new_context(base_url=lexora.url, **options)  # type: ignore[arg-type]
    context.set_default_timeout(20_000)
    context.add_init_script(WATCH_POLICY)
    watched = Watched()
    context.on("console", watched.hear)
    context.on("weberror", lambda error: watched.troubles.append(str(error.error)))
    return context, watched


def leave(context: BrowserContext) -> None:
    """Close it. A page on its way to another may never answer to that; each goes to an empty one first."""
    for page in context.pages:
        with suppress(Error):
            page.goto("about:blank", timeout=5_000)
    context.close()


@pytest.fixture
def unwatched_page(browser: Browser, lexora: Lexora) -> Iterator[Page]:
    """A page whose console may complain: the test breaks something on purpose."""
    context, _watched = watched_context(browser, lexora)
    yield context.new_page()
    leave(context)


@pytest.fixture
def page(browser: Browser, lexora: Lexora) -> Iterator[Page]:
    """A page of a fresh person; the test fails on any console error or broken policy."""
    context, watched = watched_context(browser, lexora)
    page = context.new_page()
    yield page
    leave(context)
    assert not watched.troubles, "\n".join(watched.troubles)
