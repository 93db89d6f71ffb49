"""Every page at phone and desktop width, light and dark, in each interface language: `make screenshots`.

Needs a running Lexora and an account: BASE_URL, LEXORA_EMAIL, LEXORA_PASSWORD. Writes to screenshots/.
"""

import itertools
import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools.chromium import ARGS, find_chromium

BASE = os.environ.get("BASE_URL", "http://localhost:8000")
OUT = Path(os.environ.get("OUT", "screenshots"))
WIDTHS = (360, 1440)
THEMES = ("light", "dark")
LANGUAGES = ("en", "uk", "el")
PUBLIC = (
    "/",
    "/translator",
    "/privacy",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/nothing-here",
)
OWN = (
    "/",
    "/my/vocabulary",
    "/my/vocabulary/new",
    "/my/vocabulary/shared",
    "/my/practice",
    "/translator",
    "/my/profile",
    "/accounts/password/change/",
    "/accounts/email/",
    "/accounts/2fa/",
    "/accounts/logout/",
)


def main() -> None:
    only = sys.argv[1:]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGS)
        state = signed_in(browser)
        for width, theme, language in itertools.product(WIDTHS, THEMES, LANGUAGES):
            if only and f"{width}-{theme}-{language}" not in only:
                continue
            for group, paths, storage in (("public", PUBLIC, None), ("own", OWN, state)):
                context = browser.new_context(
                    viewport={"width": width, "height": 800}, color_scheme=theme, storage_state=storage
                )
                shoot(context, group, paths, width, theme, language)
                context.close()
        browser.close()


def signed_in(browser: Browser) -> dict[str, object]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{BASE}/accounts/login/")
    page.fill("[name=login]", os.environ["LEXORA_EMAIL"])
    page.fill("[name=password]", os.environ["LEXORA_PASSWORD"])
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{BASE}/*")
    state = context.storage_state()
    context.close()
    return dict(state)


def choose(page: Page, theme: str, language: str) -> None:
    """Through the footer's forms, as a person does."""
    for address, name, value in (("/language", "language", language), ("/theme", "theme", theme)):
        page.goto(f"{BASE}/translator")
        token = page.input_value("footer input[name=csrfmiddlewaretoken] >> nth=0")
        page.request.post(
            f"{BASE}{address}",
            form={name: value, "next": "/", "csrfmiddlewaretoken": token},
            headers={"Referer": BASE},
        )


def shoot(context: BrowserContext, group: str, paths: tuple[str, ...], width: int, theme: str, language: str) -> None:
    page = context.new_page()
    page.on(
        "console", lambda m: print("CONSOLE", page.url, m.text) if m.type == "error" and "404" not in m.text else None
    )
    choose(page, theme, language)
    folder = OUT / f"{width}-{theme}-{language}"
    folder.mkdir(parents=True, exist_ok=True)
    for path in [*paths, *entry_paths(page, group)]:
        page.goto(f"{BASE}{path}")
        page.wait_for_load_state("networkidle")
        name = path.strip("/").replace("/", "_") or "home"
        page.screenshot(path=folder / f"{group}-{name}.png", full_page=True)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            print("OVERFLOW", width, theme, language, path, overflow)


def entry_paths(page: Page, group: str) -> list[str]:
    if group != "own":
        return []
    page.goto(f"{BASE}/my/vocabulary")
    link = page.query_selector(".lx-item__text")
    href = link.get_attribute("href") if link else None
    return [href, f"{href}?edit=entry"] if href else []


if __name__ == "__main__":
    main()
