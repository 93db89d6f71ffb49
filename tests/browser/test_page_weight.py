"""What a visit costs: bytes, files, fonts, and how much moves while they arrive."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from lexora.ui.fonts import FONTS
from tests.browser.conftest import leave, watched_context
from tests.browser.people import cookies_of, make_account
from tests.process import Lexora

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
MOST = 200_000  # bytes of a first visit, without fonts
MOST_SHIFT = 0.02
PUBLIC = ("/", "/translator", "/accounts/signup/", "/idioms", "/phrasebook/airport")
LONG = ("/grammar/tenses",)  # in so long a text, a line more or less is no wonder when its font comes
OWN = ("/my/vocabulary", "/my/practice", "/dashboard")
DATA = ("/my/practice/queue", "/my/practice?shell=1")  # what a session is made of, new at each visit
FAMILIES = {"inter": "Inter Variable", "montserrat": "Montserrat Variable"}
FIRST_LETTER = {"latin": "U+0-FF", "cyrillic": "U+301", "greek": "U+370-377"}


@dataclass
class Wire:
    """What a page fetches, as the browser's own tools see it."""

    page: Page
    urls: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    bad: list[str] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        tools = self.page.context.new_cdp_session(self.page)
        tools.on("Network.requestWillBeSent", self._asked)
        tools.on("Network.responseReceived", self._answered)
        tools.on("Network.requestServedFromCache", lambda event: self.kept.add(event["requestId"]))
        tools.on("Network.loadingFinished", self._finished)
        tools.on("Network.loadingFailed", lambda event: self.bad.append(self.urls[event["requestId"]]))
        tools.send("Network.enable")

    def visit(self, path: str) -> None:
        for known in (self.urls, self.kinds, self.sizes, self.bad, self.kept):
            known.clear()
        self.page.goto(path)
        self.page.wait_for_load_state("networkidle")

    def bytes_of(self, *, fonts: bool) -> int:
        return sum(size for request, size in self.sizes.items() if (self.kinds[request] == "Font") == fonts)

    def fetched(self) -> list[str]:
        """The files that came over the network, other than the page itself and its data."""
        return [
            self.urls[request]
            for request in self.sizes
            if self.kinds[request] != "Document" and request not in self.kept and not self.urls[request].endswith(DATA)
        ]

    def _asked(self, event: dict[str, Any]) -> None:
        self.urls[event["requestId"]] = event["request"]["url"]
        self.kinds[event["requestId"]] = event.get("type", "")

    def _answered(self, event: dict[str, Any]) -> None:
        response = event["response"]
        if response["status"] >= 400:
            self.bad.append(response["url"])
        if response.get("fromDiskCache") or response.get("fromServiceWorker"):
            self.kept.add(event["requestId"])

    def _finished(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = int(event["encodedDataLength"])


@pytest.fixture(scope="module")
def learner(browser: Browser, lexora: Lexora) -> list[dict[str, object]]:
    """The cookies of a learner with some words."""
    make_account(lexora, "weight@example.com")
    return cookies_of(browser, lexora, "weight@example.com", "apple", "bread", "вода")


@pytest.fixture
def fresh(browser: Browser, lexora: Lexora, learner: list[dict[str, object]], path: str) -> Iterator[BrowserContext]:
    """A browser that has never been here, except that it is signed in where the page asks for it."""
    context, _watched = watched_context(browser, lexora)
    if path in OWN:
        context.add_cookies(learner)  # type: ignore[arg-type]
    yield context
    leave(context)


@pytest.mark.parametrize("path", [*PUBLIC, *LONG, *OWN])
def test_a_first_visit_is_light_and_a_second_one_fetches_the_page_alone(fresh: BrowserContext, path: str) -> None:
    wire = Wire(fresh.new_page())
    wire.visit(path)
    assert wire.bytes_of(fonts=False) <= MOST
    assert wire.bad == []
    wire.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    wire.visit(path)
    assert wire.fetched() == []
    assert wire.bad == []


@pytest.mark.parametrize("path", [*PUBLIC, *LONG, *OWN])
def test_every_script_and_style_sheet_is_used(fresh: BrowserContext, path: str) -> None:
    page = fresh.new_page()
    tools = page.context.new_cdp_session(page)
    sheets: dict[str, str] = {}
    tools.on(
        "CSS.styleSheetAdded",
        lambda event: sheets.update({event["header"]["styleSheetId"]: event["header"]["sourceURL"]}),
    )
    for command in ("Profiler.enable", "DOM.enable", "CSS.enable", "CSS.startRuleUsageTracking"):
        tools.send(command)
    tools.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": False})
    page.goto(path)
    page.wait_for_load_state("networkidle")
    scripts = tools.send("Profiler.takePreciseCoverage")["result"]
    rules = tools.send("CSS.stopRuleUsageTracking")["ruleUsage"]
    # What judges typed answers is fetched at once: a session may go on without a network.
    assert [name for name in unused_scripts(scripts) if "/practice/answers." not in name] == []
    used = {rule["styleSheetId"] for rule in rules if rule["used"]}
    assert [sheets[sheet] for sheet in {rule["styleSheetId"] for rule in rules} - used if sheets.get(sheet)] == []


def unused_scripts(scripts: list[dict[str, Any]]) -> list[str]:
    """Modules of which no function was called."""
    ours = [script for script in scripts if "/static/ui/js/" in script["url"] and "/app." not in script["url"]]
    assert ours
    return [script["url"] for script in ours if not any(map(was_called, script["functions"]))]


def was_called(function: dict[str, Any]) -> bool:
    return bool(function["functionName"] and function["ranges"][0]["count"])


# Fonts


def in_language(browser: Browser, lexora: Lexora, language: str, **options: object) -> BrowserContext:
    context, _watched = watched_context(browser, lexora, **options)
    context.add_cookies([{"name": "lexora_language", "value": language, "url": lexora.url}])
    return context


@pytest.mark.parametrize("language", ["en", "uk", "el"])
def test_the_fonts_that_are_asked_for_early_are_those_of_the_interface(
    browser: Browser, lexora: Lexora, language: str
) -> None:
    context = in_language(browser, lexora, language)
    page = context.new_page()
    page.goto("/")
    early = page.eval_on_selector_all("link[rel=preload][as=font]", "links => links.map((link) => link.href)")
    names = [urlsplit(url).path.rpartition("/")[2].partition(".")[0] for url in early]
    page.evaluate("document.fonts.ready.then(() => true)")
    faces = page.evaluate("[...document.fonts].map((face) => [face.family, face.unicodeRange, face.status])")
    loaded = {(family.strip('"'), reach.partition(",")[0]) for family, reach, status in faces if status == "loaded"}
    leave(context)
    assert [f"npm/{name}.woff2" for name in names] == list(FONTS[language])
    wanted = {(FAMILIES[family], FIRST_LETTER[script]) for family, _dash, script in (n.partition("-") for n in names)}
    assert wanted <= loaded  # what is asked for early is used


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["en", "uk", "el"])
def test_nothing_moves_when_fonts_come_late(browser: Browser, lexora: Lexora, language: str, width: int) -> None:
    context = in_language(browser, lexora, language, viewport={"width": width, "height": 800}, service_workers="block")
    shifts = {path: shift_of(context, path) for path in PUBLIC}
    leave(context)
    assert {path: shift for path, shift in shifts.items() if shift >= MOST_SHIFT} == {}


SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
PAINTED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"


class LateFonts:
    """Fonts that do not come before they are let."""

    def __init__(self, page: Page) -> None:
        self.waiting: list[Route] = []
        self.may_come = False
        page.route("**/*.woff2", self._asked)

    def let_come(self) -> None:
        self.may_come = True
        for route in self.waiting:
            route.continue_()

    def _asked(self, route: Route) -> None:
        if self.may_come:
            route.continue_()
        else:
            self.waiting.append(route)


def shift_of(context: BrowserContext, path: str) -> float:
    """How much of the page moved when its fonts came, after it was painted without them."""
    page = context.new_page()
    fonts = LateFonts(page)
    page.goto(path, wait_until="domcontentloaded")
    page.evaluate(SHIFTS)
    page.evaluate(PAINTED)
    assert fonts.waiting
    fonts.let_come()
    page.evaluate("document.fonts.ready.then(() => true)")
    page.evaluate(PAINTED)
    shift = float(page.evaluate("window.shift"))
    page.close()
    return shift
