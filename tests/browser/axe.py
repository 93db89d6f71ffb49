"""What axe-core finds wrong on a page."""

import time
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page

AXE = Path(settings.NODE_MODULES) / "axe-core" / "axe.min.js"
PATIENCE = 30  # seconds


def axe(page: Page) -> list[str]:
    """What axe-core calls serious or critical."""
    page.evaluate(AXE.read_text())
    # Asked again and again: an evaluation that hangs would hang the whole run, and to wait in the page is to evaluate a
    # text, which the policy forbids.
    page.evaluate(
        "window.axeFound = null;"
        "void axe.run({resultTypes: ['violations'], preload: false}).then((found) => (window.axeFound = found))"
    )
    deadline = time.monotonic() + PATIENCE
    while not page.evaluate("Boolean(window.axeFound)"):
        assert time.monotonic() < deadline, f"axe-core did not come to an end on {page.url}"
        page.wait_for_timeout(50)
    found = page.evaluate("window.axeFound")
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"][:3]
    ]
