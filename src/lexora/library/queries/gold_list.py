"""Which curated words a page of the list shows, and in which order. All in memory: nothing here asks the database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from lexora.library.queries.gold_texts import Gold, edition, gold_words
from lexora.library.rules import LEVELS
from lexora.words.rules import sort_key
from lexora_language import fold

USEFUL, ALPHABET = "useful", "az"
SORTS = (USEFUL, ALPHABET)
QUERY = 80  # characters that are searched for
NEAR, CANDIDATES = 12, 50  # near misses at most, and spellings they are chosen from
SHORTEST = 3  # characters of a text that may be misspelt
ALIKE, FAR = 0.75, 0.66  # how alike a near miss is, and how alike it may be where nothing else is found


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see of the list. No level is all of them."""

    language: str
    level: str = ""
    text: str = ""
    sort: str = USEFUL


@dataclass(frozen=True)
class Found:
    """The words, and how many there are of each level; the empty one stands for all."""

    words: list[Gold]
    counts: dict[str, int]


def find_words(asked: Asked) -> Found:
    """What is found, in order: the most useful first, or what a search is likeliest to mean."""
    words = _matching(asked.text) if asked.text.strip() else gold_words()
    counts = Counter(word.level for word in words)
    if asked.sort == ALPHABET:
        places = _alphabet(edition(), asked.language)
        words = sorted(words, key=lambda word: places[word.pk])
    return Found(
        words=[word for word in words if asked.level in ("", word.level)],
        counts={"": len(words), **{level: counts[level] for level in LEVELS}},
    )


def words_of_level(level: str) -> list[Gold]:
    """All words of a level, or of all levels."""
    return [word for word in gold_words() if level in ("", word.level)]


def words_of_ids(ids: Sequence[int]) -> list[Gold]:
    """The words with these numbers, in that order; those that are in the list no more are left out."""
    words, places = gold_words(), _places(edition())
    return [words[places[pk]] for pk in dict.fromkeys(ids) if pk in places]


def _matching(text: str) -> list[Gold]:
    """The very same word, then what begins like the text, what has a word that does, and near misses."""
    wanted = fold(text[:QUERY])
    if not wanted:
        return []
    ranked = [(rank, word) for word in gold_words() if (rank := _rank(wanted, word)) is not None]
    found = [word for _rank, word in sorted(ranked, key=lambda pair: pair[0])]  # of the same rank the most useful first
    there = {word.pk for word in found}
    return [*found, *(word for word in _near(wanted, ALIKE if found else FAR) if word.pk not in there)]


def _rank(wanted: str, word: Gold) -> int | None:
    """None for a word that has nothing that begins like this."""
    if f"\n{wanted}" not in word.search_text and f" {wanted}" not in word.search_text:
        return None
    if wanted in word.spellings:
        return 0
    return 1 if any(text.startswith(wanted) for text in word.spellings) else 2


def _near(wanted: str, least: float) -> list[Gold]:
    """What a typing error may have meant, the most alike first."""
    if len(wanted) < SHORTEST:
        return []
    spellings, places = _spellings(edition()), _places(edition())
    scorer = OSA.normalized_similarity
    alike = process.extract(wanted, spellings.keys(), scorer=scorer, score_cutoff=least, limit=CANDIDATES)
    misses: dict[int, int] = {}  # letters that are wrong, by place in the list
    for text, _score, _place in alike:
        for word in spellings[text]:
            place, wrong = places[word.pk], OSA.distance(wanted, text)
            misses[place] = min(wrong, misses.get(place, wrong))
    best = sorted(misses, key=lambda place: (misses[place], place))[:NEAR]
    return [gold_words()[place] for place in best]


@lru_cache(maxsize=1)
def _spellings(_edition: str) -> dict[str, list[Gold]]:
    """The words by each of their spellings."""
    found: dict[str, list[Gold]] = {}
    for word in gold_words():
        for text in word.spellings:
            found.setdefault(text, []).append(word)
    return found


@lru_cache(maxsize=3)
def _alphabet(_edition: str, language: str) -> dict[int, int]:
    """The place of each word in the alphabet of a language."""
    keys = {word.pk: _sort_key(word, language) for word in gold_words()}
    return {pk: place for place, pk in enumerate(sorted(keys, key=lambda pk: keys[pk]))}


def _sort_key(word: Gold, language: str) -> str:
    return sort_key(word.without_article(word.texts[language][0], language)[1], language)


@lru_cache(maxsize=1)
def _places(_edition: str) -> dict[int, int]:
    """The place of each word in the list."""
    return {word.pk: place for place, word in enumerate(gold_words())}
