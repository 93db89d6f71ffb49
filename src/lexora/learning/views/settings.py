"""How a learner wants to practise."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lexora.accounts.access import signed_in
from lexora.accounts.models import User
from lexora.learning import actions, queries
from lexora.learning.forms import PracticeForm, ways
from lexora.learning.models import PracticeSettings
from lexora.learning.rules.retention import FIT_FROM

AT_ONCE = 2  # batches of cards that are made anew within a request


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """The page. What a change makes necessary begins at once, and goes on behind the page."""
    user = signed_in(request)
    wishes = queries.settings_of(user)
    form = PracticeForm(request.POST or None, instance=wishes)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_settings(form.save(commit=False))
        actions.rebuild_some(saved, batches=AT_ONCE)
        messages.success(request, gettext("Saved."))
        return redirect("learning:settings")
    context = {"form": form, "asks": ways(), **_learnt_from(user), **_replay(user, wishes)}
    return render(request, "learning/settings.html", context)


@require_POST
def fit(request: HttpRequest) -> HttpResponse:
    """Let the scheduler be fitted to one's own reviews, behind the page."""
    user = signed_in(request)
    actions.ask_fit(user, now=timezone.now())
    if not request.headers.get("HX-Request"):
        return redirect("learning:settings")
    return render(request, "learning/_fit.html", {"wishes": queries.settings_of(user), **_learnt_from(user)})


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """How far the cards are made anew."""
    user = signed_in(request)
    return render(request, "learning/_replay.html", _replay(user, queries.settings_of(user)))


def _learnt_from(user: User) -> dict[str, int]:
    """How many reviews there are to learn from, and how many it takes."""
    return {"reviews": queries.count_reviews(user), "fit_from": FIT_FROM}


def _replay(user: User, wishes: PracticeSettings) -> dict[str, int]:
    total, left = queries.count_cards(user), actions.cards_left(wishes)
    return {"cards": total, "cards_left": left, "cards_done": total - left}
