"""Changing the texts of a card without leaving the session."""

from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lexora.accounts.access import signed_in
from lexora.accounts.models import User
from lexora.accounts.rules import wanted_languages
from lexora.core.errors import Refused
from lexora.learning import queries
from lexora.learning.forms import CardForm
from lexora.learning.views import shapes
from lexora.words import actions as words
from lexora.words.access import entry_of
from lexora.words.models import Entry
from lexora.words.queries import wanted_translations


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, entry_id: int) -> HttpResponse:
    """The form; when it is sent, the cards of the entry with their new texts."""
    user, now = signed_in(request), timezone.now()
    entry = entry_of(user, entry_id)
    translations = _translations(user, entry)
    if request.method != "POST":
        return render(request, "learning/_edit.html", {"entry": entry, "translations": translations})
    form = CardForm(request.POST, languages=list(translations))
    if not form.is_valid():
        raise Refused("text_empty")
    _save(entry, form, translations, now=now)
    cards = queries.dues_of(entry_of(user, entry_id), settings=queries.settings_of(user))
    settings = queries.settings_of(user)
    return JsonResponse({"cards": shapes.cards_out(cards, user=user, settings=settings, now=now)})


def _translations(user: User, entry: Entry) -> dict[str, str]:
    """The texts by their languages: those that there are, and room for those that are wanted."""
    rows = entry.translations.filter(wanted_translations(user)).values_list("language", "text")
    wanted = wanted_languages(user.native_language, user.learning_languages)
    return {**{code: "" for code in wanted if code != entry.source_language}, **dict(rows)}


@transaction.atomic
def _save(entry: Entry, form: CardForm, former: dict[str, str], *, now: datetime) -> None:
    """Only what was changed, all of it or nothing: a translation that a person saves is theirs from then on."""
    data = form.cleaned_data
    if (data["text"], data["note"]) != (entry.source_text, entry.note):
        words.edit_entry(entry, text=data["text"], note=data["note"], now=now)
    for language, text in form.translations().items():
        if text and text != former[language]:
            words.save_translation(entry, language=language, text=text, now=now)
