"""The page of curated words: rows turned for the learner, with what the learner has already. One query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lexora.accounts.models import User
from lexora.core.keyset import BadCursor
from lexora.learning.queries import has_sounds, sounds_of
from lexora.library.queries.gold_list import Asked, find_words, words_of_ids, words_of_level
from lexora.library.queries.gold_texts import Gold
from lexora.library.rules import Turned
from lexora.library.rules.paging import page_numbers
from lexora.words.queries import known_digests

SIZE = 50  # rows of a page


@dataclass(frozen=True)
class Row:
    """A curated word as one line of the list. `entry_id` is 0 while the learner does not have it."""

    gold: Gold
    word: Turned
    entry_id: int = 0
    audio: str = ""

    @property
    def others(self) -> list[str]:
        """The other variants in the language that is learnt."""
        return self.gold.texts[self.word.language][1:]


@dataclass(frozen=True)
class Progress:
    """How many words of a level the learner has, without regard to a search."""

    known: int
    size: int

    @property
    def new(self) -> int:
        return self.size - self.known


@dataclass(frozen=True)
class GoldPage:
    """One page."""

    asked: Asked
    rows: list[Row]
    counts: dict[str, int]
    number: int
    pages: int
    progress: Progress

    @property
    def total(self) -> int:
        return self.counts[self.asked.level]

    @property
    def numbers(self) -> list[int]:
        return page_numbers(self.number, self.pages)

    @property
    def new_here(self) -> list[Row]:
        """The rows that the learner does not have."""
        return [row for row in self.rows if not row.entry_id]


def gold_page(user: User | None, asked: Asked, *, wanted: list[str], number: int = 1) -> GoldPage:
    """A page of the list; beyond the last one it is the last."""
    found = find_words(asked)
    pages = max(1, -(-len(found.words) // SIZE))
    number = min(number, pages)
    shown = found.words[(number - 1) * SIZE : number * SIZE]
    level = words_of_level(asked.level)
    known = _known(user, [*level, *shown], asked.language)
    return GoldPage(
        asked=asked,
        rows=_rows(shown, known, language=asked.language, wanted=wanted),
        counts=found.counts,
        number=number,
        pages=pages,
        progress=_progress(level, known, asked.language),
    )


def progress_of(user: User, asked: Asked) -> Progress:
    """How far the learner has come with a level."""
    words = words_of_level(asked.level)
    return _progress(words, _known(user, words, asked.language), asked.language)


@dataclass(frozen=True)
class GoldPart:
    """Some rows for a program, and the cursor of the next ones; empty when these are the last."""

    rows: list[Row]
    total: int
    next_cursor: str


def gold_part(user: User, asked: Asked, *, wanted: list[str], cursor: str, size: int) -> GoldPart:
    """The rows after a cursor, which is the number of the last word seen."""
    words = find_words(asked).words
    start = _place_after(cursor, words) if cursor else 0
    shown, has_more = words[start : start + size], len(words) > start + size
    rows = gold_rows(user, shown, language=asked.language, wanted=wanted)
    return GoldPart(rows, len(words), str(shown[-1].pk) if has_more else "")


def gold_rows(user: User, words: Sequence[Gold], *, language: str, wanted: list[str]) -> list[Row]:
    """These words as rows."""
    return _rows(words, _known(user, words, language), language=language, wanted=wanted)


def gold_row(user: User, word_id: int, *, language: str, wanted: list[str]) -> Row | None:
    """One word as a row; None when there is no such word."""
    rows = gold_rows(user, words_of_ids([word_id]), language=language, wanted=wanted)
    return rows[0] if rows else None


def new_words(user: User, words: Sequence[Gold], *, language: str, wanted: list[str]) -> list[Turned]:
    """Those that the learner does not have, each text once."""
    rows = gold_rows(user, words, language=language, wanted=wanted)
    new = {row.gold.digests(language)[0]: row.word for row in reversed(rows) if not row.entry_id}
    return list(new.values())[::-1]


def _progress(words: Sequence[Gold], known: dict[str, int], language: str) -> Progress:
    return Progress(sum(_entry_of(word, known, language) > 0 for word in words), len(words))


def _place_after(cursor: str, words: Sequence[Gold]) -> int:
    places = (place for place, word in enumerate(words, start=1) if str(word.pk) == cursor)
    place = next(places, None)
    if place is None:
        raise BadCursor
    return place


def _rows(words: Iterable[Gold], known: dict[str, int], *, language: str, wanted: list[str]) -> list[Row]:
    entries = {word.pk: _entry_of(word, known, language) for word in words}
    sounds = sounds_of(pk for pk in entries.values() if pk) if has_sounds() else {}
    return [
        Row(word, word.turned(language, wanted), entries[word.pk], sounds.get(entries[word.pk], "")) for word in words
    ]


def _known(user: User | None, words: Iterable[Gold], language: str) -> dict[str, int]:
    digests = (digest for word in words for digest in word.digests(language))
    return known_digests(user, digests, language=language) if user else {}


def _entry_of(word: Gold, known: dict[str, int], language: str) -> int:
    return next((known[digest] for digest in word.digests(language) if digest in known), 0)
