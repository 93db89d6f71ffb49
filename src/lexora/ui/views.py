"""Error pages."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lexora.core.errors import Refused
from lexora.ui.refusals import refusal, short_answer
from lexora.ui.sentences import sentence


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(request, Refused("bad_request"))


@login_not_required
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _refuse(request, "forbidden", 403)


@login_not_required
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _refuse(request, "not_found", 404)


@login_not_required
def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _refuse(request, "too_many_requests", 429)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Stands on nothing that may be broken: no session, no database."""
    text = sentence("broken")
    if short := short_answer(request, status=500, code="broken", text=text):
        return short
    return render(None, "ui/error_bare.html", {"status": 500, "title": _("Our mistake"), "text": text}, status=500)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _refuse(request, "bad_origin", 403)


def _refuse(request: HttpRequest, code: str, status: int) -> HttpResponse:
    refused = Refused(code)
    refused.status = status
    return refusal(request, refused)
