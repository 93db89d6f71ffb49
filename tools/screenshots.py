"""Every page at phone and desktop width, light and dark, in each interface language: `make screenshots`.

Serves Lexora from a folder of its own and writes to screenshots/, or to OUT. `ARGS="360-dark-uk"` takes one look only.
"""

import itertools
import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools.chromium import ARGS, find_chromium
from tools.showroom import LANGUAGES, THEMES, dress, learner, let_live, newcomer, serving

OUT = Path(os.environ.get("OUT", "screenshots"))
WIDTHS = (360, 1440)
GROUPS = {
    "public": (
        "/",
        "/translator",
        "/useful-words",
        "/search?q=trans",
        "/grammar",
        "/grammar?q=since",
        "/grammar/tenses",
        "/grammar/irregular-verbs?q=go",
        "/idioms",
        "/phrasebook",
        "/phrasebook/airport?need=el",
        "/phrasebook/airport/airport-01/show?need=el",
        "/privacy",
        "/offline",
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/nothing-here",
    ),
    "newcomer": ("/welcome", "/welcome/goal", "/welcome/words"),
    "own": (
        "/",
        "/my/vocabulary",
        "/my/vocabulary/new",
        "/my/vocabulary/1",
        "/my/vocabulary/1?edit=entry",
        "/my/vocabulary/shared",
        "/my/vocabulary/print/options",
        "/my/practice",
        "/my/shop",
        "/my/inventory",
        "/my/leaderboard",
        "/u/me",
        "/my/practice/settings",
        "/my/grammar-practice",
        "/my/grammar-practice?language=en&category=tenses",
        "/my/sentence-builder",
        "/my/dashboard",
        "/dashboard",
        "/idioms",
        "/idioms/en-look-after",
        "/phrasebook/hotel",
        "/my/notifications",
        "/my/notifications/settings",
        "/search?q=a",
        "/useful-words?language=el&level=A1",
        "/useful-words?q=appel",
        "/useful-words/level/A1?language=en",
        "/translator",
        "/my/profile",
        "/style",
        "/accounts/password/change/",
        "/accounts/email/",
        "/accounts/2fa/",
        "/accounts/logout/",
        "/admin/",
        "/admin/words/entry/",
    ),
}


def main() -> None:
    only = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGS)
        own = learner(browser, base, folder, "en", "--admin")
        let_live(folder, "en@example.com")
        cookies = {"public": None, "newcomer": newcomer(browser, base, folder), "own": own}
        for width, theme, language in itertools.product(WIDTHS, THEMES, LANGUAGES):
            look = f"{width}-{theme}-{language}"
            if only and look not in only:
                continue
            for group, state in cookies.items():
                context = context_of(browser, base, state, width, theme)
                shoot(context, base, group, theme=theme, language=language, folder=OUT / look)
                context.close()
        browser.close()


def context_of(browser: Browser, base: str, state: dict[str, object] | None, width: int, theme: str) -> BrowserContext:
    view = {"width": width, "height": 800}
    return browser.new_context(
        base_url=base, viewport=view, color_scheme=theme, storage_state=state, reduced_motion="reduce"
    )


def shoot(context: BrowserContext, base: str, group: str, *, theme: str, language: str, folder: Path) -> None:
    page = context.new_page()
    page.on("console", lambda m: print(page.url, m.text) if m.type == "error" and "404" not in m.text else None)
    dress(page, base, language, theme)
    folder.mkdir(parents=True, exist_ok=True)
    for path in GROUPS[group]:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        name = path.strip("/").replace("/", "_").replace("?", "_") or "home"
        page.screenshot(path=folder / f"{group}-{name}.png", full_page=True)
        say_what_is_too_wide(page, folder.name)
    if group == "own":
        open_things(page, folder)


def say_what_is_too_wide(page: Page, look: str) -> None:
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if overflow > 0 and "/admin" not in page.url:
        print(f"{look} {page.url}: wider than the screen by {overflow}px")


def open_things(page: Page, folder: Path) -> None:
    """What stands on no page by itself: the search, menus, an answer."""
    page.goto("/my/vocabulary")
    page.keyboard.press("Control+k")
    page.keyboard.type("wat")
    page.locator("dialog[open] [role=option]").first.wait_for()
    page.screenshot(path=folder / "open-search.png")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator(".lx-round--avatar").click()
    page.screenshot(path=folder / "open-account.png")
    page.keyboard.press("Escape")
    if page.locator(".lx-sheet-menu > summary").is_visible():
        page.locator(".lx-sheet-menu > summary").click()
        page.screenshot(path=folder / "open-menu.png")
    play_exercises(page, folder)
    page.goto("/my/practice")
    page.locator("[data-reveal]").click()
    page.locator("[data-grades]").wait_for()
    page.screenshot(path=folder / "open-answer.png", full_page=True)


def play_exercises(page: Page, folder: Path) -> None:
    """An exercise that is asked and one that is answered."""
    for name in ("grammar-practice", "sentence-builder"):
        page.goto(f"/my/{name}?level=A1")
        page.locator(".lx-start button").click()
        page.locator("[data-exercise]").wait_for()
        page.screenshot(path=folder / f"open-{name}.png", full_page=True)
        page.locator("[data-key], [data-tile]").first.click()
        page.locator("[data-check], [data-next]").first.click()
        page.screenshot(path=folder / f"open-{name}-answered.png", full_page=True)


if __name__ == "__main__":
    main()
