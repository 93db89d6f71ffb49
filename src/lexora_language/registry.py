"""The languages of the platform. They are data: `languages.toml` is the only list of them."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any


class UnknownLanguage(ValueError):  # noqa: N818 - named for the person who reads it
    """The code belongs to no language of the registry."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Unknown language: {code!r}.")
        self.code = code


@dataclass(frozen=True)
class Language:
    code: str
    name: str
    own_name: str
    script: str
    flag: str
    google: str
    mymemory: str
    articles: tuple[str, ...]
    on: bool
    alphabet: str


def all_languages() -> tuple[Language, ...]:
    return tuple(_LANGUAGES.values())


def get(code: str) -> Language:
    try:
        return _LANGUAGES[code]
    except KeyError:
        raise UnknownLanguage(code) from None


def enabled(codes: Iterable[str] | None = None) -> tuple[Language, ...]:
    """The named languages in registry order; without names, those that are on by default."""
    if codes is None:
        return tuple(language for language in all_languages() if language.on)
    wanted = {get(code).code for code in codes}
    return tuple(language for language in all_languages() if language.code in wanted)


def in_script(languages: Iterable[Language], script: str) -> tuple[Language, ...]:
    return tuple(language for language in languages if language.script == script)


def _read_languages() -> Mapping[str, Language]:
    file = resources.files(__package__).joinpath("languages.toml")
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return MappingProxyType({code: _language(code, table) for code, table in tables.items()})


def _language(code: str, table: dict[str, Any]) -> Language:
    return Language(code=code, **{**table, "articles": tuple(table["articles"])})


_LANGUAGES = _read_languages()
