"""The icons of the installed app, drawn from the SVG files of the interface: `make icons`."""

from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tools.chromium import ARGS, find_chromium

UI = Path(__file__).resolve().parents[1] / "src" / "lexora" / "ui" / "static" / "ui"
ICON, MASKABLE = UI / "icon.svg", UI / "app" / "maskable.svg"
# Each picture, what it is drawn from, and its width. Apple rounds the corners itself and knows no transparency.
PICTURES = {
    "icon-192.png": (ICON, 192),
    "icon-512.png": (ICON, 512),
    "maskable-512.png": (MASKABLE, 512),
    "apple-touch-icon.png": (MASKABLE, 180),
}


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGS)
        for name, (source, width) in PICTURES.items():
            (UI / "app" / name).write_bytes(draw(browser, source, width))
        browser.close()


def draw(browser: Browser, source: Path, width: int) -> bytes:
    """The picture as a PNG, transparent where the drawing is."""
    page = browser.new_page(viewport={"width": width, "height": width})
    page.set_content(
        f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{source.read_text(encoding='utf-8')}"
    )
    picture = page.screenshot(omit_background=True)
    page.close()
    return picture


if __name__ == "__main__":
    main()
