"""The onboarding: who you are, how much you want to do, your first words. Each step has an address of its own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from lexora.accounts import actions
from lexora.accounts.access import signed_in
from lexora.accounts.forms import BEGINNING, BeginningForm, GoalForm, OutsideForm
from lexora.accounts.models import User
from lexora.accounts.rules import STEPS as NUMBER
from lexora.core.errors import NotFound
from lexora.jobs.service_access import outside_providers
from lexora.learning.rules import minutes
from lexora.library import actions as library
from lexora.library.rules import Turned, parsed
from lexora.portal import queries

STEPS = ("portal:welcome", "portal:welcome_goal", "portal:welcome_words")
PACES = {5: _("Relaxed"), 10: _("Steady"), 20: _("Serious"), 30: _("Intense")}  # reviews a day, and how that is
View = Callable[[HttpRequest, User], HttpResponse]


def step(number: int) -> Callable[[View], Callable[[HttpRequest], HttpResponse]]:
    """A view of the onboarding. Who is through is led to the profile, who is not so far to the step that is next;
    whoever wants to set things up later is asked no more."""

    def decorate(view: View) -> Callable[[HttpRequest], HttpResponse]:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def wrapped(request: HttpRequest) -> HttpResponse:
            user = signed_in(request)
            if user.onboarded_at:
                return _lead(request, "portal:profile")
            if request.method == "POST" and "skip" in request.POST and number < NUMBER:
                return _end(user)
            if number > user.onboarding_step + 1:
                return _lead(request, next_step(user))
            return view(request, user)

        return wrapped

    return decorate


def _end(user: User) -> HttpResponse:
    """The onboarding is over; what was saved stays."""
    actions.save_preferences(user, fields=[], now=timezone.now())
    return redirect("portal:home")


def next_step(user: User) -> str:
    """The name of the step that a newcomer has not done yet."""
    return STEPS[min(user.onboarding_step, len(STEPS) - 1)]


@step(1)
def welcome(request: HttpRequest, user: User) -> HttpResponse:
    """Name and languages. The browser proposes the time zone."""
    wish = user.handle if user.onboarding_step else actions.free_handle(user.email.partition("@")[0])
    form = BeginningForm(request.POST or None, instance=user, handle=wish)
    if request.method == "POST" and form.is_valid():
        actions.save_step(form.save(commit=False), step=1, fields=BEGINNING)
        return redirect("portal:welcome_goal")
    more = bool(form.errors.keys() & {"time_zone", "default_source_language"})
    return _show(request, 1, "portal/welcome.html", {"form": form, "more_is_open": more})


@step(2)
def goal(request: HttpRequest, user: User) -> HttpResponse:
    """The daily goal."""
    form = GoalForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        actions.save_step(form.save(commit=False), step=2, fields=["daily_goal"])
        return redirect("portal:welcome_words")
    paces = [(reviews, word, minutes(reviews)) for reviews, word in PACES.items()]
    return _show(request, 2, "portal/welcome_goal.html", {"form": form, "paces": paces})


@step(3)
def words(request: HttpRequest, user: User) -> HttpResponse:
    """First words, taken with a tap each, and who else may see texts; that choice holds from the first tap on."""
    if request.method != "POST":
        return _show_words(request, user)
    form = OutsideForm(request.POST, instance=user)
    if form.is_valid() and form.has_changed():
        actions.save_step(form.save(commit=False), step=2, fields=["outside_allowed"])
    if "skip" in request.POST:
        return _end(user)
    if "stay" in request.POST:
        return redirect("portal:welcome_words")
    if "finish" in request.POST:
        messages.success(request, gettext("You’re all set. Have fun!"))
        return _end(user)
    return _change_words(request, user)


def _change_words(request: HttpRequest, user: User) -> HttpResponse:
    """Add a word, add all of a language, or take a word back."""
    post, now = request.POST, timezone.now()
    if "all" in post:
        return _add_all(request, user, post["all"])
    word = _word(user, post.get("add") or post.get("remove") or "")
    change = library.add_word if "add" in post else library.take_back
    change(word, owner=user, now=now)
    if not request.headers.get("HX-Request"):
        return redirect("portal:welcome_words")
    [pick] = queries.picks(user, [word])
    return render(request, "portal/_first_word.html", {"pick": pick})


def _add_all(request: HttpRequest, user: User, language: str) -> HttpResponse:
    chosen = [group for group in queries.first_words(user) if group.language == language]
    if not chosen:
        raise NotFound
    library.add_words([pick.word for pick in chosen[0].picks], owner=user, now=timezone.now())
    if not request.headers.get("HX-Request"):
        return redirect("portal:welcome_words")
    [group] = [group for group in queries.first_words(user) if group.language == language]
    return render(request, "portal/_first_words.html", {"group": group})


def _word(user: User, key: str) -> Turned:
    """The curated word that a button names, such as `en-12`; raises `NotFound`."""
    named = parsed(key)
    word = queries.first_word(user, language=named[0], word_id=named[1]) if named else None
    if word is None:
        raise NotFound
    return word


def _show_words(request: HttpRequest, user: User) -> HttpResponse:
    context = {
        "form": OutsideForm(instance=user),
        "groups": queries.first_words(user),
        "outside_providers": outside_providers(),
    }
    return _show(request, 3, "portal/welcome_words.html", context)


def _show(request: HttpRequest, number: int, template: str, context: dict[str, Any]) -> HttpResponse:
    back = STEPS[number - 2] if number > 1 else ""
    return render(request, template, {**context, "step": number, "steps": NUMBER, "back": back})


def _lead(request: HttpRequest, name: str) -> HttpResponse:
    """To another page; a script that waits for a part of this one goes there too."""
    answer = redirect(name)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": answer["Location"]})
    return answer
