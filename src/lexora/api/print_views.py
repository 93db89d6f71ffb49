"""The operations that answer with a PDF."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from lexora.accounts.models import User
from lexora.api.access import caller
from lexora.core.rate import check_rate
from lexora.library.actions import prints as actions
from lexora.library.answers import send_print
from lexora.library.forms import prints as asked
from lexora.library.print import Document

router = Router(tags=["print"])
Layout = Literal["list", "cards", ""]
Paper = Literal["a4", "letter", ""]
Columns = Literal["1", "2", ""]
Notes = Literal["0", "1", ""]
Curated = Literal["en", "uk", "el", ""]
Level = Literal["A1", "A2", "B1", "B2", ""]
PDF: Any = {"responses": {200: {"description": "The document", "content": {actions.PDF: {}}}}}


@router.get("/print/vocabulary", response=None, openapi_extra=PDF)
def print_vocabulary(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=200)] = "",
    language: Annotated[str, Query(max_length=10)] = "",
    explain: Annotated[str, Query(max_length=10)] = "",
    ids: Annotated[
        str, Query(max_length=10_000, description="Entries, such as 1,2,3; the filters do not count then")
    ] = "",
    layout: Layout = "",
    paper: Paper = "",
    columns: Columns = "",
    notes: Notes = "",
) -> HttpResponse:
    """One's own words as a PDF, with the filters of the list: `type`, `status`, `origin`, `state`, `sort`."""
    user, now = caller(request), timezone.now()
    return _printed(asked.vocabulary_document(request.GET, user, now=now), user=user, owner=user)


@router.get("/print/gold", response=None, openapi_extra=PDF)
def print_gold(
    request: HttpRequest,
    level: Level = "",
    language: Curated = "",
    explain: Curated = "",
    layout: Layout = "",
    paper: Paper = "",
    columns: Columns = "",
    notes: Notes = "",
) -> HttpResponse:
    """Curated words of a level, or of all, as a PDF."""
    user = caller(request)
    return _printed(asked.gold_document(request.GET, user), user=user)


@router.get("/print/grammar/{slug}", response=None, openapi_extra=PDF)
def print_grammar(
    request: HttpRequest, slug: str, explain: Curated = "", paper: Paper = "", columns: Columns = ""
) -> HttpResponse:
    """A page of the grammar as a PDF, in one's interface language or in `explain`."""
    return _printed(asked.grammar_document(request.GET, slug), user=caller(request))


@router.get("/print/kit/{slug}", response=None, openapi_extra=PDF)
def print_kit(
    request: HttpRequest,
    slug: str,
    language: Curated = "",
    explain: Curated = "",
    paper: Paper = "",
    columns: Columns = "",
) -> HttpResponse:
    """Phrases for a place as a PDF: in `language`, explained in `explain`."""
    user = caller(request)
    return _printed(asked.kit_document(request.GET, slug, user), user=user)


def _printed(document: Document, *, user: User, owner: User | None = None) -> HttpResponse:
    """A program waits for its document, however long it is."""
    check_rate("print", f"user {user.pk}")
    job = actions.print_document(document, user=owner, at_once=True, now=timezone.now())
    return send_print(job)
