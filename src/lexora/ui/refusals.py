"""Refusals as answers: a toast, a page or JSON."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lexora.core.errors import Refused
from lexora.ui.sentences import sentence


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """A refusal as a toast for a page's script, as JSON for a program, as a page for a person."""
    text = sentence(refused.code, refused.params)
    response = short_answer(request, status=refused.status, code=refused.code, text=text)
    response = response or error_page(request, status=refused.status, text=text)
    if "wait" in refused.params:
        response["Retry-After"] = str(refused.params["wait"])
    return response


def short_answer(request: HttpRequest, *, status: int, code: str, text: str) -> HttpResponse | None:
    """The sentence for a page's script, JSON for a program; None for a person, who gets a page."""
    if request.headers.get("HX-Request"):
        return toast(text, status=status)
    if request.path.startswith("/api/") or "text/html" not in request.headers.get("Accept", "text/html"):
        return JsonResponse({"code": code, "message": text}, status=status)
    return None


def toast(text: str, *, status: int, link: str = "") -> HttpResponse:
    """The sentence for a page's script, with an address where more can be done.

    htmx swaps nothing on an error answer, so what the person typed stays where it is; the script shows a toast.
    """
    response = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    response["HX-Refused"] = "true"
    if link:
        response["HX-Refused-Link"] = link
    return response


def error_page(request: HttpRequest, *, status: int, text: str) -> HttpResponse:
    titles = {
        400: _("That didn’t work"),
        403: _("Not allowed"),
        404: _("Nothing here"),
        429: _("Too fast"),
        500: _("Our mistake"),
        503: _("Back in a moment"),
    }
    context = {"status": status, "title": titles.get(status, titles[400]), "text": text}
    return render(request, "ui/error.html", context, status=status)
