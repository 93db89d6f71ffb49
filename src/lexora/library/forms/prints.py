"""What is to be printed and how, as addresses say it: for pages and programs alike."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lexora.accounts.models import User
from lexora.accounts.rules import wanted_languages
from lexora.core.days import local_day
from lexora.core.errors import NotFound, Refused
from lexora.library import rules
from lexora.library.curated import grammar
from lexora.library.curated.phrasebook import kits
from lexora.library.print import Document, Wishes, gold_sheet, grammar_sheet, kit_sheet, vocabulary_sheet
from lexora.library.queries import prints as queries
from lexora.ui.languages import language_choices
from lexora.vocabulary.forms import FilterForm
from lexora.words.rules import SELECTION

LEVELS = ("A1", "A2", "B1", "B2")
ALPHABET = "az"
IDS = re.compile(r"\d{1,18}(,\d{1,18})*")
FULL, BARE = "1", "0"  # with notes and examples, or without


class SheetForm(forms.Form):
    """How a document looks. What is left out is as usual."""

    layout = forms.ChoiceField(
        label=_("Layout"),
        required=False,
        choices=[("list", _("A list in columns")), ("cards", _("Flashcards to cut out and fold"))],
    )
    paper = forms.ChoiceField(label=_("Paper"), required=False, choices=[("a4", _("A4")), ("letter", _("US Letter"))])
    columns = forms.TypedChoiceField(
        label=_("Columns"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("As suits the layout")), ("1", _("One")), ("2", _("Two"))],
    )
    notes = forms.ChoiceField(
        label=_("Notes and examples"),
        required=False,
        choices=[(FULL, _("Print them too")), (BARE, _("Words only"))],
    )

    def wishes(self) -> Wishes:
        """The wishes; raises `Refused` for a choice that there is not."""
        if not self.is_valid():
            raise Refused("unknown_choice")
        data = self.cleaned_data
        return Wishes(
            layout=data["layout"] or "list",
            paper=data["paper"] or "a4",
            columns=data["columns"] or 0,
            notes=data["notes"] != BARE,
        )


class OwnSheetForm(SheetForm):
    """How one's own words look."""

    explain = forms.ChoiceField(label=_("Translations"), required=False)
    ids = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["explain"].choices = [("", _("All my languages")), *language_choices()]  # type: ignore[attr-defined]


class CuratedSheetForm(SheetForm):
    """How curated words or phrases look."""

    level = forms.ChoiceField(required=False, choices=[(level, level) for level in ("", *LEVELS)])
    language = forms.ChoiceField(required=False, choices=[(code, code) for code in ("", *rules.LANGUAGES)])
    explain = forms.ChoiceField(required=False, choices=[(code, code) for code in ("", *rules.LANGUAGES)])


def vocabulary_document(sent: QueryDict, user: User, *, now: datetime) -> Document:
    """The learner's own words: those that were selected, else those that the filters of the list let through."""
    form, chosen = OwnSheetForm(sent), filters_of(sent, user)
    wishes, data = form.wishes(), chosen.cleaned_data
    return vocabulary_sheet(
        user,
        queries.entries_to_print(entries_of(sent, user, chosen), user, sort=data["sort"] or ALPHABET),
        wishes,
        title=str(data["collection"] or data["tag"] or ""),
        source=data["language"],
        explain=form.cleaned_data["explain"],
        day=local_day(now, user.time_zone),
    )


def gold_document(sent: QueryDict, user: User | None) -> Document:
    """Curated words of a level, or of all."""
    form = CuratedSheetForm(sent)
    wishes, data = form.wishes(), form.cleaned_data
    language = data["language"] or rules.FIRST
    others = _others(language, explain=data["explain"], user=user)
    words = queries.words_to_print(level=data["level"])
    return gold_sheet(words, wishes, level=data["level"], language=language, others=others)


def grammar_document(sent: QueryDict, slug: str) -> Document:
    """A page of the grammar; raises `NotFound`."""
    form = CuratedSheetForm(sent)
    wishes = form.wishes()
    if slug not in grammar.PAGES:
        raise NotFound
    return grammar_sheet(grammar.page(slug, form.cleaned_data["explain"] or _interface()), wishes)


def kit_document(sent: QueryDict, slug: str, user: User | None) -> Document:
    """The phrases for a place; raises `NotFound`."""
    form = CuratedSheetForm(sent)
    wishes, data = form.wishes(), form.cleaned_data
    if slug not in kits():
        raise NotFound
    reader = data["explain"] or _interface()
    language = data["language"] or _learnt(user, but=reader)
    if language == reader:
        raise Refused("same_language")
    return kit_sheet(kits()[slug], wishes, language=language, reader=reader)


def filters_of(sent: QueryDict, user: User) -> FilterForm:
    """The filters of the list, checked; raises `Refused`."""
    form = FilterForm(sent, user=user)
    if not form.is_valid():
        raise Refused("unknown_choice")
    return form


def entries_of(sent: QueryDict, user: User, chosen: FilterForm) -> Any:
    """The entries that are meant, in no order."""
    return queries.chosen_entries(user, ids=ids_of(sent), text=chosen.cleaned_data["q"], filters=chosen.filters())


def ids_of(sent: Mapping[str, Any]) -> list[int]:
    """The selected entries, as `ids=1,2,3` or `ids=1&ids=2`; raises `Refused` for what is no selection."""
    text = ",".join(sent.getlist("ids") if isinstance(sent, QueryDict) else [])
    if text and not IDS.fullmatch(text):
        raise Refused("unknown_choice")
    ids = [int(number) for number in text.split(",")] if text else []
    if len(ids) > SELECTION:
        raise Refused("too_many_selected", limit=SELECTION)
    return ids


def _others(language: str, *, explain: str, user: User | None) -> list[str]:
    """The languages that curated words are explained in: the one that was asked for, else the person's own."""
    if explain == language:
        raise Refused("same_language")
    if explain:
        return [explain]
    own = wanted_languages(user.native_language, user.learning_languages) if user else [_interface()]
    first = user.native_language if user else _interface()
    there = [code for code in rules.LANGUAGES if code != language]
    return sorted([code for code in there if code in own] or there, key=lambda code: code != first)


def _learnt(user: User | None, *, but: str) -> str:
    """A language for phrases: what the person learns, else English, else Greek."""
    learnt: list[str] = [user.default_source_language, *user.learning_languages] if user else []
    return next(code for code in (*learnt, "en", "el") if code in rules.LANGUAGES and code != but)


def _interface() -> str:
    return next((code for code in rules.LANGUAGES if code == get_language()), rules.FIRST)
