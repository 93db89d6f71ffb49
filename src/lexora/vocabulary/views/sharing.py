"""What others share."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from lexora.accounts.access import signed_in
from lexora.core.errors import Refused
from lexora.vocabulary import queries
from lexora.vocabulary.forms import SharedForm
from lexora.words import actions
from lexora.words.access import shared_entry


@require_safe
def shared(request: HttpRequest) -> HttpResponse:
    """Entries of others, with translations."""
    user = signed_in(request)
    form = SharedForm(request.GET)
    if not form.is_valid():
        raise Refused("unknown_choice")
    data = form.cleaned_data
    page = queries.shared_page(user, text=data["q"], language=data["language"], cursor=data["cursor"])
    context = {"page": page, "form": form, "filtered": bool(data["q"] or data["language"])}
    if request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request"):
        template = "vocabulary/_shared_rows.html" if data["cursor"] else "vocabulary/_shared_results.html"
        return render(request, template, {**context, "is_part": True})
    return render(request, "vocabulary/shared.html", context)


@require_POST
def copy(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Copy a shared entry into one's own list."""
    user = signed_in(request)
    added = actions.copy_entry(shared_entry(user, entry_id), owner=user, now=timezone.now())
    if request.headers.get("HX-Request"):
        return render(request, "vocabulary/_copied.html", {"added": added})
    text = gettext("Copied to your list.") if added.created else gettext("You already have this text.")
    messages.success(request, text)
    return redirect("vocabulary:entry", added.entry.pk)
