"""Spans of time as buttons say them, short: 10 min, 4 d, 1.5 mo."""

from django.utils.formats import number_format
from django.utils.translation import pgettext

MONTH, YEAR = 30.44, 365.25  # days


def short_minutes(seconds: int) -> str:
    """A few minutes."""
    return pgettext("short span of time", "%(n)s min") % {"n": max(1, round(seconds / 60))}


def short_days(days: int) -> str:
    """Days; many of them as months or years, with one decimal."""
    if days < MONTH:
        return pgettext("short span of time", "%(n)s d") % {"n": days}
    if days < YEAR:
        return pgettext("short span of time", "%(n)s mo") % {"n": _rounded(days / MONTH)}
    return pgettext("short span of time", "%(n)s y") % {"n": _rounded(days / YEAR)}


def _rounded(number: float) -> str:
    rounded = round(number, 1)
    return str(number_format(rounded, 0 if rounded == int(rounded) else 1))
