"""The list: search, filters, pages, bulk actions and undo."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from lexora.accounts.access import signed_in
from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.vocabulary import queries
from lexora.vocabulary.forms import BulkForm, FilterForm
from lexora.words import actions
from lexora.words.access import entry_of
from lexora.words.actions.bulk import BadSelection
from lexora.words.models import UndoStep


@require_safe
def vocabulary(request: HttpRequest) -> HttpResponse:
    """The list, its search results alone, or the rows of its next page."""
    user = signed_in(request)
    form = FilterForm(request.GET, user=user)
    if not form.is_valid():
        raise Refused("unknown_choice")
    data = form.cleaned_data
    page = queries.vocabulary_page(
        user, text=data["q"], filters=form.filters(), sort=form.order(), cursor=data["cursor"]
    )
    context = {"page": page, "form": form, "filtered": form.are_set()}
    if request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request"):
        template = "vocabulary/_rows.html" if data["cursor"] else "vocabulary/_results.html"
        return render(request, template, {**context, "is_part": True})
    return render(request, "vocabulary/list.html", context)


@require_safe
def row(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One row, of the list or of what was added recently, when the live channel says that it changed."""
    user = signed_in(request)
    [entry] = queries.with_details([entry_of(user, entry_id)], user)
    template = "vocabulary/_recent.html" if "recent" in request.GET else "vocabulary/_row.html"
    return render(request, template, {"entry": entry})


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Archive, share or delete the selected entries; a toast offers to take it back."""
    user = signed_in(request)
    form = BulkForm(request.POST)
    if not form.is_valid():
        raise BadSelection
    ids: list[int] = form.cleaned_data["ids"]
    action: str = form.cleaned_data["action"]
    offer_undo(request, _apply(user, action, ids), action=action)
    return reload(request)


@require_POST
def undo(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Take a bulk action back."""
    count = len(actions.undo(signed_in(request), step_id, now=timezone.now()))
    text = ngettext("%(n)d entry was restored.", "%(n)d entries were restored.", count)
    messages.success(request, text % {"n": count})
    return reload(request)


@require_POST
def share_list(request: HttpRequest) -> HttpResponse:
    """Share the whole list, or stop."""
    user = signed_in(request)
    shares = request.POST.get("shares") == "on"
    actions.share_whole_list(user, shares=shares)
    messages.success(
        request,
        gettext("Others can see your list now.") if shares else gettext("Your whole list is no longer shared."),
    )
    return redirect("portal:profile")


def _apply(user: User, action: str, ids: list[int]) -> UndoStep:
    now = timezone.now()
    if action in ("archive", "unarchive"):
        return actions.archive(user, ids, archived=action == "archive", now=now)
    if action in ("share", "unshare"):
        return actions.share(user, ids, shared=action == "share", now=now)
    return actions.delete(user, ids, now=now)


def offer_undo(request: HttpRequest, step: UndoStep, *, action: str) -> None:
    """A toast that says what happened and takes it back."""
    count = sum(map(len, step.former.values()))
    done = {
        "archive": ngettext("%(n)d entry was archived.", "%(n)d entries were archived.", count),
        "unarchive": ngettext("%(n)d entry was unarchived.", "%(n)d entries were unarchived.", count),
        "share": ngettext("%(n)d entry is now shared.", "%(n)d entries are now shared.", count),
        "unshare": ngettext("%(n)d entry is no longer shared.", "%(n)d entries are no longer shared.", count),
        "delete": ngettext("%(n)d entry was deleted.", "%(n)d entries were deleted.", count),
    }[action] % {"n": count}
    messages.success(request, render_to_string("vocabulary/_undo.html", {"done": done, "step": step}, request))


def reload(request: HttpRequest) -> HttpResponse:
    """The list again, with the filters it has in the browser."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect("vocabulary:list")
