"""HTTP for providers. Errors of the network become reasons here and nowhere else."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpx

from lexora_contract.reasons import BAD_ANSWER, BUSY, UNREACHABLE, CannotDo, TryLater

logger = logging.getLogger(__name__)

MAX_BODY = 2_000_000  # bytes


@dataclass(frozen=True)
class Page:
    status: int
    text: str


@dataclass(frozen=True)
class Web:
    """`seconds` bounds the whole exchange: a server that drips its answer is as good as away."""

    client: httpx.Client
    seconds: float
    clock: Callable[[], float]

    def get(self, url: str, params: Mapping[str, str], *, provider: str) -> Page:
        return self._ask(self.client.build_request("GET", url, params=params), provider=provider)

    def post(self, url: str, body: Mapping[str, str], *, provider: str) -> Page:
        return self._ask(self.client.build_request("POST", url, json=body), provider=provider)

    def _ask(self, request: httpx.Request, *, provider: str) -> Page:
        """Raises `TryLater` when the server is away or overrun; other statuses are the provider's to judge."""
        try:
            page = self._fetch(request, provider=provider)
        except httpx.TransportError as error:
            logger.warning("%s cannot be reached: %s", provider, type(error).__name__)
            raise TryLater(UNREACHABLE, provider=provider) from error
        except httpx.RequestError as error:  # endless redirects, a body that cannot be unpacked
            logger.warning("%s sent a broken answer: %s", provider, type(error).__name__)
            raise CannotDo(BAD_ANSWER, provider=provider) from error
        if page.status >= 400:
            logger.warning("%s answered with status %d", provider, page.status)
        if page.status >= 500:
            raise TryLater(UNREACHABLE, provider=provider)
        if page.status == 429:
            raise TryLater(BUSY, provider=provider)
        return page

    def _fetch(self, request: httpx.Request, *, provider: str) -> Page:
        until = self.clock() + self.seconds
        response = self.client.send(request, stream=True, follow_redirects=True)
        try:
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MAX_BODY:
                    raise CannotDo(BAD_ANSWER, provider=provider)
                if self.clock() > until:
                    raise TryLater(UNREACHABLE, provider=provider)
        finally:
            response.close()
        return Page(response.status_code, bytes(body).decode(response.encoding or "utf-8", "replace"))
