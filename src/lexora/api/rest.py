"""The API itself: its bearer, its errors, its description."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Swagger
from ninja.errors import AuthenticationError, HttpError, ValidationError

from lexora.accounts.access import NotSignedIn
from lexora.api.access import Bearer
from lexora.core.errors import Refused
from lexora.ui.sentences import sentence

api = NinjaAPI(
    title="Lexora",
    version="1",
    description="Entries, translations and reviews of the person whose bearer token comes with the request.",
    auth=Bearer(),
    docs=Swagger(settings={"persistAuthorization": True, "defaultModelsExpandDepth": -1}),
    urls_namespace="api-1",
)


def _problem(request: HttpRequest, status: int, code: str, params: dict[str, str | int] | None = None) -> HttpResponse:
    body = {"code": code, "message": sentence(code, params)}
    response = api.create_response(request, body, status=status)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if params and "wait" in params:
        response["Retry-After"] = str(params["wait"])
    return response


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return _problem(request, error.status, error.code, error.params)


@api.exception_handler(AuthenticationError)
def not_signed_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return _problem(request, NotSignedIn.status, NotSignedIn.code)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    detail = "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors[:5])
    return _problem(request, 422, "invalid", {"detail": detail.encode(errors="replace").decode()})


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _problem(request, error.status_code, "bad_request")


@api.exception_handler(RequestDataTooBig)
def too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return _problem(request, 413, "request_too_large")


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return _problem(request, 404, "not_found")


def with_problems(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A wrong method is found before any handler of errors could speak: here it gets its body."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != 405:
            return response
        problem = _problem(request, 405, "method_not_allowed")
        problem["Allow"] = response["Allow"]
        return problem

    return answer
