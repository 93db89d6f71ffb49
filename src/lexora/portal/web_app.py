"""Lexora as an installed app: what the system is told about it, and what its service worker keeps."""

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lexora.ui.fonts import fonts_of_page

NIGHT = "#0f0c29"  # what systems show round the app before its first page: the beginning of the dark hero
ICONS = (
    ("ui/icon.svg", "any", "any"),
    ("ui/app/icon-192.png", "192x192", "any"),
    ("ui/app/icon-512.png", "512x512", "any"),
    ("ui/app/maskable.svg", "any", "maskable"),
    ("ui/app/maskable-512.png", "512x512", "maskable"),
)
TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
SHORTCUT_ICON = "ui/app/icon-192.png"
WORKER = "ui/js/service_worker.js"
STYLES = "ui/css/app.css"
# Navigations that the worker leaves alone: downloads, programs' addresses and the administration.
DIRECT = ("/admin/", "/api/", "/internal/", "/my/files/", "/static/")
IMPORT = re.compile(r"""@import\s+(?:url\()?["']([^"']+)["']""")


def manifest() -> dict[str, Any]:
    """The web app manifest, in the active language."""
    return {
        "id": "/",
        "name": "Lexora",
        "short_name": "Lexora",
        "description": _("Collect words, practise them a little every day, and remember them."),
        "lang": get_language(),
        "dir": "ltr",
        "start_url": "/?source=app",
        "scope": "/",
        "display": "standalone",
        "theme_color": NIGHT,
        "background_color": NIGHT,
        "categories": ["education"],
        "icons": [_icon(*icon) for icon in ICONS],
        "shortcuts": [
            _shortcut(_("Practise"), reverse("learning:practice")),
            _shortcut(_("Add a word"), reverse("vocabulary:new")),
        ],
    }


def _icon(name: str, sizes: str, purpose: str) -> dict[str, str]:
    return {"src": static(name), "sizes": sizes, "type": TYPES[Path(name).suffix], "purpose": purpose}


def _shortcut(name: str, url: str) -> dict[str, Any]:
    return {"name": name, "url": url, "icons": [_icon(SHORTCUT_ICON, "192x192", "any")]}


def worker_script() -> str:
    """The service worker: what it has to know, as data, and after that its code as it is."""
    code = _text_of(WORKER)
    shell = {
        "offline": reverse("portal:offline"),
        "files": shell_files(),
        "direct": DIRECT,
        "static": settings.STATIC_URL,
        "practice": {"path": reverse("learning:practice"), "shell": practice_shell()},
    }
    known = json.dumps([shell, get_language(), code], sort_keys=True)
    version = hashlib.sha256(known.encode()).hexdigest()[:12]
    return f"const SHELL = {json.dumps({**shell, 'version': version})};\n{code}"


def practice_shell() -> str:
    """The address of the practice page without anything of a person, for a session that goes on without a network."""
    return f"{reverse('learning:practice')}?shell=1"


def shell_files() -> list[str]:
    """The addresses of what the offline page is made of, for the active language."""
    names = (*with_imports(STYLES), *fonts_of_page(), "ui/js/offline.js", "ui/icon.svg")
    return [static(name) for name in names]


@cache
def with_imports(name: str) -> tuple[str, ...]:
    """A style sheet and all that it imports."""
    folder = Path(name).parent
    imported = (str(folder / found) for found in IMPORT.findall(_text_of(name)))
    return (name, *(inner for one in imported for inner in with_imports(one)))


@cache
def _text_of(name: str) -> str:
    """The source of a static file."""
    return Path(str(finders.find(name))).read_text(encoding="utf-8")
