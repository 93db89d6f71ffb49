"""Pages over ASGI with one change of threads each.

Django's own handler runs the middlewares in the event loop's world and each view in a thread, and changes between the
two several times per request; that costs more than our views. Here the whole request runs in one thread.
"""

import re
from collections.abc import Awaitable, Callable
from typing import Any, cast

import django
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.handlers.asgi import ASGIHandler, ASGIRequest
from django.http import HttpResponse, HttpResponseBase
from servestatic import ServeStaticASGI

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]

AT_WORK = 200  # requests at once, each in a thread; more are answered with 503
HASHED = re.compile(r"\.[0-9a-f]{12}\.")
BUSY = "Lexora is busy. Please try again in a moment."
# What an answer says that no middleware has seen: a static file, or the refusal of a request that is none, asks for
# a file in a wrong way, or is one too many.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class PageHandler(ASGIHandler):
    """Django's handler with its synchronous chain of middlewares."""

    _at_work = 0  # counted in the event loop only

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware(is_async=False)

    async def get_response_async(  # type: ignore[override]
        self, request: ASGIRequest
    ) -> HttpResponseBase:
        if self._at_work >= AT_WORK:
            request.close()
            return _busy()
        self._at_work += 1
        try:
            return await sync_to_async(self.get_response, thread_sensitive=True)(request)
        finally:
            self._at_work -= 1


def get_pages() -> Application:
    """Static files, which browsers may keep for ever since their names are hashed, and everything else from Django."""
    django.setup(set_prefix=False)
    files_and_pages = ServeStaticASGI(
        PageHandler(),
        root=settings.STATIC_ROOT,
        prefix="static/",
        immutable_file_test=lambda _path, url: bool(HASHED.search(url)),
        allow_all_origins=False,
    )
    return bound(cast(Application, files_and_pages))


def bound(application: Application) -> Application:
    """The application, whose every answer has the headers."""
    wanted = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]

    async def answer(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        async def send_bound(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                said = list(message.get("headers", ()))
                names = {name.lower() for name, _value in said}
                message = {**message, "headers": said + [pair for pair in wanted if pair[0] not in names]}
            await send(message)

        await application(scope, receive, send_bound)

    return answer


def _busy() -> HttpResponse:
    """Plain, since no middleware has looked at the request: neither person nor language is known."""
    return HttpResponse(BUSY, status=503, headers={"Retry-After": "1"})
