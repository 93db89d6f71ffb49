"""What is printed: the documents, the page where one chooses how, and the page that shows how far a long one is."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from lexora.accounts.access import counted_as, signed_in
from lexora.accounts.models import User
from lexora.core.rate import check_rate
from lexora.library.actions import prints as actions
from lexora.library.answers import send_print
from lexora.library.forms import prints as asked
from lexora.library.models import PrintJob
from lexora.library.print import Document
from lexora.library.queries import prints as queries
from lexora.library.rules.prints import MOST, percent
from lexora.ui.sentences import sentence
from lexora.words.actions.bulk import BadSelection

PASSED_ON = ("q", "type", "status", "origin", "state", "tag", "collection")  # filters that the page only hands on


@require_safe
def vocabulary(request: HttpRequest) -> HttpResponse:
    """One's own words, as a list or as cards."""
    user, now = signed_in(request), timezone.now()
    return _printed(request, asked.vocabulary_document(request.GET, user, now=now), user=user, now=now)


@login_not_required
@require_safe
def gold(request: HttpRequest) -> HttpResponse:
    """Curated words."""
    return _printed(request, asked.gold_document(request.GET, _person(request)), now=timezone.now())


@login_not_required
@require_safe
def grammar(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of the grammar."""
    return _printed(request, asked.grammar_document(request.GET, slug), now=timezone.now())


@login_not_required
@require_safe
def kit(request: HttpRequest, slug: str) -> HttpResponse:
    """Phrases for a place."""
    return _printed(request, asked.kit_document(request.GET, slug, _person(request)), now=timezone.now())


@require_http_methods(["GET", "HEAD", "POST"])
def options(request: HttpRequest) -> HttpResponse:
    """Where one chooses how one's words are printed. A selection of the list comes here as a form."""
    user = signed_in(request)
    if request.method == "POST":
        return _with_selection(request)
    chosen = asked.filters_of(request.GET, user)
    count = asked.entries_of(request.GET, user, chosen).count()
    form = asked.OwnSheetForm(request.GET)
    form.wishes()
    handed = [(name, request.GET[name]) for name in PASSED_ON if request.GET.get(name)]
    context = {"form": form, "chosen": chosen, "ids": asked.ids_of(request.GET), "handed": handed}
    return render(request, "library/print_options.html", {**context, "count": count, "most": MOST})


@login_not_required
@require_safe
def job(request: HttpRequest, print_id: UUID) -> HttpResponse:
    """How far a document is; once it is there, the way to it."""
    found = queries.print_for(request.user, print_id)
    is_part = request.headers.get("HX-Request")
    template = "library/_print_progress.html" if is_part else "library/print_job.html"
    return render(request, template, _progress(found, now=timezone.now()))


@login_not_required
@require_safe
def file(request: HttpRequest, print_id: UUID) -> HttpResponse:
    """A document that was made, for the browser to show."""
    found = queries.print_for(request.user, print_id)
    return redirect("library:print_job", found.pk) if found.is_open else send_print(found)


def _printed(request: HttpRequest, document: Document, *, user: User | None = None, now: datetime) -> HttpResponse:
    """The PDF, or the way to the page that shows how far it is."""
    check_rate("print", counted_as(request))
    job = actions.print_document(document, user=user, address=request.get_full_path(), now=now)
    return send_print(job) if job.is_there else redirect("library:print_job", job.pk)


def _person(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _with_selection(request: HttpRequest) -> HttpResponse:
    ids = asked.ids_of(request.POST)
    if not ids:
        raise BadSelection
    address = f"{reverse('library:print_options')}?ids={','.join(map(str, ids))}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def _progress(job: PrintJob, *, now: datetime) -> dict[str, Any]:
    done = now - job.started_at if job.state == PrintJob.State.RUNNING and job.started_at else None
    return {
        "job": job,
        "percent": percent(done=done, rows=job.rows),
        "before": queries.before_in_line(job) if job.is_open else 0,
        "reason": sentence(job.reason or "print_gone"),
    }
