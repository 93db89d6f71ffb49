"""Each page in the person's language and time zone; an expired password is changed first."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from lexora.accounts.access import NotSignedIn
from lexora.accounts.models import User
from lexora.accounts.passwords import is_expired
from lexora.core.days import zone_of
from lexora.ui.languages import speaks
from lexora.ui.refusals import refusal, toast

FREE = ("account_logout", "portal:privacy", "accounts:language", "accounts:theme")  # whatever the password's age
GetResponse = Callable[[HttpRequest], HttpResponse]


class SignInMiddleware(LoginRequiredMiddleware):
    """Leads who is not signed in to the sign-in page; a page's script stays where it is, with what was typed there."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], *arguments: Any
    ) -> HttpResponseBase | None:
        answer = super().process_view(request, view_func, *arguments)
        return refusal(request, NotSignedIn()) if answer and request.headers.get("HX-Request") else answer


class PreferencesMiddleware:
    """Activates the interface language and the time zone of who is signed in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not isinstance(request.user, User):
            return self.get_response(request)
        if speaks(request.user.interface_language):
            translation.activate(request.user.interface_language)
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
        with timezone.override(zone_of(request.user.time_zone)):
            return self.get_response(request)


class ExpiredPasswordMiddleware:
    """Leads to the change of an expired password, and nowhere else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        change = reverse("account_change_password")
        free = (change, *map(reverse, FREE), settings.STATIC_URL, "/api/", "/health", "/ready")
        if not settings.PASSWORD_EXPIRY or request.path.startswith(free):
            return self.get_response(request)
        if isinstance(request.user, User) and is_expired(request.user, now=timezone.now()):
            text = gettext("Your password has expired. Please choose a new one.")
            if request.headers.get("HX-Request"):
                return toast(text, status=403, link=change)
            _say_once(request, text)
            return redirect(change)
        return self.get_response(request)


def _say_once(request: HttpRequest, text: str) -> None:
    """Say it on the next page, however many requests led there."""
    waiting: Any = messages.get_messages(request)
    if text not in [message.message for message in waiting]:
        messages.warning(request, text)
    waiting.used = False  # looking is not showing
