"""What the shell of every page needs."""

from typing import Any

from babel import Locale
from django.conf import settings
from django.http import HttpRequest

from lexora.ui.fonts import fonts_of_page

THEMES = ("auto", "light", "dark")


def shell(request: HttpRequest) -> dict[str, Any]:
    """The theme, and what the navigation asks."""
    theme = getattr(getattr(request, "user", None), "theme", None)
    return {
        "theme": theme if theme in THEMES else theme_of_browser(request),
        "interface_languages": [(code, own_name(code)) for code, _name in settings.LANGUAGES],
        "mail_is_set_up": settings.MAIL_IS_SET_UP,
        "brand_line": settings.BRAND_LINE,
        "signup_is_closed": settings.SIGNUP == "closed",
        "fonts": fonts_of_page(),
    }


def theme_of_browser(request: HttpRequest) -> str:
    """What was chosen in this browser, or what the device says."""
    theme = request.COOKIES.get("lexora_theme", "")
    return theme if theme in THEMES else "auto"


def own_name(code: str) -> str:
    """The name of a language in itself, whatever the interface speaks."""
    name = Locale.parse(code, sep="-").language_name or code
    return name[:1].upper() + name[1:]
