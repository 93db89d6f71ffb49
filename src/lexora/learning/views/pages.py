"""The practice page. Its script plays a session; without one it shows one card after the other."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lexora.accounts.access import signed_in
from lexora.core.errors import Refused
from lexora.learning import actions, queries
from lexora.learning.forms import ReviewForm
from lexora.learning.practice_words import practice_words
from lexora.learning.views import shapes
from lexora.words.access import entry_of


@require_safe
def practice(request: HttpRequest) -> HttpResponse:
    """The page with its first card; a browser without script asks for it once more, with its answer."""
    user, now = signed_in(request), timezone.now()
    frame = {"learner": shapes.learner_id(user), "words": practice_words()}
    if request.GET.get("shell"):
        return render(request, "learning/practice_shell.html", {**frame, "is_shell": True})
    today = queries.today_of(user, now=now)
    cards = queries.queue(user, limit=1, now=now, today=today)
    context: dict[str, Any] = {
        **frame,
        "counts": queries.due_counts(user, now=now, today=today),
        "goal": queries.goal_of(user, now=now, today=today),
    }
    if cards:
        [context["card"]] = shapes.cards_out(cards, user=user, settings=today.settings, now=now)
        context["key"] = queries.next_key(cards[0])
        context["is_answered"] = request.GET.get("answer") == str(cards[0].entry.pk)
    return render(request, "learning/practice.html", context)


@require_POST
def review(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Grade a card; the next one follows."""
    user = signed_in(request)
    entry = entry_of(user, entry_id)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        raise Refused("unknown_grade")
    actions.grade_card(user=user, entry=entry, answer=form.answer(), now=timezone.now())
    return redirect("learning:practice")
