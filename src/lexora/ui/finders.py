"""Static files of npm packages: only the files named here are served, under `npm/`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SUBSETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "greek-ext")
INTER = "@fontsource-variable/inter/files/inter-{}-wght-normal.woff2"
DISPLAY_SUBSETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext")  # Montserrat has no Greek
MONTSERRAT = "@fontsource-variable/montserrat/files/montserrat-{}-wght-normal.woff2"
FILES = {
    "npm/htmx.js": "htmx.org/dist/htmx.esm.js",
    "npm/uplot.js": "uplot/dist/uPlot.esm.js",
    "npm/uplot.css": "uplot/dist/uPlot.min.css",
    **{f"npm/inter-{subset}.woff2": INTER.format(subset) for subset in SUBSETS},
    **{f"npm/montserrat-{subset}.woff2": MONTSERRAT.format(subset) for subset in DISPLAY_SUBSETS},
}


class NpmFinder(BaseFinder):
    """Finds `npm/…` in node_modules."""

    def __init__(self, *_args: Any, **_kwargs: Any) -> None:
        self.storage = NpmStorage()

    def check(self, **_kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        found = self.storage.path(path) if path in FILES else None
        return ([found] if found else []) if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, FileSystemStorage]]:
        return [(name, self.storage) for name in FILES]


class NpmStorage(FileSystemStorage):
    """Reads a served name from its place in node_modules."""

    prefix = ""

    def path(self, name: str) -> str:
        return str(Path(settings.NODE_MODULES) / FILES[name])
