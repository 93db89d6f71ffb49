"""In which languages somebody looks at curated words."""

from collections.abc import Iterable

from lexora.accounts.models import User
from lexora.accounts.rules import wanted_languages
from lexora.library.rules import FIRST, LANGUAGES
from lexora.ui.languages import learnt_languages


def languages_of(user: User | None) -> list[str]:
    """The languages that the list can be turned to, those one learns first. The native one comes last."""
    offered = _offered(LANGUAGES)
    if user is None:
        return offered
    learnt = [code for code in user.learning_languages if code in offered and code != user.native_language]
    rest = [code for code in offered if code not in learnt]
    return [*learnt, *sorted(rest, key=lambda code: code == user.native_language)]


def meanings_of(user: User | None, *, language: str, interface: str) -> list[str]:
    """The languages that a word of a language is explained in, the one that is read most easily first."""
    own = user.native_language if user else interface
    wanted = wanted_languages(own, user.learning_languages) if user else LANGUAGES
    others = [code for code in _offered(wanted) if code != language]
    # Who wants none of them has English to go by.
    return sorted(others, key=lambda code: code != own) or [code for code in _offered([FIRST]) if code != language]


def _offered(languages: Iterable[str]) -> list[str]:
    known = {language.code for language in learnt_languages()}
    return [code for code in LANGUAGES if code in languages and code in known]
