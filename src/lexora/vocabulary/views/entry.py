"""The page of one entry and everything that can be done there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lexora.accounts.access import signed_in
from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.learning import actions as learning
from lexora.translation.actions import request_translation
from lexora.ui.languages import learnt_languages
from lexora.ui.refusals import toast
from lexora.ui.sentences import sentence
from lexora.vocabulary import queries
from lexora.vocabulary.forms import EditForm
from lexora.vocabulary.views.listing import offer_undo
from lexora.words import actions
from lexora.words.access import entry_of, translation_of
from lexora.words.actions.edit import Duplicate
from lexora.words.models import Entry


@require_safe
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """The page; for htmx its content alone, with the editor open when asked for."""
    user = signed_in(request)
    return _show(
        request,
        user,
        entry_of(user, entry_id),
        editing=request.GET.get("edit", ""),
        edited=request.GET.get("edited", ""),
    )


@require_POST
def edit(request: HttpRequest, entry_id: int) -> HttpResponse:
    user = signed_in(request)
    found = entry_of(user, entry_id)
    form = EditForm(request.POST)
    if not form.is_valid():
        raise Refused("invalid", detail=form.errors.as_text())
    data = form.cleaned_data
    try:
        actions.edit_entry(found, **data, now=timezone.now())
    except Duplicate as refused:
        other = refused.params["entry"]
        if not other or not request.headers.get("HX-Request"):
            raise
        return toast(sentence(refused.code), status=refused.status, link=reverse("vocabulary:entry", args=[other]))
    return _answer(request, user, entry_id, edited="entry")


@require_POST
def tags(request: HttpRequest, entry_id: int) -> HttpResponse:
    user = signed_in(request)
    actions.set_tags(entry_of(user, entry_id), request.POST.get("tags", "").split(","))
    return _answer(request, user, entry_id, edited="tags")


@require_POST
def collections(request: HttpRequest, entry_id: int) -> HttpResponse:
    user = signed_in(request)
    actions.set_collections(entry_of(user, entry_id), request.POST.get("collections", "").split(","))
    return _answer(request, user, entry_id, edited="collections")


@require_POST
def add_link(request: HttpRequest, entry_id: int) -> HttpResponse:
    user = signed_in(request)
    post = request.POST
    actions.add_media_link(entry_of(user, entry_id), url=post.get("url", ""), title=post.get("title", ""))
    return _answer(request, user, entry_id)


@require_POST
def remove_link(request: HttpRequest, entry_id: int, link_id: int) -> HttpResponse:
    user = signed_in(request)
    actions.remove_media_link(entry_of(user, entry_id), link_id)
    return _answer(request, user, entry_id, edited="links")


@require_POST
def gap(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Mark the part of the text that is asked for when the gap is to be filled in."""
    user = signed_in(request)
    actions.set_gap(entry_of(user, entry_id), request.POST.get("gap", ""))
    return _answer(request, user, entry_id)


@require_POST
def share(request: HttpRequest, entry_id: int) -> HttpResponse:
    user = signed_in(request)
    found = entry_of(user, entry_id)
    actions.share(user, [entry_id], shared=not found.is_shared, now=timezone.now())
    return _answer(request, user, entry_id)


@require_POST
def archive(request: HttpRequest, entry_id: int) -> HttpResponse:
    user = signed_in(request)
    found = entry_of(user, entry_id)
    actions.archive(user, [entry_id], archived=found.status == Entry.Status.ACTIVE, now=timezone.now())
    return _answer(request, user, entry_id)


@require_POST
def suspend(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Put the entry out of practice, or take it up again where it stood."""
    user = signed_in(request)
    found = entry_of(user, entry_id)
    learning.suspend(found, suspended=found.learning_state != Entry.State.SUSPENDED)
    return _answer(request, user, entry_id)


@require_POST
def delete(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Delete; the list then offers to take it back."""
    user = signed_in(request)
    entry_of(user, entry_id)
    offer_undo(request, actions.delete(user, [entry_id], now=timezone.now()), action="delete")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": "/my/vocabulary"})
    return redirect("vocabulary:list")


@require_POST
def translate(request: HttpRequest, entry_id: int, language: str) -> HttpResponse:
    """Ask for a translation, or try a failed one again."""
    user = signed_in(request)
    request_translation(entry_of(user, entry_id), target=language, now=timezone.now())
    return _answer(request, user, entry_id, edited=language)


@require_POST
def save_translation(request: HttpRequest, entry_id: int, language: str) -> HttpResponse:
    user = signed_in(request)
    found = entry_of(user, entry_id)
    if language == found.source_language:
        raise Refused("same_language")
    actions.save_translation(found, language=language, text=request.POST.get("text", ""), now=timezone.now())
    return _answer(request, user, entry_id, edited=language)


@require_POST
def remove_translation(request: HttpRequest, entry_id: int, translation_id: int) -> HttpResponse:
    user = signed_in(request)
    translation = translation_of(user, entry_id, translation_id)
    actions.remove_translation(translation, now=timezone.now())
    return _answer(request, user, entry_id, edited=translation.language)


def _answer(request: HttpRequest, user: User, entry_id: int, *, edited: str = "") -> HttpResponse:
    """The content of the page for htmx, the page itself for a browser without script."""
    if not request.headers.get("HX-Request"):
        return redirect("vocabulary:entry", entry_id)
    return _show(request, user, entry_of(user, entry_id), edited=edited)


def _show(request: HttpRequest, user: User, found: Entry, *, editing: str = "", edited: str = "") -> HttpResponse:
    """`edited` names the part that was just saved or left: the focus returns there."""
    context = {
        "page": queries.entry_page(user, found),
        "editing": editing,
        "edited": edited,
        "types": Entry.Type.choices,
        "languages": [language.code for language in learnt_languages()],
    }
    whole = not request.headers.get("HX-Request") or request.headers.get("HX-History-Restore-Request")
    return render(request, "vocabulary/entry.html" if whole else "vocabulary/_entry.html", context)
