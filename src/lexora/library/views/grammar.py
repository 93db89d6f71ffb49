"""The grammar encyclopedia: its index, its pages, the table of irregular verbs."""

from typing import Any, get_args

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.library.curated.grammar import LANGUAGES
from lexora.library.curated.reading import Level
from lexora.library.forms.grammar import ReadingForm
from lexora.library.queries import grammar as queries
from lexora.library.queries import verbs
from lexora.ui.spotlight import QUERY, asked


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All pages, or those in which something is found."""
    text = asked(request.GET.get("q", ""))
    context = {"cards": queries.cards(_interface(), text), "text": text, "limit": QUERY}
    return _whole_or_part(request, "library/grammar.html", "library/_grammar_cards.html", "cards", context)


@login_not_required
@require_safe
def page(request: HttpRequest, topic: str) -> HttpResponse:
    """A page in the language of the interface, or in the one that was asked for."""
    form = ReadingForm(request.GET)
    if not form.is_valid():
        raise Refused("unknown_choice")
    explain = form.cleaned_data["explain"] or _interface()
    shown = queries.grammar_page(topic, language=explain, interface=_interface())
    context = {"shown": shown, "page": shown.page, "languages": LANGUAGES, "asked_for": form.cleaned_data["explain"]}
    if topic == queries.VERBS_PAGE:
        context |= _table(request, level=form.cleaned_data["level"], explain=shown.page.language)
    return _whole_or_part(request, "library/grammar_page.html", "library/_verbs.html", "verbs", context)


def _table(request: HttpRequest, *, level: str, explain: str) -> dict[str, Any]:
    text = asked(request.GET.get("q", ""))
    person = request.user if isinstance(request.user, User) else None
    return {
        "verbs": verbs.verbs_like(text, level=level),
        "translated": verbs.languages_for(person, explain=explain),
        "text": text,
        "level": level,
        "levels": get_args(Level),
        "limit": QUERY,
    }


def _whole_or_part(request: HttpRequest, whole: str, part: str, place: str, context: dict[str, Any]) -> HttpResponse:
    """The page, or the part of it that changes while somebody types."""
    is_part = request.headers.get("HX-Target") == place and not request.headers.get("HX-History-Restore-Request")
    response = render(request, part if is_part else whole, context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _interface() -> str:
    return get_language() or "en"
