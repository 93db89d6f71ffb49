"""The language of a new text: what can be told, else the best guess for this learner."""

from dataclasses import dataclass

from lexora.accounts.models import User
from lexora.accounts.rules import wanted_languages
from lexora.core.errors import Refused
from lexora.ui.languages import learnt_languages
from lexora_language import detect, main_script


class UnknownCode(Refused):
    code = "unknown_language"
    status = 422


@dataclass(frozen=True)
class Guess:
    """`language` is empty when nothing speaks for any; `is_guess` when the learner should look at it."""

    language: str
    is_guess: bool


def guess_language(text: str, user: User) -> Guess:
    """Detect, else the learner's only language in this script, else the default source language, else the only one
    of this server in the script."""
    found = detect(text, languages=learnt_languages())
    if found.language:
        return Guess(found.language, is_guess=False)
    if not found.candidates:
        return Guess("" if main_script(text) else user.default_source_language, is_guess=True)
    own = set(wanted_languages(user.native_language, user.learning_languages))
    in_script = [code for code in found.candidates if code in own]
    if len(in_script) == 1:
        return Guess(in_script[0], is_guess=True)
    return Guess(_default(user, in_script or list(found.candidates)), is_guess=True)


def _default(user: User, candidates: list[str]) -> str:
    """The default source language; when that uses other letters, the likeliest candidate."""
    return user.default_source_language if user.default_source_language in candidates else candidates[0]


def check_language(code: str) -> str:
    """The code itself, when this server offers it; raises `UnknownCode`."""
    if code not in {language.code for language in learnt_languages()}:
        raise UnknownCode(language=code[:20])
    return code
