"""A bare Django that says hello, under uvicorn: what any Django page costs at least. Its one argument is the port."""

import sys

import uvicorn
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [path("health", hello)]

if __name__ == "__main__":
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="for nothing", USE_TZ=True)
    uvicorn.run(get_asgi_application(), port=int(sys.argv[1]), log_config=None, access_log=False)
