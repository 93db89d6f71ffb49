"""The Gold Vocabulary: the list, and taking words of it into one's own."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lexora.accounts.access import counted_as, signed_in
from lexora.accounts.models import User
from lexora.core.errors import NotFound, Refused
from lexora.core.rate import check_rate
from lexora.library import actions
from lexora.library.forms.gold import AddGoldForm, GoldForm, query_of
from lexora.library.queries import gold_page as queries
from lexora.library.queries.gold_list import Asked, words_of_ids, words_of_level
from lexora.library.queries.gold_page import GoldPage, Row
from lexora.library.queries.gold_readers import languages_of, meanings_of
from lexora.library.rules import LEVELS
from lexora.words.actions.bulk import UndoGone

MOST_BACK = 1000  # characters of the query that a form was shown on


@login_not_required
@require_safe
def useful_words(request: HttpRequest) -> HttpResponse:
    """The list, or what a search finds alone."""
    user = request.user if isinstance(request.user, User) else None
    form = GoldForm(request.GET, languages=languages_of(user))
    if not form.is_valid():
        raise Refused("unknown_choice")
    asked = form.asked()
    if asked.text:
        check_rate("search", counted_as(request))
    page = queries.gold_page(user, asked, wanted=_meanings(user, asked.language), number=form.number())
    is_part = request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request")
    template = "library/_gold_answer.html" if is_part else "library/gold.html"
    response = render(request, template, {**_shown(page), "form": form, "languages": form.languages})
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_POST
def add(request: HttpRequest, word_id: int) -> HttpResponse:
    """Take one word into one's list."""
    user, form = signed_in(request), _form(request)
    row = _row(user, word_id, form.cleaned_data["language"])
    added = actions.add_word(row.word, owner=user, now=timezone.now())
    if request.headers.get("HX-Request"):
        return _row_again(request, user, row, is_new=added.created)
    done = gettext("Added: %(word)s") % {"word": row.word.whole}
    messages.success(request, _offer_undo(request, done, row=row, language=row.word.language))
    return _back(request, f"#word-{word_id}")


@require_POST
def take_back(request: HttpRequest, word_id: int) -> HttpResponse:
    """Undo one addition."""
    user, form = signed_in(request), _form(request)
    row = _row(user, word_id, form.cleaned_data["language"])
    if not actions.take_back(row.word, owner=user, now=timezone.now()):
        raise UndoGone
    if request.headers.get("HX-Request"):
        return _row_again(request, user, row, is_new=False)
    return _back(request, f"#word-{word_id}")


@require_POST
def add_several(request: HttpRequest) -> HttpResponse:
    """Take the words of a page into one's list."""
    user, data = signed_in(request), _form(request).cleaned_data
    language = data["language"]
    chosen = queries.new_words(user, words_of_ids(data["ids"]), language=language, wanted=_meanings(user, language))
    _add_and_tell(request, user, chosen, language)
    return _back(request)


@require_http_methods(["GET", "HEAD", "POST"])
def add_level(request: HttpRequest, level: str) -> HttpResponse:
    """Ask whether a whole level is to be taken, and take it."""
    user, language = signed_in(request), _form(request).cleaned_data["language"]
    if level not in LEVELS:
        raise NotFound
    words = words_of_level(level)
    chosen = queries.new_words(user, words, language=language, wanted=_meanings(user, language))
    if request.method == "POST":
        _add_and_tell(request, user, chosen, language)
        return _back(request)
    context = {"level": level, "language": language, "new": len(chosen), "size": len(words)}
    return render(request, "library/gold_level.html", {**context, "back": request.GET.get("back", "")})


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what was added at once."""
    user, added_at = signed_in(request), _form(request).cleaned_data["added_at"]
    count = actions.take_back_all(user, added_at=added_at, now=timezone.now()) if added_at else 0
    if not count:
        raise UndoGone
    text = ngettext("%(n)d word was taken back.", "%(n)d words were taken back.", count)
    messages.success(request, text % {"n": count})
    return _back(request)


def _form(request: HttpRequest) -> AddGoldForm:
    data = request.POST if request.method == "POST" else request.GET
    form = AddGoldForm(data, languages=languages_of(signed_in(request)))
    if not form.is_valid():
        raise Refused("unknown_choice")
    return form


def _row(user: User, word_id: int, language: str) -> Row:
    row = queries.gold_row(user, word_id, language=language, wanted=_meanings(user, language))
    if row is None:
        raise NotFound
    return row


def _row_again(request: HttpRequest, user: User, row: Row, *, is_new: bool) -> HttpResponse:
    """The row as it is now, and a word about it for who does not see."""
    row = _row(user, row.word.word_id, row.word.language)
    former = _former(request)
    level = former.asked().level if former.is_valid() else ""
    asked = Asked(row.word.language, level)
    context = {"row": row, "asked": asked, "is_new": is_new, "progress": queries.progress_of(user, asked)}
    return render(request, "library/_gold_row_answer.html", context)


def _meanings(user: User | None, language: str) -> list[str]:
    return meanings_of(user, language=language, interface=get_language() or "")


def _shown(page: GoldPage) -> dict[str, Any]:
    back = query_of(page.asked, page=page.number)
    return {"page": page, "asked": page.asked, "back": back}


def _add_and_tell(request: HttpRequest, user: User, chosen: list[Any], language: str) -> None:
    """Add words, and offer to take them back."""
    addition = actions.add_words(chosen, owner=user, now=timezone.now())
    count = addition.count
    if not count:
        messages.info(request, gettext("You have all of these words already."))
        return
    text = ngettext("%(n)d word was added to your list.", "%(n)d words were added to your list.", count)
    said = _offer_undo(request, text % {"n": count}, addition=addition, language=language)
    messages.success(request, said)


def _offer_undo(request: HttpRequest, done: str, **context: Any) -> str:
    context |= {"done": done, "back": request.POST.get("back", "")}
    return render_to_string("library/_gold_undo.html", context, request)


def _back(request: HttpRequest, place: str = "") -> HttpResponse:
    """The part of the list from which the request came."""
    form = _former(request)
    query = query_of(form.asked(), page=form.number()) if form.is_valid() else ""
    return redirect(f"{reverse('library:gold')}{'?' if query else ''}{query}{place}")


def _former(request: HttpRequest) -> GoldForm:
    """What the list showed where the request came from; whatever else the request says leads nowhere else."""
    data = QueryDict(request.POST.get("back", "")[:MOST_BACK])
    return GoldForm(data, languages=languages_of(signed_in(request)))
