"""Which language a text is written in. "Unknown" is a valid answer: many words belong to several languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from lexora_language.likelihood import chances, words_of
from lexora_language.normalise import normalise
from lexora_language.registry import Language, enabled, in_script
from lexora_language.scripts import main_script, script_counts
from lexora_language.table import load


@dataclass(frozen=True)
class Detection:
    """`candidates` are the given languages that use the script of the text, best first."""

    language: str | None
    confidence: float
    candidates: tuple[str, ...]


SURE = 0.79  # a language is named from this probability on
HIGHEST_CONFIDENCE = 0.99


def detect(text: str, *, languages: Sequence[Language] | None = None) -> Detection:
    """The language of a word, a phrase or a text, out of the given languages."""
    key = normalise(text)
    script = main_script(key)
    users = in_script(enabled() if languages is None else languages, script) if script else ()
    if script is None or not users:
        return Detection(language=None, confidence=0.0, candidates=())
    counts = script_counts(key)
    return _best(users, _chances(users, script, key), share=counts[script] / counts.total())


def _best(users: Sequence[Language], chance: dict[str, float], *, share: float) -> Detection:
    """The most probable language; a second script in the text lowers the confidence."""
    ranking = sorted((language.code for language in users), key=lambda code: -chance.get(code, 0.0))
    highest = chance.get(ranking[0], 0.0)
    return Detection(
        language=ranking[0] if highest >= SURE else None,
        confidence=round(min(highest, HIGHEST_CONFIDENCE) * share, 3),
        candidates=tuple(ranking),
    )


def _chances(users: Sequence[Language], script: str, key: str) -> dict[str, float]:
    table = load().get(script)
    if table is None:
        # Nothing is known about the languages of this script: the only one is right, of several none is.
        return {language.code: 1.0 for language in users if len(users) == 1}
    words = [word for word in words_of(key) if main_script(word) == script]
    return chances(table, words, with_article=_with_article(users, words)) if words else {}


def _with_article(users: Sequence[Language], words: list[str]) -> frozenset[str]:
    """The languages in which the text starts with an article, as entries like "to go" and "an apple" do."""
    return frozenset(language.code for language in users if len(words) > 1 and words[0] in language.articles)
