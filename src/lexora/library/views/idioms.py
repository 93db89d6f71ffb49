"""The Natural Speech Hub: expressions as cards to turn over, and each of them with an address of its own."""

from secrets import SystemRandom

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lexora.accounts.access import signed_in
from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.library.actions import phrases as actions
from lexora.library.forms.phrases import IdiomsForm
from lexora.library.names_of_idioms import KINDS_OF_MANY
from lexora.library.queries import idioms as queries
from lexora.library.queries.idioms import Found, Saying
from lexora.library.readers import learner_of, reader_language, usual_language
from lexora.library.rules import LANGUAGES


@login_not_required
@require_safe
def idioms(request: HttpRequest) -> HttpResponse:
    """The cards, what a search found alone, or the cards that come next."""
    form = IdiomsForm(request.GET)
    if not form.is_valid():
        raise Refused("unknown_choice")
    start = form.cleaned_data["start"] or 0
    wanted = form.wanted(usual=usual_language(request))
    page = queries.page_of_idioms(learner_of(request), wanted, start=start, reader=reader_language())
    context = {"page": page, "form": form, "tabs": _tabs(page), "kind_tabs": _kind_tabs(page)}
    response = render(request, _template(request, start), {**context, "is_part": _is_part(request)})
    patch_vary_headers(response, ["HX-Request"])
    return response


@login_not_required
@require_safe
def idiom(request: HttpRequest, idiom_id: str) -> HttpResponse:
    """One expression, with everything that there is to say about it."""
    saying = queries.saying(learner_of(request), idiom_id, reader=reader_language())
    address = request.build_absolute_uri(reverse("library:idiom", args=[idiom_id]))
    context = {"saying": saying, "next": queries.next_after(saying.idiom), "address": address}
    return render(request, "library/idiom.html", context)


@login_not_required
@never_cache
@require_safe
def surprise(request: HttpRequest) -> HttpResponse:
    """To any expression of a language."""
    language = request.GET.get("language", "")
    chosen = language if language in LANGUAGES else usual_language(request)
    return redirect("library:idiom", queries.surprise(chosen, dice=SystemRandom()).id)


@require_POST
def save_idiom(request: HttpRequest, idiom_id: str) -> HttpResponse:
    """Take an expression into one's list, or with `do=remove` back out of it."""
    user, now = signed_in(request), timezone.now()
    found = queries.saying(None, idiom_id, reader=reader_language()).idiom
    if request.POST.get("do") == "remove":
        actions.take_back_text((found.language, found.expression), owner=user, now=now)
    else:
        actions.save_idiom(found, owner=user, reader=reader_language(), now=now)
    if not request.headers.get("HX-Request"):
        return redirect("library:idiom", idiom_id)
    return render(request, "library/_save_idiom.html", {"saying": _again(user, found.id)})


def _again(user: User, idiom_id: str) -> Saying:
    return queries.saying(user, idiom_id, reader=reader_language())


def _template(request: HttpRequest, start: int) -> str:
    if not _is_part(request):
        return "library/idioms.html"
    return "library/_sayings.html" if start else "library/_idioms.html"


def _is_part(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request"))


def _tabs(page: Found) -> list[tuple[str, int]]:
    return [(code, page.of_language.get(code, 0)) for code in LANGUAGES]


def _kind_tabs(page: Found) -> list[tuple[str, object, int]]:
    """Only English has two kinds."""
    if page.wanted.language != "en":
        return []
    return [(kind, name, page.of_kind.get(kind, 0)) for kind, name in KINDS_OF_MANY.items()]
