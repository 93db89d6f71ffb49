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
NOTHINGS = {"", "-", "–", "—", "0", "ø"}  # how people type that
QUOTES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "´": "'", "‘": "'"})
WORD = re.compile(r"[\w'\-]+")
END = " \t.!?;…,:"


@dataclass(frozen=True)
class Seen:
    """How a learner did in an exercise the last time."""

    was_right: bool
    at: datetime


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
    """What counts of a typed answer: no case, one kind of apostrophe, one blank, no mark at the end."""
    folded = normalize("NFC", text).translate(QUOTES).casefold()
    return " ".join(folded.strip(END).split())


def without_accents(text: str) -> str:
    """Letters without the marks that people leave out; й and ї are letters of their own."""
    kept = normalize("NFD", plain(text).replace("й", "\ue000").replace("ї", "\ue001"))
    return "".join(sign for sign in kept if not combining(sign)).replace("\ue000", "й").replace("\ue001", "ї")


def fills(given: str, accepted: Iterable[str]) -> bool:
    """Whether what somebody typed or chose is one of the answers; accents may be missing."""
    wanted = list(accepted)
    if plain(given) in NOTHINGS:
        return NOTHING in wanted
    return without_accents(given) in {without_accents(answer) for answer in wanted}


def words_in(sentence: str) -> list[str]:
    """The words of a sentence, without case and punctuation."""
    return WORD.findall(plain(sentence))


def is_in_order(given: str, orders: Iterable[str]) -> bool:
    """Whether the words stand in one of the orders that are right."""
    said = words_in(given)
    return any(said == words_in(order) for order in orders)


def filled(sentence: str, gap: str, answer: str) -> str:
    """The sentence with the answer in its gap."""
    if answer == NOTHING:
        return " ".join(sentence.replace(gap, "").split()).replace(" .", ".").replace(" ,", ",")
    joined = sentence.replace(f" {gap}", answer) if answer[0] in "'’" else sentence.replace(gap, answer)
    return joined[0].upper() + joined[1:]
