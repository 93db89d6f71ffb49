"""Limits, states and the text columns of an entry. Pure."""

from collections.abc import Iterable

from lexora_language import Language, fold, get

TYPED_TEXT = 1_000  # characters
IMPORTED_TEXT = 10_000
NOTE = 2_000
TRANSLATION = 10_000
TAG = 40
TAGS = 20  # of one entry
COLLECTION = 80  # characters of a name
SELECTION = 500  # entries that one bulk action may change
NEVER_REVIEWED = 9.0  # sorts behind every ease factor, which ends at 3.5
SORT_KEY = 80  # characters
TOLD_TEXT = 60  # characters of an entry in a notification

COPIED = "word_copied"  # the kind of notification

USER, IMPORT, MACHINE = "user", "import", "machine"
PRIORITY = {USER: 2, IMPORT: 1, MACHINE: 0}


# A search takes ґ for г, but the alphabet does not: a letter that stays what it is stands for it meanwhile.
_KEPT = str.maketrans("ґҐ", "ғғ")


def may_replace(new_source: str, old_source: str) -> bool:
    """A machine never overwrites a human, and an import never a person who typed."""
    return PRIORITY[new_source] >= PRIORITY[old_source]


def counts_more(new_source: str, old_source: str) -> bool:
    """Whether a translation that comes along with a repeated text stands above the one that is there."""
    return PRIORITY[new_source] > PRIORITY[old_source]


def search_text(text: str, translations: Iterable[str]) -> str:
    """What the search looks through: the text and its translations, without case, accents and marks."""
    return "\n".join(fold(part) for part in (text, *translations))


def sort_key(text: str, language_code: str) -> str:
    """A text that sorts by code points as the language's alphabet does."""
    return fold(text.translate(_KEPT))[:SORT_KEY].translate(_ranks(get(language_code)))


def _ranks(language: Language) -> dict[int, str]:
    """Each letter to one whose code point stands at the letter's place in the alphabet (і, ї, є, ґ do not)."""
    if language.script != "Cyrillic":
        return {}
    letters = language.alphabet.lower().translate(_KEPT)
    return {ord(letter): chr(0x430 + rank) for rank, letter in enumerate(letters)}
