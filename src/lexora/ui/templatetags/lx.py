"""Template tags that every page may use."""

from datetime import date
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from lexora.ui import frames, menus, slots
from lexora.ui.languages import SMALL_MONTHS, language_name
from lexora.ui.sentences import provider_name, sentence

register = template.Library()
SHELL = "_shell"  # the attribute of a request
CURRENT = SafeString('aria-current="page"')


@register.filter
def language(code: str) -> str:
    """The name of a language."""
    return language_name(code) if code else ""


@register.filter
def month(day: date) -> str:
    """The month of a day, within a sentence."""
    said = date_format(day, "YEAR_MONTH_FORMAT")
    return said.lower() if get_language() in SMALL_MONTHS else said


@register.filter
def provider(name: str) -> str:
    """The name of a translation provider as people know it."""
    return provider_name(name)


@register.filter
def reason(stored: dict[str, object] | None) -> str:
    """The sentence for a stored reason."""
    if not stored:
        return ""
    params = stored.get("params")
    return sentence(str(stored.get("code", "")), params if isinstance(params, dict) else {})


@register.simple_tag(takes_context=True)
def current(context: template.Context, *prefixes: str) -> str:
    """`aria-current` for the menu item whose address the page's begins with."""
    path = context["request"].path
    return CURRENT if any(path == p or path.startswith(p + "/") for p in prefixes) else ""


@register.simple_tag(takes_context=True)
def shell_menus(context: template.Context) -> menus.Shell:
    """The menus for whoever looks at the page, made once for all places that show them."""
    request = context["request"]
    kept: menus.Shell = getattr(request, SHELL, None) or menus.shell_of(request)
    setattr(request, SHELL, kept)
    return kept


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: str) -> str:
    """The page's query string with some values changed; an empty value takes one out."""
    values = context["request"].GET.copy()
    for name, value in changes.items():
        values.pop(name, None)
        if value:
            values[name] = value
    return f"?{values.urlencode()}" if values else "?"


@register.simple_tag(takes_context=True)
def slot_of_page(context: template.Context, place: str) -> str:
    """What the rooms above put in this place."""
    engine = template.Engine.get_default()
    parts = (engine.get_template(name).render(context) for name in slots.templates_in(place))
    return format_html_join("", "{}", ((part,) for part in parts))


@register.simple_tag
def own_frame(user: Any) -> str:
    """The frame round the avatar of whoever looks at the page."""
    return frames.own_frame(user)


@register.simple_tag
def picture(name: str, theme: str) -> str:
    """The address of a picture of the product in the language of the interface."""
    return static(f"ui/pictures/{name}-{theme}-{get_language() or settings.LANGUAGE_CODE}.webp")


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, to loop over."""
    return text.split()
