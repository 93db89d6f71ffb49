"""Error pages."""

import logging
import sys

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lexora.core.database import is_away
from lexora.core.errors import NotNow, Refused
from lexora.ui.refusals import refusal, short_answer
from lexora.ui.sentences import sentence

log = logging.getLogger(__name__)
AWAY = 5  # seconds after which a database that is away may be back


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
    error = sys.exc_info()[1]
    if is_away(error):
        return _database_away(request, error)
    return _bare(request, status=500, code="broken", title=_("Our mistake"))


def _database_away(request: HttpRequest, error: BaseException | None) -> HttpResponse:
    """No fault of the page, and no news by the hundredth request: one line in the log."""
    log.warning("the database does not answer (%s): %s", type(error).__name__, request.path)
    response = _bare(request, status=NotNow.status, code=NotNow.code, title=_("Back in a moment"))
    response["Retry-After"] = str(AWAY)
    response._has_been_logged = True  # type: ignore[attr-defined]  # or Django adds the traceback
    return response


def _bare(request: HttpRequest, *, status: int, code: str, title: str) -> HttpResponse:
    text = sentence(code)
    if short := short_answer(request, status=status, code=code, text=text):
        return short
    return render(None, "ui/error_bare.html", {"status": status, "title": title, "text": text}, status=status)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _refuse(request, "bad_origin", 403)


def _refuse(request: HttpRequest, code: str, status: int) -> HttpResponse:
    refused = Refused(code)
    refused.status = status
    return refusal(request, refused)
