"""Whether what a provider sent is a translation at all."""

import html

from lexora_contract.reasons import EMPTY_ANSWER, UNCHANGED, WRONG_SCRIPT, CannotDo
from lexora_language import Language, clean, is_empty, normalise, script_counts, wrong_script


def check_answer(text: str, answer: str, *, target: Language, provider: str) -> str:
    """The answer, cleaned. Raises `CannotDo` for an answer that is none."""
    answer = "\n".join(clean(line) for line in _unescaped(text, answer).split("\n")).strip("\n")
    if not answer or (is_empty(answer) and not is_empty(text)):
        raise CannotDo(EMPTY_ANSWER, provider=provider)
    # A text without letters, such as a number, is the same everywhere.
    if script_counts(text) and normalise(answer) == normalise(text):
        raise CannotDo(UNCHANGED, provider=provider)
    if wrong_script(answer, target):
        raise CannotDo(WRONG_SCRIPT, provider=provider)
    return answer


def _unescaped(text: str, answer: str) -> str:
    """Without HTML entities, unless the text itself speaks of them."""
    return html.unescape(answer) if html.unescape(text) == text else answer
