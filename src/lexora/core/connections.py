"""Connections of `lexora serve` over HTTP/1.1."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

SILENCE = 20  # seconds until the head of the first request must be there


class ImpatientProtocol(HttpToolsProtocol):
    """uvicorn closes connections that are idle between requests; this one also those that never ask for anything."""

    _closing: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._closing = self.loop.call_later(SILENCE, self.timeout_keep_alive_handler)

    def on_headers_complete(self) -> None:
        self._keep()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._keep()
        super().connection_lost(exc)

    def _keep(self) -> None:
        if self._closing:
            self._closing.cancel()
            self._closing = None
