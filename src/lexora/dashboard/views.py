"""The dashboards: a learner's own, and that of the community."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from lexora.accounts.access import signed_in
from lexora.core.errors import NotFound, Refused
from lexora.dashboard.forms import SpanForm
from lexora.dashboard.queries import community as everybody
from lexora.dashboard.queries import personal
from lexora.dashboard.queries.words import words_of
from lexora.dashboard.rules.series import SPANS
from lexora.library import actions as library
from lexora.library.queries import word_of_key


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The page of a learner, or its curves over another time alone."""
    user, now = signed_in(request), timezone.now()
    form = SpanForm(request.GET)
    if not form.is_valid():
        raise Refused("unknown_choice")
    if request.headers.get("HX-Target") == "activity" and not request.headers.get("HX-History-Restore-Request"):
        activity = personal.activity(user, span=form.chosen(), now=now)
        response = render(request, "dashboard/_activity.html", {"activity": activity, "spans": SPANS})
    else:
        page = personal.dashboard(user, span=form.chosen(), now=now)
        context = {"page": page, "activity": page.activity, "spans": SPANS}
        response = render(request, "dashboard/mine.html", context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """The part of the page that counts all entries, fetched when the rest is there; without script a page."""
    template = "dashboard/_words.html" if request.headers.get("HX-Request") else "dashboard/words.html"
    response = render(request, template, {"words": words_of(signed_in(request))})
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def community(request: HttpRequest) -> HttpResponse:
    """Words of the day, and what learners collect."""
    page = everybody.community(signed_in(request), now=timezone.now())
    return render(request, "dashboard/community.html", {"page": page})


@require_POST
def word(request: HttpRequest) -> HttpResponse:
    """Take a word of the day into one's list, or back out of it."""
    user, now = signed_in(request), timezone.now()
    key = request.POST.get("add") or request.POST.get("take_back") or ""
    found = word_of_key(key, wanted=everybody.wanted_of(user))
    if found is None:
        raise NotFound
    change = library.add_word if "add" in request.POST else library.take_back
    change(found, owner=user, now=now)
    if not request.headers.get("HX-Request"):
        return redirect("dashboard:community")
    context = {"word": found, "is_known": everybody.is_known(user, found)}
    return render(request, "dashboard/_add.html", context)
