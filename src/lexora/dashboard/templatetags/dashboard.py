"""How figures are said."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from lexora.dashboard.rules.days import Done
from lexora.dashboard.rules.forecast import Ahead
from lexora.dashboard.rules.heat_map import Cell
from lexora.dashboard.rules.series import MONTH, WEEK, Point
from lexora.ui.languages import SMALL_MONTHS, language_name
from lexora.ui.templatetags.components import tint
from lexora.words.models import Entry

register = template.Library()
GRADES = {
    "again": gettext_lazy("Again"),
    "hard": gettext_lazy("Hard"),
    "good": gettext_lazy("Good"),
    "easy": gettext_lazy("Easy"),
}
NAMES = {"grades": GRADES, "states": dict(Entry.State.choices), "types": dict(Entry.Type.choices)}
HUES = {
    "grades": {"again": 3, "hard": 4, "good": 5, "easy": 2},
    "states": {"new": 2, "learning": 4, "review": 5, "suspended": 6},
    "types": {"word": 1, "phrase": 2, "sentence": 4, "collocation": 5},
}
HOUR, MINUTE = 3600, 60
MANY_HOURS = 10  # from here on minutes say nothing


@register.filter
def duration(seconds: int) -> str:
    """How long something took, in hours and minutes begun."""
    hours, rest = divmod(int(seconds), HOUR)
    minutes = -(-rest // MINUTE)
    if hours >= MANY_HOURS:
        return gettext("%(hours)s h") % {"hours": number_format(round(seconds / HOUR), force_grouping=True)}
    if hours or minutes == MINUTE:
        hours, minutes = divmod(hours * MINUTE + minutes, MINUTE)
        return gettext("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
    return gettext("%(minutes)d min") % {"minutes": minutes}


@register.filter
def point(first: date, unit: str) -> str:
    """The day, week or month that begins with this day."""
    return _point(first, unit, get_language())


@register.filter
def short_point(first: date, unit: str) -> str:
    """The same where there is little room."""
    return _short_point(first, unit, get_language())


@register.simple_tag
def curve_rows(kind: str, points: Sequence[Point | Ahead], unit: str, begins: str = "") -> SafeString:
    """The rows of a curve's table: a moment, then its cells. `begins` is what the first moment is called instead."""
    language, cells = get_language(), CELLS[kind]
    heads = (_head(point.first, unit, language, begins if n == 0 else "") for n, point in enumerate(points))
    return format_html_join("", "<tr>{}{}</tr>", zip(heads, map(cells, points), strict=True))


@register.filter
def name_of(name: str, kind: str) -> str:
    """What a part of a whole is called."""
    return language_name(name) if kind == "languages" else str(NAMES[kind].get(name, name))


@register.filter
def hue(name: str, kind: str) -> int:
    """The colour of a part: the same wherever it is shown."""
    return tint(name) if kind == "languages" else HUES[kind].get(name, 1)


@register.simple_tag
def heat_row(row: Sequence[Cell], has_game: bool) -> SafeString:
    """The days of a row that have come."""
    language = get_language()
    squares = (_square(_kind(cell, has_game), cell.done, has_game, language) for cell in row if not cell.is_ahead)
    return format_html_join("", "{}", ((square,) for square in squares))


def _number(number: int) -> SafeString:
    return format_html('<td data-value="{}">{}</td>', number, intcomma(number))


def _xp(point: Point) -> SafeString:
    return format_html("{}<td>{}</td>", _number(point.xp_total), intcomma(point.xp))


def _time(point: Point) -> SafeString:
    return format_html('<td data-value="{}">{}</td>', f"{point.seconds / MINUTE:.1f}", duration(point.seconds))


CELLS: dict[str, Callable[[Any], SafeString]] = {
    "xp": _xp,
    "reviews": lambda point: _number(point.reviews),
    "time": _time,
    "forecast": lambda ahead: _number(ahead.cards),
}


def _kind(cell: Cell, has_game: bool) -> str:
    return "frozen" if cell.done.is_frozen and has_game and not cell.done.is_active else str(cell.level)


def _what(done: Done, *, has_game: bool) -> str:
    if done.answers:
        return ngettext("%(n)d review", "%(n)d reviews", done.answers) % {"n": done.answers}
    if done.is_active:
        return gettext("practised in other ways")
    if done.is_frozen and has_game:
        return gettext("saved by a streak freeze")
    return gettext("no reviews")


# Hundreds of days stand on one page, and to say them would take longer than all the rest. Everybody's days have the
# same names, and most of a learner's days stay as they are.


@lru_cache(maxsize=10_000)
def _square(kind: str, done: Done, has_game: bool, _language: str | None) -> SafeString:
    """A day of the calendar."""
    words = f"{date_format(done.day)}: {_what(done, has_game=has_game)}"
    return format_html('<td data-level="{}"><span>{}</span></td>', kind, words)


@lru_cache(maxsize=5_000)
def _head(first: date, unit: str, language: str | None, name: str) -> SafeString:
    """The moment of a row."""
    said = _short_point(first, unit, language), name or _point(first, unit, language)
    return format_html('<th scope="row" data-short="{}">{}</th>', *said)


@lru_cache(maxsize=5_000)
def _point(first: date, unit: str, _language: str | None) -> str:
    if unit == MONTH:
        return date_format(first, "YEAR_MONTH_FORMAT")
    day = date_format(first, "MONTH_DAY_FORMAT")
    return gettext("week of %(day)s") % {"day": day} if unit == WEEK else day


@lru_cache(maxsize=5_000)
def _short_point(first: date, unit: str, language: str | None) -> str:
    said = date_format(first, "M Y" if unit == MONTH else "j M")
    return said.lower() if language in SMALL_MONTHS else said
