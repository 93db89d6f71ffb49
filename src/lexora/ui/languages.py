"""Languages as people read them: in the language of the interface (names from Unicode CLDR, through Babel)."""

from collections.abc import Mapping
from functools import cache

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language

from lexora_language import Language, enabled, get

SMALL_MONTHS = ("uk",)  # languages of the interface that write the names of months without a capital


def learnt_languages() -> tuple[Language, ...]:
    """The languages this server offers."""
    return enabled(settings.LEXORA_LANGUAGES)


def speaks(code: str) -> bool:
    """Whether the interface is there in this language."""
    return code in dict(settings.LANGUAGES)


def language_name(code: str) -> str:
    """The name of a language in the interface language, with a capital as in a list."""
    return _name(code, get_language() or settings.LANGUAGE_CODE)


def language_choices() -> list[tuple[str, str]]:
    """Choices for a form field."""
    return [(language.code, language_name(language.code)) for language in learnt_languages()]


def in_interface_language(texts: Mapping[str, str]) -> str:
    """Of a text that is there in each language of the interface, the one to show."""
    return texts.get(get_language() or "", texts.get(settings.LANGUAGE_CODE, ""))


@cache
def _name(code: str, interface: str) -> str:
    name = Locale.parse(interface, sep="-").languages.get(code) or get(code).own_name
    return name[:1].upper() + name[1:]
