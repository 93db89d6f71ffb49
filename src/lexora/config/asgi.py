"""The ASGI application: pages, the socket, and the job threads as long as the server lives."""

import asyncio
import os
from typing import Any

from asgiref.sync import sync_to_async
from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator

from lexora.config.handler import Receive, Send, get_pages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lexora.config.settings")
pages = get_pages()  # loads the apps, so it comes before what imports models

from lexora.jobs import runner  # noqa: E402
from lexora.notifications import live  # noqa: E402
from lexora.notifications.routing import websocket_urlpatterns  # noqa: E402


async def lifespan(_scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Begin with the server and end with it."""
    await receive()
    live.attach(asyncio.get_running_loop())
    await sync_to_async(runner.start)()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await sync_to_async(runner.stop)()
    live.detach()
    await send({"type": "lifespan.shutdown.complete"})


application = ProtocolTypeRouter(
    {
        "http": pages,
        "lifespan": lifespan,
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(websocket_urlpatterns))),
    }
)
