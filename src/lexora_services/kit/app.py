"""The web application of a service: what all of them answer, and the guard before what they do."""

import hmac
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.exceptions import HTTPException

from lexora_contract.reasons import WorkError
from lexora_services.kit import logs
from lexora_services.kit.bus import Bus
from lexora_services.kit.metrics import Metrics

log = logging.getLogger(__name__)
Check = Callable[[], bool]


def create_app(
    calls: APIRouter,
    *,
    token: str,
    bus: Bus | None,
    counts: Metrics,
    checks: Mapping[str, Check],
    close: Callable[[], None],
) -> FastAPI:
    """An application that answers `calls` to who knows the token. `checks`: what it needs besides RabbitMQ."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        if bus:
            bus.start()
        yield
        if bus:
            await bus.stop()
        close()

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(_open_to_all(counts, {**checks, **({"broker": lambda: bus.is_ready} if bus else {})}))
    app.include_router(calls, dependencies=[Depends(_follow_trace), Depends(_guard(token))])
    app.exception_handler(WorkError)(_tell_failure)
    app.exception_handler(RequestValidationError)(_tell_invalid)
    app.exception_handler(HTTPException)(_tell_refusal)
    return app


def _open_to_all(counts: Metrics, checks: Mapping[str, Check]) -> APIRouter:
    router = APIRouter()

    @router.get("/health")
    async def health() -> dict[str, str]:
        """The process answers."""
        return {"status": "pass"}

    @router.get("/ready")
    async def ready() -> JSONResponse:
        """Everything that the work needs is there."""
        results = {name: check() for name, check in checks.items()}
        is_ready = all(results.values())
        body = {"status": "pass" if is_ready else "fail", "checks": results}
        return JSONResponse(body, status_code=200 if is_ready else 503)

    @router.get("/metrics")
    async def metrics() -> Response:
        return Response(counts.text(), media_type=CONTENT_TYPE_LATEST)

    return router


def _guard(token: str) -> Callable[[str], None]:
    expected = f"Bearer {token}".encode()

    def check(authorization: Annotated[str, Header()] = "") -> None:
        if not token or not hmac.compare_digest(authorization.encode(), expected):
            raise HTTPException(401, "This needs the token of the services.", {"WWW-Authenticate": "Bearer"})

    return check


async def _follow_trace(traceparent: Annotated[str, Header()] = "") -> None:
    logs.begin(traceparent)


async def _tell_failure(_request: Request, error: WorkError) -> JSONResponse:
    body = {**error.reason.model_dump(), "retryable": error.retryable}
    return JSONResponse(body, status_code=503 if error.retryable else 422)


async def _tell_invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
    """The fields that are wrong, never what was in them."""
    fields = ", ".join(".".join(map(str, problem["loc"])) for problem in error.errors())
    return JSONResponse({"code": "invalid", "message": f"These fields are missing or wrong: {fields}."}, 400)


async def _tell_refusal(_request: Request, error: HTTPException) -> JSONResponse:
    codes = {401: "unauthorized", 404: "not_found", 405: "method_not_allowed"}
    body = {"code": codes.get(error.status_code, "refused"), "message": error.detail}
    return JSONResponse(body, error.status_code, error.headers)
