"""How figures are said."""

from collections.abc import Sequence
from datetime import date

from django import template
from django.utils.formats import date_format, number_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, ngettext

from lexora.dashboard.rules.heat_map import Cell
from lexora.dashboard.rules.series import MONTH, WEEK
from lexora.ui.languages import language_name
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
def minutes(seconds: int) -> float:
    """As a picture wants it."""
    return round(seconds / MINUTE, 1)


@register.filter
def point(first: date, unit: str) -> str:
    """The day, week or month that begins with this day."""
    if unit == MONTH:
        return date_format(first, "YEAR_MONTH_FORMAT")
    day = date_format(first, "MONTH_DAY_FORMAT")
    return gettext("week of %(day)s") % {"day": day} if unit == WEEK else day


@register.filter
def short_point(first: date, unit: str) -> str:
    """The same where there is little room."""
    return date_format(first, "M Y" if unit == MONTH else "j M")


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
    """The days of a row. Hundreds of them: a loop in the template would take longer than the page may."""
    cells = ((_kind(cell, has_game), said(cell, has_game=has_game)) for cell in row if not cell.is_ahead)
    return format_html_join("", '<td data-level="{}"><span>{}</span></td>', cells)


def said(cell: Cell, *, has_game: bool = True) -> str:
    """A day in words."""
    return f"{date_format(cell.done.day)}: {_what(cell, has_game=has_game)}"


def _kind(cell: Cell, has_game: bool) -> str:
    return "frozen" if cell.done.is_frozen and has_game and not cell.done.is_active else str(cell.level)


def _what(cell: Cell, *, has_game: bool) -> str:
    done = cell.done
    if done.answers:
        return ngettext("%(n)d review", "%(n)d reviews", done.answers) % {"n": done.answers}
    if done.is_active:
        return gettext("practised in other ways")
    if done.is_frozen and has_game:
        return gettext("saved by a streak freeze")
    return gettext("no reviews")
