"""Stopping the daily reminder from its e-mail, and turning it on again."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from lexora.accounts.access import signed_in
from lexora.accounts.models import User
from lexora.core.errors import NotFound
from lexora.learning import actions
from lexora.learning.models import PracticeSettings
from lexora.ui.languages import speaks


@csrf_exempt  # a mail program sends no token of ours; the address itself is the secret, and can do this one thing
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, because scanners of e-mail follow links; stop when the answer is sent."""
    try:
        wish = actions.wish_behind(token)
    except NotFound:
        return render(request, "learning/reminder_unknown.html", status=404)
    if request.method == "POST":
        actions.stop_reminder(wish)
    with translation.override(_language(wish.user)):
        return render(request, "learning/reminder_stop.html", _context(request, wish))


def _context(request: HttpRequest, wish: PracticeSettings) -> dict[str, object]:
    return {"is_on": wish.reminder_on, "is_own": request.user == wish.user}


def _language(user: User) -> str:
    """That of the e-mail, whatever the browser speaks."""
    return (
        user.interface_language
        if speaks(user.interface_language)
        else translation.get_language() or settings.LANGUAGE_CODE
    )


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Turn it on again."""
    wish = actions.start_reminder(signed_in(request), now=timezone.now())
    messages.success(request, gettext("The daily reminder is on again, at %(hour)d:00.") % {"hour": wish.reminder_hour})
    return redirect("learning:practice")
