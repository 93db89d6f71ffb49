"""Texts made comparable: what is stored, what tells two entries apart, what a search looks at."""

import hashlib
import re
import unicodedata
from collections.abc import Callable

# Nothing a person can see: controls, lone surrogates, bidi marks, zero-width characters, fillers, noncharacters.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff]"
)
# A joiner keeps a family or a profession together; anywhere else it is one more invisible character.
_PICTURE = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(f"(?<![{_PICTURE}])\u200d|\u200d(?![{_PICTURE}])")

_APOSTROPHES = "'`´‘’‚‛‹›ʹʻʼʽˈˊˋ′‵՚ꞌ＇｀\u0384\u1fbd\u1fbf\u1fef\u1ffd\u1ffe"
_QUOTES = '"“”„‟«»″‶❝❞〝〞〟＂'
_DASHES = "-‐‑‒–—―−⁃⸺⸻﹘﹣－"
_SIGNS = str.maketrans(
    dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_QUOTES, '"')
    | dict.fromkeys(_DASHES, "-")
    | {"…": "...", "\u037e": ";", "\u0387": "·", "ς": "σ"}
)

# The stress mark of dictionaries. A letter like й, ї or ѓ is one character by now and keeps its mark.
_STRESS = re.compile("(?<=[\u0400-\u052f])[\u0300\u0301]+")
_HEAD = re.compile(r"^[¿¡\s]+")
_ENDS = " .!?;·"

_SINGLE_QUOTE_INSIDE = re.compile(r"(?<!\w)'|'(?!\w)")
_ACCENTS = re.compile("[\u0300-\u036f]")
# Separate letters of their alphabet, although Unicode can write them with an accent.
_OWN_LETTERS = "йї"
_PLAIN = str.maketrans({"ґ": "г", "ł": "l", "đ": "d", "ø": "o", "ς": "σ", "'": None})


def clean(text: str) -> str:
    """The text as it is stored and shown: one line, no invisible characters, NFC."""
    return _settle(_clean_once, text)


def normalise(text: str) -> str:
    """The key of an entry: two texts with the same key are the same entry."""
    return _settle(_normalise_once, text)


def fold(text: str) -> str:
    """The text for a search: no accents, no punctuation, no apostrophes."""
    return _settle(_fold_once, text)


def is_empty(text: str) -> bool:
    """Whether no letter and no digit is left: such a text cannot be an entry."""
    return not any(unicodedata.category(char)[0] in "LN" for char in _same_signs(text))


def digest(normalised: str) -> str:
    """A key of fixed length, for a unique index."""
    return hashlib.sha256(normalised.encode()).hexdigest()[:32]


def _settle(step: Callable[[str], str], text: str) -> str:
    """Repeat a step until it changes nothing: one repair may make room for another."""
    while (changed := step(text)) != text:
        text = changed
    return text


def _clean_once(text: str) -> str:
    # Line ends become blanks before controls go, or the words on both sides would grow together.
    text = _INVISIBLE.sub("", _one_line(text))
    text = _STRAY_JOINER.sub("", text)
    return _one_line(unicodedata.normalize("NFC", text))


def _normalise_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", _same_signs(text)).lower()
    text = _STRESS.sub("", _same_signs(text))
    text = _HEAD.sub("", text).rstrip(_ENDS)
    return _one_line(_without_quotes_around(text))


def _fold_once(text: str) -> str:
    letters = "".join(map(_plain_letter, normalise(text).casefold()))
    words = "".join(char if _is_of_word(char) else " " for char in letters.translate(_PLAIN))
    return unicodedata.normalize("NFC", _one_line(words))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _same_signs(text: str) -> str:
    # Before NFKC, which would turn ´ into a blank and an accent.
    return clean(text.translate(_SIGNS)).translate(_SIGNS)


def _without_quotes_around(text: str) -> str:
    if len(text) < 3 or text[0] != text[-1] or text[0] not in "\"'":
        return text
    inner = text[1:-1]
    if '"' in inner if text[0] == '"' else _SINGLE_QUOTE_INSIDE.search(inner):
        return text  # "one" and "two": two quotations, not one
    return inner


def _plain_letter(char: str) -> str:
    return char if char in _OWN_LETTERS else _ACCENTS.sub("", unicodedata.normalize("NFD", char))


def _is_of_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"
