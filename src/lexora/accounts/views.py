"""Small choices that hold for every page: the interface language and the theme."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lexora.accounts.models import User
from lexora.core.errors import Refused

YEAR = 365 * 24 * 3600  # seconds
THEME_COOKIE = "lexora_theme"


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Switch the interface language, now and for later visits."""
    code = _choice(request, "language", [code for code, _name in settings.LANGUAGES])
    _remember(request, interface_language=code)
    return _back(request, cookie=settings.LANGUAGE_COOKIE_NAME, value=code)


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Switch between light, dark and what the device says."""
    theme = _choice(request, "theme", User.Theme.values)
    _remember(request, theme=theme)
    return _back(request, cookie=THEME_COOKIE, value=theme)


def _choice(request: HttpRequest, name: str, allowed: list[str]) -> str:
    value = request.POST.get(name, "")
    if value not in allowed:
        raise Refused("unknown_choice")
    return value


def _remember(request: HttpRequest, **preference: str) -> None:
    if request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).update(**preference)


def _back(request: HttpRequest, *, cookie: str, value: str) -> HttpResponse:
    came_from = request.POST.get("next", "/")
    safe = came_from.startswith("/") and url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    response = HttpResponseRedirect(came_from if safe else "/")
    response.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response
