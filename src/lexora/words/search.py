"""Search among entries that forgives case, accents and typing errors.

A text is found anywhere inside `search_text`, which is folded in Python. Near misses share trigrams with it, and
rapidfuzz ranks those candidates. The indexes differ: `search_sqlite.py` and `search_postgresql.py`.
"""

from typing import Protocol

from django.db import connection
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from lexora.accounts.models import User
from lexora.ui.languages import learnt_languages
from lexora.words import search_postgresql, search_sqlite
from lexora.words.models import Entry
from lexora_language import fold

QUERY = 100  # characters
NEAR = 20  # near misses shown at most
MIN_SIMILARITY = 0.66  # "appel" and "apple" have 0.8; one error in three letters 0.67
GRAM = 3  # characters that an index looks at together
SHORT = 7  # characters
VERY_SHORT = 5  # characters


class Index(Protocol):
    """What a database offers. `folded` has three characters or more, and they are letters, digits and blanks only."""

    def containing(self, entries: QuerySet[Entry], folded: str) -> QuerySet[Entry]: ...

    def candidates(self, owner: User, folded: str, swapped: list[str], changed: list[str]) -> list[tuple[int, str]]: ...

    def knows_letters(self) -> bool: ...


INDEXES: dict[str, Index] = {"sqlite": search_sqlite, "postgresql": search_postgresql}


def containing(entries: QuerySet[Entry], text: str) -> QuerySet[Entry]:
    """The entries whose text or translations contain the text; all for an empty one, none for one without letters."""
    folded = fold(text[:QUERY])
    if not folded:
        return entries.none() if text.strip() else entries
    if len(folded) < GRAM:
        # Nothing so short is found inside a word: look at the beginnings.
        begins = Q(search_text__startswith=folded) | Q(search_text__contains=f"\n{folded}")
        return entries.filter(begins | Q(search_text__contains=f" {folded}"))
    return INDEXES[connection.vendor].containing(entries, folded)


def best_containing(entries: QuerySet[Entry], text: str, *, size: int) -> list[int]:
    """Ids of the entries that contain the text, the likeliest first: a text or a translation that is the very same,
    then what begins with it, then what has a word that does; among those the shortest."""
    folded = fold(text[:QUERY])
    if not folded:
        return []
    likeliest = containing(entries, text).annotate(rank=_rank(folded), length=Length("source_text"))
    return list(likeliest.order_by("rank", "length", "-id").values_list("pk", flat=True)[:size])


def _rank(folded: str) -> Case:
    places = (
        Q(search_text=folded) | Q(search_text__startswith=f"{folded}\n"),
        Q(search_text__contains=f"\n{folded}\n") | Q(search_text__endswith=f"\n{folded}"),
        Q(search_text__startswith=folded),
        Q(search_text__contains=f"\n{folded}") | Q(search_text__contains=f" {folded}"),
    )
    whens = [When(place, then=Value(rank)) for rank, place in enumerate(places)]
    return Case(*whens, default=Value(len(whens)), output_field=IntegerField())


def spelt_alike(owner: User, text: str, *, thorough: bool = True) -> list[int]:
    """Ids of the owner's entries that a typing error may have meant, most alike first.

    `thorough` also tries every other letter in very short words, which takes a tenth of a second in a long list.
    """
    folded = fold(text[:QUERY])
    if len(folded) < GRAM:
        return []
    # Of a short word, two neighbours that are swapped may leave no trigram whole.
    swapped = _swapped(folded) if len(folded) <= SHORT else []
    # And of a very short one, a wrong letter may leave too few to stand out. That is a longer search.
    scores = _near(owner, folded, swapped, _changed(folded) if thorough and len(folded) < VERY_SHORT else [])
    if not scores and thorough and len(folded) == VERY_SHORT:
        scores = _near(owner, folded, swapped, _changed(folded))
    return sorted(scores, key=lambda pk: (-scores[pk], pk))[:NEAR]


def _near(owner: User, folded: str, swapped: list[str], changed: list[str]) -> dict[int, float]:
    return _likeness(folded, INDEXES[connection.vendor].candidates(owner, folded, swapped, changed))


def knows_letters() -> bool:
    """Whether the database can look up letters of all alphabets, and not only of the Latin one."""
    return INDEXES[connection.vendor].knows_letters()


def _swapped(text: str) -> list[str]:
    return [text[:i] + text[i + 1] + text[i] + text[i + 2 :] for i in range(len(text) - 1)]


def _changed(text: str) -> list[str]:
    """The spellings with one letter more, less or other, as long as an index can look them up."""
    letters = _letters(text)
    cuts = [(text[:i], text[i:]) for i in range(len(text) + 1)]
    more = {head + letter + tail for head, tail in cuts for letter in letters}
    less = {head + tail[1:] for head, tail in cuts}
    other = {head + letter + tail[1:] for head, tail in cuts if tail for letter in letters}
    spellings = (more | less | other) - {text}
    return sorted(spelling for spelling in spellings if len(spelling) >= GRAM)


def _letters(text: str) -> set[str]:
    """The letters of the alphabets that the text is written in, as a search looks at them."""
    alphabets = (set(fold(language.alphabet)) for language in learnt_languages())
    return {letter for alphabet in alphabets if alphabet & set(text) for letter in alphabet if letter.isalpha()}


def _likeness(folded: str, found: list[tuple[int, str]]) -> dict[int, float]:
    """The best similarity of the query to a line of each text, or to a word of a line, where it is near enough."""
    parts = [(part, pk) for pk, text in found for line in text.split("\n") for part in {line, *line.split()}]
    near = process.extract(
        folded,
        [part for part, _pk in parts],
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=MIN_SIMILARITY,
        limit=None,
    )
    scores: dict[int, float] = {}
    for _part, score, n in near:
        pk = parts[n][1]
        scores[pk] = max(score, scores.get(pk, 0.0))
    return scores
