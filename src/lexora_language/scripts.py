"""Which alphabet a text is written in."""

import unicodedata
from collections import Counter
from functools import lru_cache

from lexora_language.registry import Language

_RANGES = (
    ("Latin", "\u0041", "\u024f"),
    ("Latin", "\u1e00", "\u1eff"),
    ("Greek", "\u0370", "\u03ff"),
    ("Greek", "\u1f00", "\u1fff"),
    ("Cyrillic", "\u0400", "\u052f"),
)


def script_counts(text: str) -> Counter[str]:
    """How many letters of each script the text has."""
    found = Counter(map(_script_of, unicodedata.normalize("NFKC", text)))
    del found[""]
    return found


def main_script(text: str) -> str | None:
    """The script of most letters; None without letters, or when two scripts have equally many."""
    ranking = script_counts(text).most_common(2)
    if not ranking or (len(ranking) == 2 and ranking[0][1] == ranking[1][1]):
        return None
    return ranking[0][0]


def is_in_script(text: str, language: Language, *, share: float = 0.5) -> bool:
    """Whether at least this share of the letters belongs to the script of the language."""
    found = script_counts(text)
    return found.total() > 0 and found[language.script] >= share * found.total()


def wrong_script(text: str, language: Language) -> bool:
    """Whether the text can not be of the language. A text without letters fits every language."""
    return bool(script_counts(text)) and not is_in_script(text, language)


@lru_cache(maxsize=4096)
def _script_of(char: str) -> str:
    """The script of a letter; empty for everything else, and for modifiers such as ʼ."""
    if unicodedata.category(char) not in {"Lu", "Ll", "Lt", "Lo"} or char in "ªº":
        return ""
    for script, first, last in _RANGES:
        if first <= char <= last:
            return script
    return unicodedata.name(char, "Unknown").split()[0].title()
