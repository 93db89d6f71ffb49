"""Pictures of the product for the home page and the README: `make pictures`.

Serves Lexora from a folder of its own, lets a learner collect and practise words, and photographs pages as WebP.
"""

import base64
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools.chromium import ARGS, find_chromium
from tools.processes import free_port, wait_for

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "src/lexora/ui/static/ui/pictures"
README = ROOT / "docs/pictures"
LEXORA = str(Path(sys.executable).with_name("lexora"))
PASSWORD = "Correct-Horse-7"  # noqa: S105 - of an account that lives a minute
LANGUAGES = ("en", "uk", "el")
THEMES = ("light", "dark")
LEARNS = {"en": ("uk", "el"), "uk": ("en", "el"), "el": ("en", "uk")}  # what each one learns
NAMES = {"en": "Ann", "uk": "Оксана", "el": "Ελένη"}
WORDS = {
    "en": ("дякую", "καλημέρα", "вода", "το βιβλίο", "ευχαριστώ", "дім"),
    "uk": ("friend", "καλημέρα", "water", "το βιβλίο", "thank you", "house"),
    "el": ("friend", "дякую", "water", "вода", "thank you", "house"),
}
FRONT = {"en": "ευχαριστώ", "uk": "thank you", "el": "thank you"}
VIEW = {"width": 800, "height": 620}
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 760}
QUALITY = 82  # of 100


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGS)
        for language in LANGUAGES:
            email = f"{language}@example.com"
            run(folder, "create-user", email, "--password", PASSWORD, "--native", language,
                "--learning", ",".join(LEARNS[language]))  # fmt: skip
            state = settled(browser, base, email, language)
            for theme in THEMES:
                for_the_home_page(browser, base, state, language, theme)
            if language == "en":
                for_the_readme(browser, base, state)
        browser.close()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    port = free_port()
    with subprocess.Popen([LEXORA, "serve"], env=environment(folder, PORT=str(port))) as process:
        base = f"http://localhost:{port}"
        try:
            if not wait_for(lambda: answers(base), seconds=60):
                sys.exit("Lexora does not answer.")
            yield base
        finally:
            process.terminate()


def environment(folder: Path | str, **more: str) -> dict[str, str]:
    own = {"LEXORA_ENV_FILE": "", "LEXORA_DATA_DIR": str(folder), "LEXORA_DEMO": "0"}
    return {**os.environ, **own, "TRANSLATION_PROVIDERS": "dictionary", **more}


def run(folder: str, *command: str) -> None:
    subprocess.run([LEXORA, *command], env=environment(folder), check=True, stdout=subprocess.DEVNULL)


def answers(base: str) -> bool:
    try:
        return httpx.get(f"{base}/health").is_success
    except httpx.TransportError:
        return False


def settled(browser: Browser, base: str, email: str, language: str) -> dict[str, object]:
    """A learner with words, some of them known; the cookies to go on with."""
    context = browser.new_context(base_url=base, locale=language)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state("networkidle")
    page.goto("/my/profile")
    page.fill("[name=display_name]", NAMES[language])
    page.locator("[name=display_name]").press("Enter")
    page.wait_for_load_state("networkidle")
    for text in WORDS[language]:
        page.goto("/my/vocabulary/new")
        page.fill("[name=text]", text)
        page.wait_for_load_state("networkidle")
        page.locator("#add button[type=submit]").click()
        page.locator("#added article .lx-translation__text[lang]").first.wait_for()
    state = context.storage_state()
    context.close()
    return dict(state)


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


def dress(page: Page, base: str, language: str, theme: str) -> None:
    page.goto("/translator")
    token = page.input_value("input[name=csrfmiddlewaretoken] >> nth=0")
    for address, name, value in (("/language", "language", language), ("/theme", "theme", theme)):
        form = {name: value, "next": "/", "csrfmiddlewaretoken": token}
        page.request.post(f"{base}{address}", form=form, headers={"Referer": base})


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
