"""The socket of a page: carries hints, decides nothing."""

from collections import defaultdict
from typing import Any

from channels.generic.websocket import AsyncJsonWebsocketConsumer

from lexora.notifications.live import group_of

SIGNED_OUT = 4401
NOTHING_HERE = 4404
MOST = 20  # of one person in this process
TOO_MANY = 4429  # the page comes back when somebody looks at it
_open: dict[str, list["LiveConsumer"]] = defaultdict(list)  # by group, oldest first


class LiveConsumer(AsyncJsonWebsocketConsumer):
    """One per open page of a signed-in person."""

    group = ""

    async def connect(self) -> None:
        user = self.scope["user"]
        if not user.is_authenticated:
            # A browser learns the code of a connection only, not that of a refused handshake.
            await self.accept()  # type: ignore[no-untyped-call]
            await self.close(code=SIGNED_OUT)  # type: ignore[no-untyped-call]
            return
        self.group = group_of(user.pk)
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()  # type: ignore[no-untyped-call]
        _open[self.group].append(self)
        if len(_open[self.group]) > MOST:
            await _open[self.group].pop(0).close(code=TOO_MANY)  # type: ignore[no-untyped-call]

    async def disconnect(self, code: int) -> None:
        if self.group:
            self._forget()
            await self.channel_layer.group_discard(self.group, self.channel_name)

    def _forget(self) -> None:
        if self in _open[self.group]:
            _open[self.group].remove(self)
        if not _open[self.group]:
            del _open[self.group]

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **_kwargs: Any) -> None:
        """Pages have nothing to say here; whatever comes is dropped."""

    async def changed(self, message: dict[str, Any]) -> None:
        for thing in message["things"]:
            await self.send_json({"changed": thing})  # type: ignore[no-untyped-call]


class NothingHere(AsyncJsonWebsocketConsumer):
    """Whoever asks for a socket at another address is turned away."""

    async def connect(self) -> None:
        await self.close(code=NOTHING_HERE)  # type: ignore[no-untyped-call]
