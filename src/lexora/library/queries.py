"""Reads of curated words."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time

from django.core.cache import cache
from django.db.models import QuerySet

from lexora.library import rules
from lexora.library.models import GoldWord
from lexora.library.rules import Turned

BEGINNERS = "A1"
DAY = 24 * 3600  # seconds


def curated_words() -> QuerySet[GoldWord]:
    """The words that are in the list today."""
    return GoldWord.objects.filter(is_retired=False)


def word_of_the_day(day: date) -> GoldWord | None:
    """The word of a day (of UTC: all visitors see the same); None while there are no curated words."""
    key = f"word-of-the-day:{day}"
    known = cache.get(key)
    word = curated_words().filter(pk=known).first() if known else None
    if word is None and (chosen := _choose(day)):
        cache.set(key, chosen, DAY)
        word = curated_words().filter(pk=chosen).first()
    return word


def turned_word(word_id: int, *, language: str, wanted: Iterable[str]) -> Turned | None:
    """One curated word for a learner of a language; None when there is no such word."""
    word = curated_words().filter(pk=word_id).first() if language in rules.LANGUAGES else None
    return _turned(word, language, wanted) if word else None


def first_words(languages: Sequence[str], *, wanted: Sequence[str], seed: str) -> dict[str, list[Turned]]:
    """A few easy words in each of these languages, in one query; the same ones for the same seed."""
    rows = list(curated_words().filter(level=BEGINNERS).only("word", "uk", "el", "pos").order_by("position"))
    known = [code for code in languages if code in rules.LANGUAGES] if rows else []
    return {code: rules.varied([_turned(row, code, wanted) for row in rows], seed=f"{seed}:{code}") for code in known}


def _choose(day: date) -> int | None:
    """Words that come in the middle of a day wait for the next one, so that the day keeps its word."""
    rows = curated_words().values_list("pk", "word", "pos", "sense")
    there = rows.filter(added_at__lt=datetime.combine(day, time.min, UTC)) or rows
    names = {"/".join(name): pk for pk, *name in there}
    return rules.word_of_day(names, day) if names else None


def _turned(row: GoldWord, language: str, wanted: Iterable[str]) -> Turned:
    cells = {"en": row.word, "uk": row.uk, "el": row.el}
    return rules.turned(cells, word_id=row.pk, pos=row.pos, language=language, wanted=wanted)
