"""Pages that are about the whole: home, onboarding, profile, privacy, health."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from lexora.accounts import actions
from lexora.accounts.access import signed_in
from lexora.accounts.forms import PREFERENCES, PreferencesForm
from lexora.accounts.models import User
from lexora.accounts.tokens import tokens_of
from lexora.jobs.service_access import outside_providers
from lexora.learning.queries import due_counts
from lexora.portal import queries, style, web_app
from lexora.vocabulary.queries import vocabulary_page

RECENT = 5


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Lexora is; for who is signed in, what to do next."""
    if not isinstance(request.user, User):
        return render(request, "portal/home.html", {"languages": settings.LEXORA_LANGUAGES})
    if not request.user.onboarded_at:
        return redirect("portal:welcome")
    context = {
        "counts": due_counts(request.user, now=timezone.now()),
        "recent": vocabulary_page(request.user, filters={"status": "active"}, size=RECENT).entries,
    }
    return render(request, "portal/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """The onboarding. The browser proposes the time zone."""
    user = signed_in(request)
    if request.method == "POST" and "skip" in request.POST:
        actions.save_preferences(user, fields=[], now=timezone.now())
        return redirect("portal:home")
    return _preferences(request, user, template="portal/welcome.html", then="portal:home")


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """All preferences."""
    return _preferences(request, signed_in(request), template="portal/profile.html", then="portal:profile")


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


def _preferences(request: HttpRequest, user: User, *, template: str, then: str) -> HttpResponse:
    form = PreferencesForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        actions.save_preferences(form.save(commit=False), fields=PREFERENCES, now=timezone.now())
        messages.success(request, gettext("Saved."))
        return redirect(then)
    return render(request, template, _context(user, form))


def _context(user: User, form: PreferencesForm) -> dict[str, Any]:
    return {"form": form, "outside_providers": outside_providers(), "tokens": tokens_of(user)}
