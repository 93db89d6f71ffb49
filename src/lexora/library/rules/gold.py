"""Which curated words are shown to whom, and how they are turned for a learner of another language. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import TypeVar

LANGUAGES = ("en", "uk", "el")  # a curated word is there in each of these
LEVELS = ("A1", "A2", "B1", "B2")
ARTICLES = frozenset(("ο", "η", "το", "οι", "τα"))  # that Greek nouns are listed with
WITH_ARTICLE = ("noun", "numeral")
VARIANTS = "; "  # stands between the variants of a cell
MEANINGS = 8  # of one entry
FIRST_WORDS = 12
# How many of each part of speech are offered first; words that name things, acts and qualities say most.
QUOTA = {"noun": 4, "verb": 3, "adjective": 2, "adverb": 1, "interjection": 1, "numeral": 1}
EVERY_DAY = "word of the day"
FIRST = "en"  # the language of the word that the home page shows

Key = TypeVar("Key")


@dataclass(frozen=True)
class Turned:
    """A curated word as a learner of `language` sees it. The article of a Greek noun stands beside its text."""

    word_id: int
    pos: str
    language: str
    text: str
    translations: Mapping[str, str]
    article: str = ""
    example: str = ""  # in the same language

    @property
    def key(self) -> str:
        return f"{self.language}-{self.word_id}"

    @property
    def whole(self) -> str:
        """The text with its article."""
        return f"{self.article} {self.text}".lstrip()

    @property
    def known_as(self) -> list[tuple[str, str]]:
        """By which language and text a learner may have it: without its article, or with it."""
        return [(self.language, text) for text in dict.fromkeys([self.text, self.whole])]


def turned(
    cells: Mapping[str, str], *, word_id: int, pos: str, language: str, wanted: Iterable[str], example: str = ""
) -> Turned:
    """The first variant in one language, and all variants in the others that are wanted."""
    others = [code for code in wanted if code in cells and code != language]
    article, text = without_article(cells[language].split(VARIANTS)[0], pos=pos, language=language)
    return Turned(
        word_id=word_id,
        pos=pos,
        language=language,
        text=text,
        translations={code: readable(cells[code]) for code in others},
        article=article,
        example=example,
    )


def without_article(text: str, *, pos: str, language: str) -> tuple[str, str]:
    """The article of a Greek noun, such as το or ο/η, and the noun; the article is empty where there is none."""
    article, blank, noun = text.partition(" ")
    is_one = blank and language == "el" and pos in WITH_ARTICLE and ARTICLES.issuperset(article.split("/"))
    return (article, noun) if is_one else ("", text)


def noun_of(text: str, note: str) -> tuple[str, str]:
    """A Greek noun with the article that its note begins with, and the rest of the note; others as they are."""
    first, _end, rest = note.partition("\n")
    article, _blank, noun = first.partition(" ")
    is_one = noun == text and ARTICLES.issuperset(article.split("/"))
    return (first, rest) if is_one else (text, note)


def readable(cell: str) -> str:
    """The variants as people write a list; a semicolon would be a question mark in Greek."""
    return ", ".join(cell.split(VARIANTS))


def all_of(cells: Iterable[Iterable[str]]) -> str:
    """The variants of several cells as a list, each once."""
    variants = dict.fromkeys(variant for cell in cells for variant in cell)
    return ", ".join(list(variants)[:MEANINGS])


def varied(words: Sequence[Turned], *, seed: str, limit: int = FIRST_WORDS) -> list[Turned]:
    """A few words of several parts of speech: the same ones for the same seed, no text twice."""
    mixed = shuffled({word.key: word for word in words}, seed=seed)
    distinct = list({word.text.casefold(): word for word in reversed(mixed)}.values())[::-1]
    first = [word for pos, count in QUOTA.items() for word in [w for w in distinct if w.pos == pos][:count]]
    rest = [word for word in distinct if word not in first]
    return [*first, *rest][:limit]


def word_of_day(words: Mapping[str, Key], day: date, *, language: str = FIRST) -> Key:
    """One a day in an order of no meaning, each language its own; none comes again before all were shown."""
    seed = EVERY_DAY if language == FIRST else f"{EVERY_DAY} {language}"
    return shuffled(words, seed=seed)[day.toordinal() % len(words)]


def parsed(key: str) -> tuple[str, int] | None:
    """The language and the number that a key names, such as en-12; None when it is no key."""
    language, _dash, number = key.partition("-")
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    return (language, int(number)) if is_number else None


def shuffled(things: Mapping[str, Key], *, seed: str) -> list[Key]:
    """The same disorder for the same seed, wherever and whenever it is asked for."""
    order = sorted(things, key=lambda name: blake2b(f"{seed}\n{name}".encode()).digest())
    return [things[name] for name in order]
