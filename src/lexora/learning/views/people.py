"""The leaderboard, and what learners see of each other."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lexora.accounts.access import signed_in
from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.learning import queries
from lexora.learning.access import person_for
from lexora.learning.forms import BoardForm
from lexora.learning.rules import periods
from lexora.ui.languages import learnt_languages
from lexora.words.language import check_language


@require_safe
def leaderboard(request: HttpRequest) -> HttpResponse:
    """Who earned most, in all time, this month or this week; or the rows of the next page."""
    user, now, form = signed_in(request), timezone.now(), BoardForm(request.GET)
    if not form.is_valid():
        raise Refused("unknown_choice")
    if queries.hides_game(user, now=now):
        return render(request, "learning/game_hidden.html")
    asked = form.cleaned_data
    is_part = asked["cursor"] and request.headers.get("HX-Request")
    is_part = is_part and not request.headers.get("HX-History-Restore-Request")
    if asked["language"]:
        check_language(asked["language"])
    which = {**asked, "period": asked["period"] or periods.ALL}
    board = queries.board(user, **which, with_own=not is_part, now=now)
    if is_part:
        return render(request, "learning/_board_rows.html", {"board": board, "page": board})
    return render(request, "learning/leaderboard.html", _page(user, board, which))


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """One's own public page, whatever the handle is."""
    return redirect("learning:person", signed_in(request).handle)


@require_safe
def person(request: HttpRequest, handle: str) -> HttpResponse:
    """What other learners see of somebody."""
    viewer, now = signed_in(request), timezone.now()
    user = person_for(viewer, handle)
    if user.handle != handle:
        return redirect("learning:person", user.handle, permanent=True)
    is_own = user.pk == viewer.pk
    context = {"person": queries.person(user, now=now), "is_own": is_own, "is_public": queries.is_public(user)}
    return render(request, "learning/person.html", context)


def _page(user: User, board: queries.Board, which: dict[str, str]) -> dict[str, Any]:
    offered = [language.code for language in learnt_languages()]
    shown = [code for code in offered if code in user.learning_languages or code == board.language]
    return {
        "board": board,
        "page": board,
        "period": which["period"],
        "languages": shown,
        "settings": queries.settings_of(user),
        "is_first_page": not which["cursor"],
    }
