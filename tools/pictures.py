"""Pictures of the product for the home page and the README: `make pictures`.

Serves Lexora from a folder of its own, lets a learner collect and practise words, and photographs pages as WebP.
"""

import base64
import re
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools.chromium import ARGS, find_chromium
from tools.showroom import LANGUAGES, THEMES, dress, learner, serving

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "src/lexora/ui/static/ui/pictures"
README = ROOT / "docs/pictures"
FRONT = {"en": "ευχαριστώ", "uk": "thank you", "el": "thank you"}
VIEW = {"width": 800, "height": 620}
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 760}
QUALITY = 82  # of 100


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGS)
        for language in LANGUAGES:
            state = learner(browser, base, folder, language)
            for theme in THEMES:
                for_the_home_page(browser, base, state, language, theme)
            if language == "en":
                for_the_readme(browser, base, state)
        browser.close()


def for_the_home_page(browser: Browser, base: str, state: dict[str, object], language: str, theme: str) -> None:
    context = browser.new_context(
        base_url=base, viewport=VIEW, device_scale_factor=1.5, storage_state=state, reduced_motion="reduce"
    )
    page = context.new_page()
    dress(page, base, language, theme)
    page.goto("/my/vocabulary")
    keep(context, page, HOME / f"vocabulary-{theme}-{language}.webp")
    page.goto("/my/vocabulary")
    page.get_by_role("link", name=FRONT[language], exact=True).click()
    page.wait_for_url(re.compile(r"/my/vocabulary/\d+$"))
    keep(context, page, HOME / f"entry-{theme}-{language}.webp")
    page.goto("/my/practice")
    page.locator("[data-reveal]").wait_for()
    while FRONT[language] not in page.locator("[data-card-text]").inner_text():
        page.keyboard.press("Space")
        page.locator("[data-grades]").wait_for()
        page.keyboard.press("3")
        page.locator("[data-reveal]").wait_for()
    page.keyboard.press("Space")
    page.locator("[data-grades]").wait_for()
    keep(context, page, HOME / f"practice-{theme}-{language}.webp")
    context.close()


def for_the_readme(browser: Browser, base: str, state: dict[str, object]) -> None:
    """The home page, the start page of a learner, and a card on a phone."""
    looks: tuple[tuple[str, str, str, dict[str, int], dict[str, object] | None], ...] = (
        ("home", "/", "dark", DESKTOP, None),
        ("start", "/", "light", DESKTOP, state),
        ("practice-on-a-phone", "/my/practice", "dark", PHONE, state),
    )
    for name, path, theme, view, cookies in looks:
        context = browser.new_context(
            base_url=base, viewport=view, device_scale_factor=1.5, storage_state=cookies, reduced_motion="reduce"
        )
        page = context.new_page()
        dress(page, base, "en", theme)
        page.goto(path)
        if view is PHONE:
            page.locator("[data-reveal]").wait_for()
            page.keyboard.press("Space")
            page.locator("[data-grades]").wait_for()
        keep(context, page, README / f"{name}.webp")
        context.close()


def keep(context: BrowserContext, page: Page, path: Path) -> None:
    """What the window shows, as WebP: Playwright knows PNG and JPEG only, Chromium itself more."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.mouse.move(0, 0)
    path.parent.mkdir(parents=True, exist_ok=True)
    session = context.new_cdp_session(page)
    shot = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    path.write_bytes(base64.b64decode(shot["data"]))
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
