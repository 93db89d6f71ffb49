"""Traces, what browsers may keep, compression; refusals become pages for people and JSON for programs."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from lexora.core import tracing
from lexora.core.errors import Refused
from lexora.ui.headers import how_to_keep
from lexora.ui.refusals import refusal

GetResponse = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger(__name__)
TEXTS = ("text/", "application/json", "application/manifest+json")


class TraceMiddleware:
    """Continues the caller's trace or starts one, and names it in the answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        traceparent = tracing.begin(request.headers.get("traceparent", ""))
        response = self.get_response(request)
        response["X-Request-ID"] = traceparent[3:35]
        return response


class BrowserMiddleware:
    """Tells browsers how to keep an answer that does not say it itself, and to forget them all after a sign-out."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Cache-Control", how_to_keep(request))
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "has_signed_out", False):
            response["Clear-Site-Data"] = '"cache"'
        return response


class CompressionMiddleware(GZipMiddleware):
    """Compresses pages and other texts, but no files: a part of a sound must be found at its place."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.get("Content-Type", "").startswith(TEXTS):
            return response
        return super().process_response(request, response)


class RefusalMiddleware:
    """Turns any `Refused` that a view lets through into an answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        log.info(
            "refused %s %s: %s", request.method, request.resolver_match and request.resolver_match.route, exception
        )
        return refusal(request, exception)
