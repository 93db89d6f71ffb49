from django.urls import path

from lexora.notifications.consumers import LiveConsumer

websocket_urlpatterns = [path("websocket", LiveConsumer.as_asgi())]  # type: ignore[no-untyped-call]
