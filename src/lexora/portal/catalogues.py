"""The interface languages: message catalogues, compiled with Babel."""

import gettext
import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import trans_real


def compile_all() -> None:
    """Compile each catalogue that is newer than its compiled form."""
    is_new = False
    for folder in settings.LOCALE_PATHS:
        for source in Path(folder).glob("*/LC_MESSAGES/*.po"):
            compiled = source.with_suffix(".mo")
            if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
                _compile(source, compiled)
                is_new = True
    if is_new:
        _forget_loaded()


def _forget_loaded() -> None:
    """What this process has loaded already, or has not found, it would not look for again."""
    gettext._translations.clear()  # type: ignore[attr-defined]
    trans_real._translations.clear()  # type: ignore[attr-defined]
    trans_real._default = None  # type: ignore[attr-defined]


def _compile(source: Path, compiled: Path) -> None:
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parts[-3])
    temporary = compiled.with_suffix(f".mo.{os.getpid()}")  # another process may compile too
    with temporary.open("wb") as file:
        write_mo(file, catalogue)
    temporary.replace(compiled)
