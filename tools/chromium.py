"""The Chromium of this machine, for tests and screenshots."""

import os
from pathlib import Path

# The headless shell is what Playwright drives by itself; it does less beside showing pages than the whole browser.
PLACES = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str:
    """Its path; raises `FileNotFoundError` with the remedy."""
    places = [named] if (named := os.environ.get("CHROMIUM")) else PLACES
    for place in places:
        if Path(place).exists():
            return place
    raise FileNotFoundError(
        f"there is no Chromium at {' or '.join(places)}: install it (apt-get install chromium), or set CHROMIUM"
    )
