"""A trace for each request; refusals become pages for people and JSON for programs."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lexora.core import tracing
from lexora.core.errors import Refused
from lexora.ui.refusals import refusal

GetResponse = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger(__name__)


class TraceMiddleware:
    """Continues the caller's trace or starts one, and names it in the answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        traceparent = tracing.begin(request.headers.get("traceparent", ""))
        response = self.get_response(request)
        response["X-Request-ID"] = traceparent[3:35]
        return response


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
