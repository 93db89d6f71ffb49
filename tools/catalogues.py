"""The message catalogues: `update` takes new strings in, `check` fails on anything missing, fuzzy or stale.

Babel does it all, so nobody needs GNU gettext; templates go through Django's own `templatize`.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import template

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "lexora"
LANGUAGES = ("uk", "el")
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(n?p?gettext|_)\(({STRING}(?:,\s*{STRING})*)")
WIDTH = 110
Found = tuple[str | tuple[str, ...], list[str], str | None]


def extracted() -> Catalog:
    """Every string of our own code and templates, sorted by its first place."""
    catalog = Catalog(project="Lexora", fuzzy=False)
    patterns = ("*.py", "templates/**/*.html", "templates/**/*.txt")
    for path in sorted(path for pattern in patterns for path in SOURCE.rglob(pattern)):
        for message, comments, context in strings_of(path):
            place = str(path.relative_to(ROOT))
            catalog.add(message, None, [(place, None)], auto_comments=comments, context=context)
    return catalog


def strings_of(path: Path) -> Iterator[Found]:
    """The strings of a file, with the translators' comments and their contexts."""
    code = path.read_text()
    if path.suffix != ".py":
        # `templatize` leaves the calls and blots out the rest, so each call is read by itself.
        for call in CALL.finditer(template.templatize(code)):
            yield from _found(call[1], ast.literal_eval(f"({call[2]},)".replace(",,", ",")), [])
        return
    for _line, function, messages, comments in extract_python(
        io.BytesIO(code.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"}
    ):
        yield from _found(function, messages if isinstance(messages, tuple) else (messages,), comments)


def _found(function: str, messages: tuple[str | None, ...], comments: list[str]) -> Iterator[Found]:
    parts = [part for part in messages if part]
    context = parts.pop(0) if "pgettext" in function and parts else None
    if parts:
        yield (tuple(parts[:2]) if function.lstrip("_").startswith("n") else parts[0]), comments, context


def file_of(language: str) -> Path:
    return SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    path = file_of(language)
    if not path.exists():
        return empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def of_packages(language: str) -> Catalog:
    """Our wording for strings of the packages whose pages we show."""
    path = SOURCE / "locale_packages" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def empty(language: str) -> Catalog:
    """A catalogue whose header names no person and no time, so that it changes only when strings do."""
    return Catalog(
        locale=language,
        project="Lexora",
        version="1",
        header_comment=f"# Lexora in {language}.",
        msgid_bugs_address="the issue tracker",
        last_translator="the Lexora contributors",
        language_team=language,
        creation_date=datetime(2026, 11, 22, tzinfo=UTC),
        revision_date=datetime(2026, 11, 22, tzinfo=UTC),
        fuzzy=False,
    )


def update() -> None:
    """Take new strings in and drop those that are gone; nothing is guessed."""
    strings = extracted()
    for language in LANGUAGES:
        known = read(language)
        fresh = empty(language)
        for message in strings:
            if message.id:
                old = known.get(message.id, message.context)
                fresh.add(
                    message.id,
                    old.string if old else None,
                    message.locations,
                    auto_comments=message.auto_comments,
                    context=message.context,
                )
        path = file_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, fresh, width=WIDTH, omit_header=False, sort_output=False)
        print(f"{language}: {len(fresh)} strings, {len(list(untranslated(fresh)))} to translate")


def check() -> int:
    """Print what is wrong; the number of faults is the exit status."""
    strings = extracted()
    wanted = {(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in strings if m.id}
    faults: list[str] = []
    for language in LANGUAGES:
        catalog = read(language)
        present = {(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in catalog if m.id}
        faults += [f"{language}: missing {text!r}" for text, _context in sorted(wanted - present, key=str)]
        faults += [f"{language}: stale {text!r}" for text, _context in sorted(present - wanted, key=str)]
        faults += [f"{language}: {why} {message.id!r}" for message, why in untranslated(catalog)]
    for language in ("en", *LANGUAGES):
        faults += [f"{language}, packages: {why} {m.id!r}" for m, why in untranslated(of_packages(language))]
    for fault in faults:
        print(fault)
    print(f"{len(wanted)} strings, {len(faults)} faults")
    return min(len(faults), 1)


def untranslated(catalog: Catalog) -> Iterator[tuple[Message, str]]:
    """Messages that are empty, fuzzy, or lost or gained a placeholder."""
    for message in catalog:
        if not message.id:
            continue
        texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if not all(texts):
            yield message, "untranslated"
        elif message.fuzzy:
            yield message, "fuzzy"
        elif not all(holds(text, message) for text in texts):
            yield message, "placeholders differ in"


def holds(text: str, message: Message) -> bool:
    """Whether a translation has the placeholders; a plural form may say its number in a word."""
    given, wanted = placeholders(text), placeholders(message.id)
    return given <= wanted if message.pluralizable else given == wanted


def placeholders(text: str | tuple[str, ...] | list[str]) -> set[str]:
    parts = (text,) if isinstance(text, str) else text
    return {name for part in parts for name in PLACEHOLDER.findall(part)}


if __name__ == "__main__":
    settings.configure(USE_I18N=True)
    sys.exit(check() if sys.argv[1:] == ["check"] else update())
