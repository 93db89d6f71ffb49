"""Reads of curated words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time

from django.core.cache import cache
from django.db.models import QuerySet

from lexora.library import rules
from lexora.library.models import GoldWord
from lexora.library.queries.gold_texts import gold_words
from lexora.library.rules import Turned
from lexora_language import digest, normalise

BEGINNERS = "A1"
DAY = 24 * 3600  # seconds


def curated_words() -> QuerySet[GoldWord]:
    """The words that are in the list today."""
    return GoldWord.objects.filter(is_retired=False)


def word_of_the_day(day: date) -> GoldWord | None:
    """The word of a day (of UTC: all visitors see the same); None while there are no curated words."""
    return words_of_the_day(day, [rules.FIRST]).get(rules.FIRST)


def words_of_the_day(day: date, languages: Sequence[str] = rules.LANGUAGES) -> dict[str, GoldWord]:
    """A word of the day for each language; none while there are no curated words."""
    keys = {code: f"word-of-the-day:{day}:{code}" for code in languages}
    known = cache.get_many(keys.values())
    there = curated_words().in_bulk(set(known.values()))
    words = {code: there[known[key]] for code, key in keys.items() if known.get(key) in there}
    if missing := [code for code in languages if code not in words]:
        words |= _choose(day, missing)
        cache.set_many({keys[code]: words[code].pk for code in missing if code in words}, DAY)
    return words


def turned_words(words: Mapping[str, GoldWord], *, wanted: Iterable[str]) -> list[Turned]:
    """Words by the language they are to be learnt in, for a learner."""
    return [_turned(word, code, wanted) for code, word in words.items()]


def word_of_key(key: str, *, wanted: Iterable[str]) -> Turned | None:
    """The curated word of a key, such as en-12."""
    named = rules.parsed(key)
    return turned_word(named[1], language=named[0], wanted=wanted) if named else None


def curated_texts() -> dict[tuple[str, str], str]:
    """Every variant of every curated word, with its article and without, by its language and digest."""
    texts = ((word, code, text) for word in gold_words() for code, variants in word.texts.items() for text in variants)
    each = ((code, one) for word, code, text in texts for one in (text, word.without_article(text, code)[1]))
    return {(code, digest(normalise(text))): text for code, text in each}


def turned_word(word_id: int, *, language: str, wanted: Iterable[str]) -> Turned | None:
    """One curated word for a learner of a language; None when there is no such word."""
    word = curated_words().filter(pk=word_id).first() if language in rules.LANGUAGES else None
    return _turned(word, language, wanted) if word else None


def first_words(languages: Sequence[str], *, wanted: Sequence[str], seed: str) -> dict[str, list[Turned]]:
    """A few easy words in each of these languages, in one query; the same ones for the same seed."""
    rows = list(curated_words().filter(level=BEGINNERS).order_by("position"))
    known = [code for code in languages if code in rules.LANGUAGES] if rows else []
    return {code: rules.varied([_turned(row, code, wanted) for row in rows], seed=f"{seed}:{code}") for code in known}


def _choose(day: date, languages: Iterable[str]) -> dict[str, GoldWord]:
    """Words that come in the middle of a day wait for the next one, so that the day keeps its word."""
    rows = curated_words().values_list("pk", "word", "pos", "sense")
    there = rows.filter(added_at__lt=datetime.combine(day, time.min, UTC)) or rows
    names = {"/".join(name): pk for pk, *name in there}
    chosen = {code: rules.word_of_day(names, day, language=code) for code in languages} if names else {}
    words = curated_words().in_bulk(set(chosen.values()))
    return {code: words[pk] for code, pk in chosen.items() if pk in words}


def _turned(row: GoldWord, language: str, wanted: Iterable[str]) -> Turned:
    cells = {"en": row.word, "uk": row.uk, "el": row.el}
    example = row.examples[language]
    return rules.turned(cells, word_id=row.pk, pos=row.pos, language=language, wanted=wanted, example=example)
