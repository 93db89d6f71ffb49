"""What axe-core finds wrong on a page."""

from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page

AXE = Path(settings.NODE_MODULES) / "axe-core" / "axe.min.js"


def axe(page: Page) -> list[str]:
    """What axe-core calls serious or critical."""
    page.evaluate(AXE.read_text())
    # Waited for with a time-out: an evaluation that hangs would hang the whole run.
    page.evaluate(
        "void axe.run({resultTypes: ['violations'], preload: false}).then((found) => (window.axeFound = found))"
    )
    page.wait_for_function("window.axeFound", polling=50, timeout=30_000)
    found = page.evaluate("window.axeFound")
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"][:3]
    ]
