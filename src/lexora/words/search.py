"""Search among entries that forgives case, accents and typing errors.

SQLite: an FTS5 index of trigrams over `search_text`, which is folded in Python. A text of three letters or more is
found anywhere inside; near misses share trigrams with it, and rapidfuzz ranks those candidates.
"""

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from lexora.accounts.models import User
from lexora.words.models import Entry
from lexora_language import fold

QUERY = 100  # characters
CANDIDATES = 300
NEAR = 20  # near misses shown at most
MIN_SIMILARITY = 0.66  # "appel" and "apple" have 0.8; one error in three letters 0.67
GRAM = 3
SHORT = 7  # characters

MATCHING = "SELECT rowid FROM words_entry_fts WHERE words_entry_fts MATCH %s"
RANKED = """
    SELECT e.id, e.search_text FROM words_entry_fts f JOIN words_entry e ON e.id = f.rowid
    WHERE f.words_entry_fts MATCH %s AND e.owner_id = %s AND e.deleted_at IS NULL
    ORDER BY f.rank LIMIT %s
"""


def containing(entries: QuerySet[Entry], text: str) -> QuerySet[Entry]:
    """The entries whose text or translations contain the text; all for an empty one, none for one without letters."""
    folded = fold(text[:QUERY])
    if not folded:
        return entries.none() if text.strip() else entries
    if len(folded) < GRAM:
        # Trigrams know nothing this short: look at the beginnings of words.
        begins = Q(search_text__startswith=folded) | Q(search_text__contains=f"\n{folded}")
        return entries.filter(begins | Q(search_text__contains=f" {folded}"))
    return entries.filter(pk__in=RawSQL(MATCHING, [_quoted(folded)]))  # noqa: S611


def spelt_alike(owner: User, text: str) -> list[int]:
    """Ids of the owner's entries that a typing error may have meant, most alike first."""
    folded = fold(text[:QUERY])
    spellings = [folded, *_swapped(folded)] if len(folded) <= SHORT else [folded]
    grams = sorted({gram for spelling in spellings for gram in _grams(spelling)})
    if not grams:
        return []
    with connection.cursor() as cursor:
        cursor.execute(RANKED, [" OR ".join(map(_quoted, grams)), owner.pk, CANDIDATES])
        scores = {pk: _likeness(folded, search_text) for pk, search_text in cursor.fetchall()}
    alike = [pk for pk, score in scores.items() if score >= MIN_SIMILARITY]
    return sorted(alike, key=lambda pk: (-scores[pk], pk))[:NEAR]


def _grams(text: str) -> set[str]:
    return {text[i : i + GRAM] for i in range(len(text) - GRAM + 1)}


def _swapped(text: str) -> list[str]:
    """The text with two neighbours swapped: of a short word, such an error leaves no trigram whole."""
    return [text[:i] + text[i + 1] + text[i] + text[i + 2 :] for i in range(len(text) - 1)]


def _likeness(folded: str, search_text: str) -> float:
    """The best similarity of the query to a line, or to a word of a line."""
    parts = {part for line in search_text.split("\n") for part in (line, *line.split())}
    best = process.extractOne(folded, parts, scorer=DamerauLevenshtein.normalized_similarity)
    return best[1] if best else 0.0


def _quoted(text: str) -> str:
    """An FTS5 string. Folded text holds letters, digits and blanks only, so nothing in it is an operator."""
    return f'"{text}"'
