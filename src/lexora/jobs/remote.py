"""The services as processes of their own, reached over HTTP. What `jobs/embedded.py` is for the embedded profile."""

import logging
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import httpx
from django.conf import settings
from django.core.cache import cache as shared

from lexora.core import tracing
from lexora_contract.messages import TranslateAnswer, TranslateCall
from lexora_contract.reasons import AWAY, OUTSIDE_PROVIDERS, CannotDo, TryLater, WorkError

log = logging.getLogger(__name__)
T = TypeVar("T")
PATIENCE = httpx.Timeout(60, connect=3)  # seconds; a translation may ask several providers in turn
KNOWN_FOR = 300  # seconds that the list of outside providers is remembered


def translate(call: TranslateCall) -> TranslateAnswer:
    """Translate one text now. Raises `WorkError`."""
    return _ask(TranslateAnswer.model_validate, "POST", "/translate", json=call.model_dump(mode="json"))


def outside_providers() -> list[str]:
    """Who may see texts. When the service cannot be asked, all that might."""
    known: list[str] | None = shared.get("outside_providers")
    if known is not None:
        return known
    try:
        known = _ask(lambda answer: list(answer["outside"]), "GET", "/providers")
    except WorkError:
        return list(OUTSIDE_PROVIDERS)
    shared.set("outside_providers", known, KNOWN_FOR)
    return known


@cache
def _client() -> httpx.Client:
    headers = {"Authorization": f"Bearer {settings.ENV.service_token}"}
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=20)
    return httpx.Client(base_url=settings.ENV.translation_service_url, headers=headers, timeout=PATIENCE, limits=limits)


def _ask(read: Callable[[Any], T], method: str, path: str, **body: Any) -> T:
    try:
        response = _client().request(method, path, headers={"traceparent": tracing.current()}, **body)
        if response.status_code in (422, 503):
            raise _refusal(response.json())
        response.raise_for_status()
        return read(response.json())
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
        log.warning("the translation service did not answer as it should: %s", type(error).__name__)
        raise TryLater(AWAY) from error


def _refusal(body: dict[str, Any]) -> WorkError:
    return (TryLater if body["retryable"] else CannotDo)(body["code"], **body["params"])
