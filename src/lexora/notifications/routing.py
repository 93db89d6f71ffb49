from django.urls import path, re_path

from lexora.notifications.consumers import LiveConsumer, NothingHere

websocket_urlpatterns = [
    path("websocket", LiveConsumer.as_asgi()),  # type: ignore[no-untyped-call]
    re_path("", NothingHere.as_asgi()),  # type: ignore[no-untyped-call]
]
