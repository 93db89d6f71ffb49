"""Pages that are about the whole: home, profile, privacy, health."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from lexora.accounts import actions
from lexora.accounts.access import counted_as, signed_in
from lexora.accounts.forms import PREFERENCES, PreferencesForm
from lexora.accounts.models import User
from lexora.accounts.rules import GOALS
from lexora.accounts.tokens import tokens_of
from lexora.core.rate import check_rate
from lexora.jobs.service_access import outside_providers
from lexora.learning.queries import game_of
from lexora.library.queries import word_of_the_day
from lexora.portal import queries, style, web_app
from lexora.portal.steps import STEPS
from lexora.portal.welcome_views import next_step
from lexora.ui import spotlight


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Lexora is; for who is signed in, what to do next."""
    if not isinstance(request.user, User):
        return render(request, "portal/home.html", _for_visitors(timezone.now()))
    if not request.user.onboarded_at:
        return redirect(next_step(request.user))
    now = timezone.now()
    practice = game_of(request.user, now=now).settings  # which the shell reads anyway
    page = queries.start_page(request.user, now=now, practice=practice)
    return render(
        request, "portal/start.html", {"page": page, "goal": page.goal, "steps": [STEPS[code] for code in page.steps]}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """All preferences."""
    user = signed_in(request)
    form = PreferencesForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        actions.save_preferences(form.save(commit=False), fields=PREFERENCES, now=timezone.now())
        messages.success(request, gettext("Saved."))
        return redirect("portal:profile")
    context = {"form": form, "goals": GOALS, "outside_providers": outside_providers(), "tokens": tokens_of(user)}
    return render(request, "portal/profile.html", context)


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The search over everything: the page, or what is found alone, for the page or the dialog."""
    check_rate("search", counted_as(request))
    text = request.GET.get("q", "")[: spotlight.QUERY]
    answers = spotlight.answers(request, text)
    context = {
        "text": text,
        "asked": spotlight.asked(text),
        "answers": answers,
        "count": spotlight.count_found(answers),
        "limit": spotlight.QUERY,
    }
    response = render(request, _search_template(request), context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _search_template(request: HttpRequest) -> str:
    if not request.headers.get("HX-Request") or request.headers.get("HX-History-Restore-Request"):
        return "portal/search.html"
    in_dialog = request.headers.get("HX-Target") == "spotlight-answers"
    return "portal/_spotlight_answers.html" if in_dialog else "portal/_search_answers.html"


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What leaves this server, and to whom."""
    return render(request, "portal/privacy.html", {"outside_providers": outside_providers()})


@login_not_required
@require_safe
def style_page(request: HttpRequest) -> HttpResponse:
    """Every part that pages are made of; for staff, and for everybody while Lexora is being developed."""
    if not (settings.DEBUG or (isinstance(request.user, User) and request.user.is_staff)):
        raise Http404
    context = {
        "specimens": style.specimens(request),
        "icons": style.icons(),
        "colours": style.COLOURS,
        "themes": style.THEMES,
    }
    return render(request, "portal/style.html", context)


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "pass"})


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers look here when a page names no icon."""
    return redirect(static("ui/icon.svg"))


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a system that installs Lexora as an app is told."""
    return JsonResponse(web_app.manifest(), content_type="application/manifest+json")


@login_not_required
@require_safe
@conditional_page
def service_worker(request: HttpRequest) -> HttpResponse:
    """It stands at the root because it may look after no page above its own address."""
    headers = {"Service-Worker-Allowed": "/", "Cache-Control": "no-cache"}
    return HttpResponse(web_app.worker_script(), content_type="text/javascript", headers=headers)


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What the service worker shows without a network. Rendered without the request: it is the same for everybody."""
    return render(None, "portal/offline.html")


@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Everything the process depends on answers too."""
    state = queries.readiness()
    status = "pass" if state.is_ready else "fail"
    body = {"status": status, "checks": state.checks, "warnings": state.warnings}
    return JsonResponse(body, status=200 if state.is_ready else 503)


def _for_visitors(now: datetime) -> dict[str, Any]:
    return {
        "languages": settings.LEXORA_LANGUAGES,
        "word": word_of_the_day(now.astimezone(UTC).date()),
        "counters": queries.counters(now=now).shown,
    }
