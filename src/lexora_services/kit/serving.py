"""A service as a process: uvicorn, and how it ends."""

import os
import signal
import socket
import sys
from types import FrameType

import uvicorn
from fastapi import FastAPI

from lexora_services.kit.bus import FINISH, Bus
from lexora_services.kit.settings import ServiceSettings

# Seconds until a thread that computes lets another go on: a batch should not hold up a typed word.
SWITCH_AFTER = 0.0005


class Server(uvicorn.Server):
    """Takes no more requests from the queues as soon as it is told to stop, while the last calls are answered."""

    def __init__(self, config: uvicorn.Config, bus: Bus | None) -> None:
        super().__init__(config)
        self._bus = bus

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._bus:
            await self._bus.pause()
        await super().shutdown(sockets)


def serve(app: FastAPI, settings: ServiceSettings, *, bus: Bus | None, port: int) -> None:
    """Serve until SIGTERM or SIGINT; `port` is used when the settings name none."""
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, _leave)
    config = uvicorn.Config(
        app,
        host=settings.service_host,
        port=settings.service_port or port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=int(FINISH),
    )
    sys.setswitchinterval(SWITCH_AFTER)
    Server(config, bus).run()


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """Uvicorn repeats the signal when it is done. A thread that still works must not hold the process."""
    os._exit(0)
