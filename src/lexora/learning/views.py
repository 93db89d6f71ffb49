"""The practice page: one card after the other, without a reload."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lexora.accounts.access import signed_in
from lexora.core.errors import Refused
from lexora.learning import actions, queries
from lexora.learning.forms import ReviewForm
from lexora.learning.rules import GRADES
from lexora.words.access import entry_of
from lexora.words.models import Entry
from lexora.words.queries import wanted_translations


@require_safe
def practice(request: HttpRequest) -> HttpResponse:
    """The page with its first card; a browser without script asks for it once more, with its answer."""
    context = _next_card(request)
    entry = context["entry"]
    if entry and request.GET.get("answer") == str(entry.pk):
        context |= _other_side(request, entry)
    return render(request, "learning/practice.html", context)


@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """The next card alone."""
    return render(request, "learning/_card.html", _next_card(request))


@require_safe
def answer(request: HttpRequest, entry_id: int) -> HttpResponse:
    """The other side of a card. It is not in the page before it is asked for."""
    entry = entry_of(signed_in(request), entry_id)
    return render(request, "learning/_answer.html", {"entry": entry, **_other_side(request, entry)})


@require_POST
def review(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Grade a card; the answer is the next one."""
    user = signed_in(request)
    entry = entry_of(user, entry_id)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        raise Refused("unknown_grade")
    data = form.cleaned_data
    actions.grade_entry(user=user, entry=entry, grade=GRADES[data["grade"]], key=data["key"], now=timezone.now())
    if not request.headers.get("HX-Request"):
        return redirect("learning:practice")
    context = _next_card(request)
    return render(request, "learning/_card.html", {**context, "is_just_reached": context["goal"].is_just_reached})


def _next_card(request: HttpRequest) -> dict[str, Any]:
    user, now = signed_in(request), timezone.now()
    today = queries.today_of(user, now=now)
    cards = queries.queue(user, limit=1, now=now, today=today)
    return {
        "entry": cards[0].entry if cards else None,
        "counts": queries.due_counts(user, now=now, today=today),
        "goal": queries.goal_of(user, now=now, today=today),
    }


def _other_side(request: HttpRequest, entry: Entry) -> dict[str, Any]:
    translations = entry.translations.filter(wanted_translations(signed_in(request))).order_by("language")
    settings = queries.settings_of(entry.owner)
    return {"translations": translations, "key": queries.next_key(queries.due_of(entry, settings=settings))}
