"""The page that adds an entry."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from lexora.accounts.access import signed_in
from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.ui.languages import learnt_languages
from lexora.ui.sentences import sentence
from lexora.vocabulary import queries
from lexora.vocabulary.forms import AddForm
from lexora.words import actions
from lexora.words.access import entry_of
from lexora.words.language import Guess, guess_language
from lexora.words.models import Entry
from lexora.words.rules import TYPED_TEXT
from lexora_language import guess_type, is_empty


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form; what is added appears below it without a reload, and its translations as they arrive."""
    user = signed_in(request)
    form = AddForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = _add(user, form)
        except Refused as refused:
            form.add_error(None, sentence(refused.code, refused.params))
        else:
            return _added(request, user, added)
    return _form(request, user, form)


@require_safe
def detect(request: HttpRequest) -> HttpResponse:
    """The language and type of what is being typed; what the person chose by hand comes along and stays."""
    user = signed_in(request)
    given = request.GET
    context = _detected(user, given.get("text", ""), chosen=given.get("language", ""), kind=given.get("type", ""))
    return render(request, "vocabulary/_detected.html", context)


@require_safe
def added_entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """A just-added entry, when the live channel says that it changed."""
    user = signed_in(request)
    [entry] = queries.with_details([entry_of(user, entry_id)], user)
    return render(request, "vocabulary/_added.html", {"entry": entry})


def _add(user: User, form: AddForm) -> actions.Added:
    data = form.cleaned_data
    draft = actions.Draft(
        text=data["text"], language=form.chosen("language"), type=form.chosen("type"), note=data["note"]
    )
    return actions.add_entry(owner=user, draft=draft, now=timezone.now())


def _added(request: HttpRequest, user: User, added: actions.Added) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect("vocabulary:entry", added.entry.pk)
    [entry] = queries.with_details([added.entry], user)
    context = {"form": AddForm(), "added": added, "entry": entry, **_detected(user, "")}
    return render(request, _part(request), context)


def _part(request: HttpRequest) -> str:
    """The box of the start page, or the form with all its fields: each gets itself back."""
    return "vocabulary/_quick.html" if "quick" in request.POST else "vocabulary/_add.html"


def _form(request: HttpRequest, user: User, form: AddForm) -> HttpResponse:
    text = form.data.get("text") or request.GET.get("text", "") if form.is_bound else request.GET.get("text", "")
    if not form.is_bound:
        form.initial = {"text": text}
    context = {
        "form": form,
        **_detected(user, text, chosen=form.chosen("language"), kind=form.chosen("type")),
    }
    template = _part(request) if request.headers.get("HX-Request") else "vocabulary/new.html"
    return render(request, template, context)


def _detected(user: User, text: str, *, chosen: str = "", kind: str = "") -> dict[str, object]:
    text = text[:TYPED_TEXT]
    empty = is_empty(text)
    return {
        "guess": Guess(chosen, is_guess=False) if chosen or empty else guess_language(text, user),
        "chosen": chosen,
        "chosen_kind": kind,
        "languages": [language.code for language in learnt_languages()],
        "types": Entry.Type.choices,
        "kind": kind or ("word" if empty else guess_type(text)),
        "detect_url": reverse("vocabulary:detect"),
        "limit": TYPED_TEXT,
    }
