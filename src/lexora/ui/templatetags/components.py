"""Filters that the template components need."""

import zlib
from html import unescape

from django import template
from django.utils.safestring import SafeString

from lexora.ui.differences import Kind
from lexora.ui.differences import differences as differences_of

register = template.Library()
TINTS = 6  # colours of avatars


@register.filter
def percent(value: object) -> int:
    """A number as whole per cent from 0 to 100; whatever is no number counts as 0."""
    return max(0, min(100, round(_number(value))))


@register.filter
def at_least(value: object, least: float) -> bool:
    """Whether a number reaches another."""
    return _number(value) >= least


@register.filter
def machine_number(value: object) -> str:
    """A number as an attribute wants it, whatever the language: 1234.5."""
    return f"{_number(value):g}"


@register.filter
def times(count: object) -> range:
    """For a loop that runs so many times."""
    return range(int(_number(count)))


@register.filter
def initials(name: object) -> str:
    """The first letters of the first two words of a name, which a component hands on as HTML."""
    text = unescape(name) if isinstance(name, SafeString) else str(name)
    return "".join(word[0] for word in text.split()[:2]).upper() or "?"


@register.filter
def tint(handle: object) -> int:
    """The colour of a person: the same on every page."""
    return zlib.crc32(str(handle).encode()) % TINTS + 1


@register.filter
def differences(before: object, after: object) -> list[tuple[Kind, str]]:
    """What is different between two texts."""
    return differences_of(str(before), str(after))


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return 0.0
