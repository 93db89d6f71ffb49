"""Reads of the table of irregular verbs."""

from dataclasses import dataclass
from functools import cache

from lexora.accounts.models import User
from lexora.library.curated.irregular import IrregularVerb, irregular_verbs
from lexora_language import fold

TRANSLATED = ("uk", "el")


@dataclass(frozen=True)
class Forms:
    """A verb as a search looks at it: all texts are folded."""

    verb: IrregularVerb
    forms: tuple[str, ...]
    translations: tuple[str, ...]


def verbs_like(text: str = "", *, level: str = "") -> list[IrregularVerb]:
    """Verbs with a form or a translation like the text: those that are the same first, else in alphabetical order."""
    wanted = fold(text)
    ranked = [(rank_of(wanted, entry), entry.verb) for entry in _all() if level in ("", entry.verb.level)]
    return [verb for _n, verb in sorted(((n, v) for n, v in ranked if n is not None), key=lambda pair: pair[0])]


def verbs_of_form(text: str) -> list[IrregularVerb]:
    """Verbs that have a form like the text, the same form first."""
    wanted = fold(text)
    same = [entry.verb for entry in _all() if wanted in entry.forms]
    like = [entry.verb for entry in _all() if wanted and _begins(wanted, entry.forms) and entry.verb not in same]
    return same + like


def rank_of(wanted: str, entry: Forms) -> int | None:
    """The very same form, what begins like one, what has such a word in a translation; None for another verb."""
    if not wanted:
        return 0
    if wanted in entry.forms:
        return 0
    if _begins(wanted, entry.forms):
        return 1
    return 2 if any(f" {wanted}" in f" {text}" for text in entry.translations) else None


def _begins(wanted: str, texts: tuple[str, ...]) -> bool:
    return any(text.startswith(wanted) for text in texts)


@cache
def _all() -> tuple[Forms, ...]:
    return tuple(Forms(verb, _forms(verb), _translations(verb)) for verb in irregular_verbs())


def _forms(verb: IrregularVerb) -> tuple[str, ...]:
    return tuple(fold(form) for column in (verb.base, verb.past, verb.participle) for form in column.split("/"))


def _translations(verb: IrregularVerb) -> tuple[str, ...]:
    return tuple(fold(text) for code in TRANSLATED for text in verb.meaning(code).split("; "))


def languages_for(person: User | None, *, explain: str) -> list[str]:
    """The languages of the translations that somebody reads; all where none of them is theirs."""
    theirs = {explain, *([person.native_language, *person.learning_languages] if person else [])}
    return [code for code in TRANSLATED if code in theirs] or list(TRANSLATED)
