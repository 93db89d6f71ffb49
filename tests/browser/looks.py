"""Widths, themes and languages that pages are looked at in: `make test` takes each pair, `make test-full` all."""

import itertools
import os

from playwright.sync_api import Page

WIDTHS, THEMES, LANGUAGES = (360, 1440), ("light", "dark"), ("en", "uk", "el")
ALL = list(itertools.product(WIDTHS, THEMES, LANGUAGES))
# Each pair of width, theme and language is there at least once.
PAIRS = [(360, "dark", "en"), (360, "light", "uk"), (360, "dark", "el"),
         (1440, "light", "en"), (1440, "dark", "uk"), (1440, "light", "el")]  # fmt: skip
LOOKS = ALL if os.environ.get("ALL_LOOKS") else PAIRS
# axe-core takes its time: each width, each theme and two languages show it what a page is made of.
LOOKS_OF_AXE = ALL if os.environ.get("ALL_LOOKS") else [(360, "dark", "en"), (1440, "light", "el")]


def dress(page: Page, base: str, *, theme: str, language: str) -> None:
    """Choose theme and language as the header's forms do."""
    page.goto("/translator")
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    for address, name, value in (("/language", "language", language), ("/theme", "theme", theme)):
        form = {name: value, "next": "/", "csrfmiddlewaretoken": token}
        assert page.request.post(f"{base}{address}", form=form, headers={"Referer": base}).ok
