"""The Survival Phrasebook: kits of phrases for a journey, and each phrase in large letters for a local to read."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from lexora.accounts.access import signed_in
from lexora.core.errors import Refused
from lexora.library.actions import phrases as actions
from lexora.library.curated.phrasebook import Kit, Phrase
from lexora.library.forms.phrases import KitForm, PairForm
from lexora.library.names_of_phrases import TAGS
from lexora.library.queries import phrasebook as queries
from lexora.library.readers import learner_of, pair_of, reader_language
from lexora.library.rules import LANGUAGES
from lexora.library.rules.phrasebook import Pair, speaking


@login_not_required
@require_safe
def phrasebook(request: HttpRequest) -> HttpResponse:
    """All kits."""
    chosen = _pair(request, PairForm(request.GET))
    context = {"cards": queries.kit_cards(reader=reader_language()), **_languages(chosen)}
    return render(request, "library/phrasebook.html", context)


@login_not_required
@require_safe
def kit(request: HttpRequest, kit_slug: str) -> HttpResponse:
    """The phrases of a kit, or those of one topic alone."""
    found = queries.kit_of(kit_slug)
    form = KitForm(request.GET, kit=found)
    chosen = _pair(request, form)
    tag: str = form.cleaned_data["tag"]
    lines = queries.lines(learner_of(request), queries.tagged(found, tag), chosen)
    context = {"lines": lines, "tag": tag, **_kit(found), **_languages(chosen)}
    response = render(
        request, "library/_kit.html" if request.headers.get("HX-Request") else "library/kit.html", context
    )
    patch_vary_headers(response, ["HX-Request"])
    return response


@login_not_required
@require_safe
def show_phrase(request: HttpRequest, kit_slug: str, phrase_id: str) -> HttpResponse:
    """One phrase for a local to read, as large as the screen allows."""
    found = queries.kit_of(kit_slug)
    phrase = queries.phrase_of(found, phrase_id)
    form = KitForm(request.GET, kit=found)
    chosen = _pair(request, form)
    tag: str = form.cleaned_data["tag"]
    query = urlencode({**asdict(chosen), **({"tag": tag} if tag else {})})
    shown = queries.shown(found, phrase, chosen, tag=tag)
    return render(request, "library/show_phrase.html", {"kit": found, "shown": shown, "pair": chosen, "query": query})


@require_POST
def save_phrase(request: HttpRequest, kit_slug: str, phrase_id: str) -> HttpResponse:
    """Take a phrase into one's list, or with `do=remove` back out of it."""
    user, now = signed_in(request), timezone.now()
    found = queries.kit_of(kit_slug)
    phrase = queries.phrase_of(found, phrase_id)
    chosen = _pair(request, PairForm(request.GET))
    if request.POST.get("do") == "remove":
        actions.take_back_text((chosen.need, phrase.text(chosen.need)), owner=user, now=now)
    else:
        actions.save_phrase(phrase, pair=chosen, owner=user, now=now)
    if not request.headers.get("HX-Request"):
        return redirect(_address(found, chosen, at=phrase))
    [line] = queries.lines(user, [phrase], chosen)
    return render(request, "library/_save_phrase.html", {"line": line, "kit": found, **_languages(chosen)})


@require_POST
def save_kit(request: HttpRequest, kit_slug: str) -> HttpResponse:
    """Take all phrases of a kit into one's list; a toast offers to take that back."""
    user, now = signed_in(request), timezone.now()
    found = queries.kit_of(kit_slug)
    chosen = _pair(request, PairForm(request.GET))
    if request.POST.get("do") == "remove":
        phrases = [queries.phrase_of(found, key) for key in request.POST.getlist("keys")]
        texts = [(chosen.need, phrase.text(chosen.need)) for phrase in phrases]
        _say_removed(request, actions.take_back_texts(texts, owner=user, now=now))
    else:
        added = actions.save_phrases(found.phrases, pair=chosen, owner=user, now=now)
        _say_added(request, added, {"kit": found, **_languages(chosen)})
    return redirect(_address(found, chosen))


def _say_added(request: HttpRequest, added: list[Phrase], context: dict[str, Any]) -> None:
    if not added:
        messages.info(request, gettext("You have all of these phrases already."))
        return
    done = ngettext("%(n)d phrase is in your list now.", "%(n)d phrases are in your list now.", len(added))
    context = {**context, "added": added, "done": done % {"n": len(added)}}
    messages.success(request, render_to_string("library/_undo_kit.html", context, request))


def _say_removed(request: HttpRequest, count: int) -> None:
    text = ngettext("%(n)d phrase is out of your list again.", "%(n)d phrases are out of your list again.", count)
    messages.success(request, text % {"n": count})


def _pair(request: HttpRequest, form: PairForm) -> Pair:
    """What was chosen, or what is likely; raises `Refused` for what there is not."""
    if not form.is_valid():
        raise Refused("unknown_choice")
    return pair_of(request, speak=form.cleaned_data["speak"], need=form.cleaned_data["need"])


def _languages(chosen: Pair) -> dict[str, Any]:
    """The pair, and the choices that lead to another."""
    return {
        "pair": chosen,
        "query": urlencode(asdict(chosen)),
        "speaks": [(code, speaking(chosen, code)) for code in LANGUAGES],
        "needs": [code for code in LANGUAGES if code != chosen.speak],
    }


def _kit(found: Kit) -> dict[str, Any]:
    return {
        "kit": found,
        "title": found.title.inn(reader_language()),
        "summary": found.summary.inn(reader_language()),
        "tags": [(tag, TAGS[tag]) for tag in queries.tags_of(found)],
        "role_play": _reverse_if_there("roleplay:scenario", found.slug),
        "on_paper": _reverse_if_there("library:print_kit", found.slug),
    }


def _reverse_if_there(name: str, *args: str) -> str:
    """The address of a page; empty while there is none of this name."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _address(found: Kit, chosen: Pair, *, at: Phrase | None = None) -> str:
    place = f"#{at.id}" if at else ""
    return f"{reverse('library:kit', args=[found.slug])}?{urlencode(asdict(chosen))}{place}"
