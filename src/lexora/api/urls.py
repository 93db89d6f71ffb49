"""The API under /api/v1, and the pages where people manage their tokens."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from lexora.api import exercise_views, game_views, gold_views, grammar_views, print_views, token_views
from lexora.api.rest import api, with_problems
from lexora.api.stats import router as stats_router
from lexora.api.views import router

api.add_router("", router)
api.add_router("", game_views.router)
api.add_router("", stats_router)
api.add_router("", exercise_views.router)
api.add_router("", gold_views.router)
api.add_router("", grammar_views.router)
api.add_router("", print_views.router)


def api_urls() -> Any:
    """The API's addresses. Its operations ask for a token by themselves, not for a session."""
    patterns, app, namespace = api.urls
    for pattern in patterns:
        if pattern.callback:
            pattern.callback = login_not_required(with_problems(pattern.callback))
    return patterns, app, namespace


app_name = "api"
urlpatterns = [
    path("my/tokens", token_views.add, name="add_token"),
    path("my/tokens/<int:token_id>/revoke", token_views.revoke, name="revoke_token"),
]
