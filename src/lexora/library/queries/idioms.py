"""Reads of expressions: all are in memory, so only what a learner has is asked of the database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from lexora.accounts.models import User
from lexora.core.errors import NotFound
from lexora.library.curated.idioms import Idiom, idioms
from lexora.library.names_of_idioms import CATEGORIES, KINDS
from lexora.library.queries.saved import Saved, saved_of
from lexora.library.rules import LANGUAGES
from lexora_language import fold

PAGE = 24  # cards


@dataclass(frozen=True)
class Wanted:
    """Which expressions somebody wants; empty is any."""

    language: str
    kind: str = ""
    category: str = ""
    level: str = ""
    text: str = ""

    def fits(self, idiom: Idiom) -> bool:
        """Whether it is one of them, whatever the text."""
        return (
            self.language in ("", idiom.language)
            and self.kind in ("", idiom.kind)
            and self.category in ("", idiom.category)
            and self.level in ("", idiom.level)
        )


@dataclass(frozen=True)
class Text:
    """A text and its language."""

    language: str
    text: str


@dataclass(frozen=True)
class Saying:
    """An expression as a reader sees it."""

    idiom: Idiom
    reader: str
    saved: Saved | None = None

    @property
    def category(self) -> str:
        return str(CATEGORIES[self.idiom.category])

    @property
    def kind(self) -> str:
        """What it is; only English has two kinds."""
        return str(KINDS[self.idiom.kind]) if self.idiom.language == "en" else ""

    @property
    def meaning(self) -> str:
        return self.idiom.meaning.inn(self.reader)

    @property
    def literally(self) -> str:
        return self.idiom.literal.inn(self.reader)

    @property
    def example_meaning(self) -> str:
        return self.idiom.example_meaning.inn(self.reader)

    @property
    def origin(self) -> str:
        return self.idiom.origin.inn(self.reader) if self.idiom.origin else ""

    @property
    def equivalents(self) -> list[Text]:
        """What people say instead: in every language, the reader's own first."""
        codes = sorted(LANGUAGES, key=self.reader.__ne__)
        return [Text(code, text) for code in codes if (text := self.idiom.equivalent.inn(code))]

    @property
    def equivalent(self) -> Text | None:
        """The one that tells the reader most."""
        return next(iter(self.equivalents), None)


@dataclass(frozen=True)
class Found:
    """A page of cards, and how many there are."""

    wanted: Wanted
    sayings: Sequence[Saying]
    total: int
    start: int
    of_language: dict[str, int]
    of_kind: dict[str, int]

    @property
    def next_start(self) -> int:
        """Where the next page begins; 0 when there is none."""
        end = self.start + len(self.sayings)
        return end if end < self.total else 0


def page_of_idioms(user: User | None, wanted: Wanted, *, start: int = 0, reader: str) -> Found:
    """A page of what somebody wants; the counts say what the other languages and kinds would have."""
    found = search(wanted)
    return Found(
        wanted=wanted,
        sayings=_sayings(user, found[start : start + PAGE], reader=reader),
        total=len(found),
        start=start,
        of_language=dict(Counter(idiom.language for idiom in search(replace(wanted, language="", kind="")))),
        of_kind=dict(Counter(idiom.kind for idiom in search(replace(wanted, kind="")))),
    )


def search(wanted: Wanted) -> list[Idiom]:
    """Those that fit and have a word that begins like each word of the text; whose expression has them come first."""
    fitting = [idiom for idiom in idioms().values() if wanted.fits(idiom)]
    words = fold(wanted.text).split()
    if not words:
        return [] if wanted.text.strip() else fitting
    ranks = {idiom.id: _rank(words, idiom.id) for idiom in fitting}
    return sorted((idiom for idiom in fitting if ranks[idiom.id] is not None), key=lambda idiom: ranks[idiom.id] or 0)


def levels_of_idioms() -> list[str]:
    """The levels that there are expressions of."""
    return sorted({idiom.level for idiom in idioms().values()})


def saying(user: User | None, idiom_id: str, *, reader: str) -> Saying:
    """One expression; raises `NotFound`."""
    found = idioms().get(idiom_id)
    if found is None:
        raise NotFound
    [shown] = _sayings(user, [found], reader=reader)
    return shown


def next_after(idiom: Idiom) -> Idiom:
    """The next of the same language; the first after the last."""
    same = search(Wanted(idiom.language))
    return same[(same.index(idiom) + 1) % len(same)]


def surprise(language: str, *, dice: Random) -> Idiom:
    """Any expression of a language."""
    return dice.choice(search(Wanted(language)))


def _sayings(user: User | None, chosen: Sequence[Idiom], *, reader: str) -> list[Saying]:
    saved = saved_of(user, [(idiom.language, idiom.expression) for idiom in chosen])
    return [Saying(idiom, reader, saved.get((idiom.language, idiom.expression))) for idiom in chosen]


def _rank(words: Sequence[str], idiom_id: str) -> int | None:
    """0 when all words are in the expression, 1 when they are in anything else, None when one is nowhere."""
    for rank, text in enumerate(_folded()[idiom_id]):
        if all(f" {word}" in text for word in words):
            return rank
    return None


@cache
def _folded() -> dict[str, tuple[str, str]]:
    """The expression, and all that is searched, as a search looks at them."""
    return {idiom.id: (f" {fold(idiom.expression)}", _all_of(idiom)) for idiom in idioms().values()}


def _all_of(idiom: Idiom) -> str:
    translated = (text.inn(code) for text in (idiom.meaning, idiom.example_meaning) for code in LANGUAGES)
    return "".join(f" {fold(text)}" for text in (idiom.expression, idiom.example, *translated))
