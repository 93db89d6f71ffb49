"""Which exercises come, and whether an answer is right. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from unicodedata import combining, normalize

CLOZE, BUILDER = "cloze", "builder"
SIZES = {CLOZE: 10, BUILDER: 5}  # exercises in a set
XP = {CLOZE: 5, BUILDER: 10}  # for an answer that is right at the first try of a day
NOTHING = "–"  # the answer that no word is missing
NOTHINGS = {"-", "–", "—", "−", "0", "ø", "∅"}  # how people type that
APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘‛`´′＇", "'"))
WORD = re.compile(r"['’ʼ]?\w(?:[\w'’ʼ\-]|[.,:](?=\d))*")
ENDS = ' \t\r\n.!?;…,:·«»“”„"'  # marks that no answer needs
CLOSED_UP = re.compile(r"^[.,!?;:…)»”]")  # signs without a blank before them


@dataclass(frozen=True)
class Seen:
    """How a learner did in an exercise the last time."""

    was_right: bool
    at: datetime


@dataclass(frozen=True)
class Filled:
    """A sentence whose gap was filled: what stands before the word, the word, what stands after it."""

    before: str
    word: str
    after: str

    def __str__(self) -> str:
        return self.before + self.word + self.after


def pick(keys: Sequence[str], seen: Mapping[str, Seen], *, size: int, dice: Random) -> list[str]:
    """Unseen ones first, then those that went wrong, then those that were longest ago; mixed among their like."""
    mixed = dice.sample(list(keys), len(keys))
    unseen = [key for key in mixed if key not in seen]
    wrong = [key for key in mixed if key in seen and not seen[key].was_right]
    right = sorted((key for key in mixed if key in seen and seen[key].was_right), key=lambda key: seen[key].at)
    return [*unseen, *wrong, *right][:size]


def disorder(things: Sequence[str], *, dice: Random) -> list[str]:
    """The things in another order, where there is one."""
    mixed = dice.sample(list(things), len(things))
    if mixed == list(things) and len(set(things)) > 1:
        return [*mixed[1:], mixed[0]]
    return mixed


def plain(text: str) -> str:
    """What counts of a typed answer: no case, one kind of apostrophe, one blank, no mark at the ends."""
    folded = normalize("NFC", text).translate(APOSTROPHES).casefold()
    return " ".join(folded.strip(ENDS).split())


def without_accents(text: str) -> str:
    """Letters without the marks that people leave out; й and ї are letters of their own."""
    kept = normalize("NFD", plain(text).replace("й", "\ue000").replace("ї", "\ue001"))
    return "".join(sign for sign in kept if not combining(sign)).replace("\ue000", "й").replace("\ue001", "ї")


def meant(given: str, accepted: Sequence[str], *, wrong: Iterable[str] = ()) -> str | None:
    """Which of the answers somebody typed or chose; None for another. Accents may be missing, unless that makes it one
    of the wrong answers."""
    said = plain(given)
    if said in NOTHINGS:
        return NOTHING if NOTHING in accepted else None
    exact = {plain(answer): answer for answer in reversed(accepted)}
    if said in exact or said in {plain(answer) for answer in wrong}:
        return exact.get(said)
    return {without_accents(answer): answer for answer in reversed(accepted)}.get(without_accents(given))


def words_of(sentence: str) -> list[str]:
    """The words of a sentence, without its punctuation."""
    return WORD.findall(sentence)


def order_of(given: str, orders: Iterable[str]) -> str | None:
    """Which of the right orders the words stand in; None when it is none of them."""
    said = words_of(without_accents(given))
    return next((order for order in orders if said == words_of(without_accents(order))), None)


def filled(sentence: str, gap: str, answer: str) -> Filled:
    """The sentence with the answer in its gap; a capital begins it."""
    before, _gap, after = sentence.partition(gap)
    if answer == NOTHING:
        answer, after = "", after.lstrip()
        before = before.rstrip() if not after or CLOSED_UP.match(after) else before
    elif answer[0] in "'’":
        before = before.rstrip()
    if before:
        return Filled(before, answer, after)
    return Filled("", _begun(answer), after) if answer else Filled("", "", _begun(after))


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
