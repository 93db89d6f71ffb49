"""What the search over everything finds here: expressions, and phrases for a journey."""

from collections.abc import Iterable
from functools import cache
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from lexora.library.curated.idioms import Idiom, idioms
from lexora.library.curated.phrasebook import Kit, Phrase, kits
from lexora.library.readers import pair_of, reader_language
from lexora.library.rules import LANGUAGES
from lexora.ui.spotlight import SHOWN, Group, Hit, register, spoken
from lexora_language import fold


def connect() -> None:
    register(Group("idioms", gettext_lazy("Idioms"), expressions, order=36, for_guests=True))
    register(Group("phrases", gettext_lazy("Phrasebook"), phrases, order=37, for_guests=True))


def expressions(request: HttpRequest, text: str) -> list[Hit]:
    """Expressions with the text in them, and then those whose meaning has it."""
    wanted = f" {fold(text)}"
    named = [idiom for idiom in idioms().values() if wanted in _folded_idioms()[idiom.id][0]]
    meant = [idiom for idiom in idioms().values() if idiom not in named and wanted in _folded_idioms()[idiom.id][1]]
    return [_hit_of_idiom(idiom) for idiom in [*named, *meant][:SHOWN]]


def phrases(request: HttpRequest, text: str) -> list[Hit]:
    """Phrases with the text in them in any language; that language is then the one that is needed."""
    wanted = f" {fold(text)}"
    found = ((kit, phrase, _language_of(phrase, wanted)) for kit in kits().values() for phrase in kit.phrases)
    return [_hit_of_phrase(request, kit, phrase, code) for kit, phrase, code in found if code][:SHOWN]


def _hit_of_idiom(idiom: Idiom) -> Hit:
    reader = reader_language()
    return Hit(
        title=idiom.expression,
        url=reverse("library:idiom", args=[idiom.id]),
        icon="quote",
        detail=spoken([(reader, idiom.meaning.inn(reader))]),
        lang=idiom.language,
    )


def _hit_of_phrase(request: HttpRequest, kit: Kit, phrase: Phrase, found_in: str) -> Hit:
    """Who types their own language gets what to say; who types another one, what that means."""
    usual = pair_of(request)
    need = usual.need if found_in == usual.speak else found_in
    other = need if found_in == usual.speak else usual.speak
    query = urlencode({"speak": usual.speak, "need": need})
    return Hit(
        title=phrase.text(found_in),
        url=f"{reverse('library:kit', args=[kit.slug])}?{query}#{phrase.id}",
        icon=kit.icon,
        detail=spoken([(other, phrase.text(other))]),
        lang=found_in,
    )


def _language_of(phrase: Phrase, wanted: str) -> str:
    """The language that the text is found in; empty when it is in none."""
    return next((code for code, text in _folded_phrases()[phrase.id].items() if wanted in text), "")


@cache
def _folded_idioms() -> dict[str, tuple[str, str]]:
    """Expression and meanings, as a search looks at them."""
    return {
        idiom.id: (f" {fold(idiom.expression)}", _folded(idiom.meaning.inn(code) for code in LANGUAGES))
        for idiom in idioms().values()
    }


@cache
def _folded_phrases() -> dict[str, dict[str, str]]:
    everything = (phrase for kit in kits().values() for phrase in kit.phrases)
    return {phrase.id: {code: f" {fold(phrase.text(code))}" for code in LANGUAGES} for phrase in everything}


def _folded(texts: Iterable[str]) -> str:
    return "".join(f" {fold(text)}" for text in texts)
