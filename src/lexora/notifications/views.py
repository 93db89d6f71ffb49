"""The bell, the list of notifications, and how a person wants to be told."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lexora.accounts.access import signed_in
from lexora.core.days import instant_of
from lexora.core.errors import Refused
from lexora.notifications import actions, queries
from lexora.notifications.access import notification_of
from lexora.notifications.forms import ListForm, SettingsForm
from lexora.notifications.models import Notification


@require_safe
def centre(request: HttpRequest) -> HttpResponse:
    """The list, or the rows of its next page."""
    user = signed_in(request)
    form = ListForm(request.GET)
    if not form.is_valid():
        raise Refused("unknown_choice")
    unread, cursor = form.cleaned_data["show"] == "unread", form.cleaned_data["cursor"]
    context = {"page": queries.page(user, unread=unread, cursor=cursor), "only_unread": unread}
    if cursor and request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request"):
        return render(request, "notifications/_rows.html", context)
    return render(request, "notifications/centre.html", context)


@never_cache
@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """The preview under the bell."""
    return render(request, "notifications/_latest.html", {"latest": queries.latest(signed_in(request))})


@require_POST
def news(request: HttpRequest) -> HttpResponse:
    """The bell's count, when the live channel says that it changed; toasts for a page that somebody looks at."""
    user = signed_in(request)
    toasts = actions.claim_toasts(user, now=timezone.now()) if "toasts" in request.POST else []
    return render(request, "notifications/_news.html", {"toasts": toasts})


@require_POST
def open_one(request: HttpRequest, notification_id: int) -> HttpResponse:
    """Mark as read and go where it leads."""
    notification = notification_of(signed_in(request), notification_id)
    actions.read(notification, now=timezone.now())
    return redirect(notification.leads_to or "notifications:centre")


@require_POST
def read(request: HttpRequest, notification_id: int) -> HttpResponse:
    """Mark as read, or with `read=no` as unread."""
    notification = notification_of(signed_in(request), notification_id)
    if request.POST.get("read") == "no":
        actions.unread(notification)
    else:
        actions.read(notification, now=timezone.now())
    return _row(request, notification)


@require_POST
def delete(request: HttpRequest, notification_id: int) -> HttpResponse:
    """Delete; a toast offers to take it back."""
    user, now = signed_in(request), timezone.now()
    actions.delete(notification_of(user, notification_id), now=now)
    _offer_undo(request, gettext("The notification was deleted."), deleted_at=now)
    if not request.headers.get("HX-Request"):
        return redirect("notifications:centre")
    rows = queries.unread_of(user) if request.POST.get("show") == "unread" else queries.notifications_of(user)
    if not rows.exists():
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})  # the page has other words for an empty list
    return render(request, "ui/_toasts_oob.html")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    count = actions.read_all(signed_in(request), now=timezone.now())
    text = ngettext("%(n)d notification was marked as read.", "%(n)d notifications were marked as read.", count)
    messages.success(request, text % {"n": count} if count else gettext("Everything was read already."))
    return redirect("notifications:centre")


@require_POST
def delete_read(request: HttpRequest) -> HttpResponse:
    """Delete what was read; a toast offers to take it back."""
    now = timezone.now()
    if count := actions.delete_read(signed_in(request), now=now):
        text = ngettext("%(n)d notification was deleted.", "%(n)d notifications were deleted.", count)
        _offer_undo(request, text % {"n": count}, deleted_at=now)
    else:
        messages.info(request, gettext("There were no read notifications to delete."))
    return redirect("notifications:centre")


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Bring back what was deleted."""
    deleted_at = instant_of(request.POST.get("deleted_at", ""))
    if deleted_at is None:
        raise actions.UndoGone
    count = actions.undo(signed_in(request), deleted_at=deleted_at)
    text = ngettext("%(n)d notification was restored.", "%(n)d notifications were restored.", count)
    messages.success(request, text % {"n": count})
    return redirect("notifications:centre")


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """How the person wants to be told of each kind."""
    user = signed_in(request)
    form = SettingsForm(request.POST or None, chosen=queries.choices_of(user))
    if request.method == "POST" and form.is_valid():
        actions.choose(user, form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("notifications:settings")
    return render(request, "notifications/settings.html", {"form": form})


def _row(request: HttpRequest, notification: Notification) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, "notifications/_row.html", {"note": notification})
    return redirect("notifications:centre")


def _offer_undo(request: HttpRequest, done: str, *, deleted_at: datetime) -> None:
    context = {"done": done, "deleted_at": deleted_at.isoformat()}
    messages.success(request, render_to_string("notifications/_undo.html", context, request))
