"""Reads of the phrasebook: it is in memory, so only what a learner has is asked of the database."""

from collections.abc import Sequence
from dataclasses import dataclass

from lexora.accounts.models import User
from lexora.core.errors import NotFound
from lexora.learning.queries import has_sounds, sounds_of
from lexora.library.curated.phrasebook import Kit, Phrase, kits
from lexora.library.names_of_phrases import TAGS
from lexora.library.queries.saved import Saved, saved_of
from lexora.library.rules.phrasebook import Pair


@dataclass(frozen=True)
class KitCard:
    """A kit as the overview shows it."""

    kit: Kit
    title: str
    summary: str


@dataclass(frozen=True)
class Line:
    """A phrase for a traveller. `audio` is the address of its recording, when there is one."""

    phrase: Phrase
    pair: Pair
    saved: Saved | None = None
    audio: str = ""

    @property
    def topic(self) -> str:
        return str(TAGS[self.phrase.tag])

    @property
    def text(self) -> str:
        return self.phrase.text(self.pair.need)

    @property
    def said(self) -> str:
        return self.phrase.said(self.pair.need, reader=self.pair.speak)

    @property
    def meaning(self) -> str:
        return self.phrase.text(self.pair.speak)


@dataclass(frozen=True)
class Shown:
    """A phrase to hold out to somebody, and those before and after it."""

    line: Line
    before: Phrase | None
    after: Phrase | None
    number: int
    count: int


def kit_cards(*, reader: str) -> list[KitCard]:
    """All kits, for a reader of a language."""
    return [KitCard(kit, kit.title.inn(reader), kit.summary.inn(reader)) for kit in kits().values()]


def kit_of(slug: str) -> Kit:
    """A kit; raises `NotFound`."""
    if slug not in kits():
        raise NotFound
    return kits()[slug]


def phrase_of(kit: Kit, phrase_id: str) -> Phrase:
    """A phrase of a kit; raises `NotFound`."""
    found = next((phrase for phrase in kit.phrases if phrase.id == phrase_id), None)
    if found is None:
        raise NotFound
    return found


def tags_of(kit: Kit) -> list[str]:
    """What its phrases are about, in their order."""
    return list(dict.fromkeys(phrase.tag for phrase in kit.phrases))


def lines(user: User | None, phrases: Sequence[Phrase], pair: Pair) -> list[Line]:
    """Phrases as a traveller sees them, in one query, or two where there are recordings of what one saved."""
    saved = saved_of(user, [(pair.need, phrase.text(pair.need)) for phrase in phrases])
    sounds = sounds_of(one.entry_id for one in saved.values()) if saved and has_sounds() else {}
    mine = [saved.get((pair.need, phrase.text(pair.need))) for phrase in phrases]
    return [
        Line(phrase, pair, one, sounds.get(one.entry_id, "") if one else "")
        for phrase, one in zip(phrases, mine, strict=True)
    ]


def tagged(kit: Kit, tag: str) -> list[Phrase]:
    """The phrases about something; all when it is empty."""
    return [phrase for phrase in kit.phrases if tag in ("", phrase.tag)]


def shown(kit: Kit, phrase: Phrase, pair: Pair, *, tag: str = "") -> Shown:
    """A phrase among those about the same, or among all of the kit."""
    among = tagged(kit, tag) if tag == phrase.tag else list(kit.phrases)
    place = among.index(phrase)
    return Shown(
        line=Line(phrase, pair),
        before=among[place - 1] if place else None,
        after=among[place + 1] if place + 1 < len(among) else None,
        number=place + 1,
        count=len(among),
    )
