"""What is different between two texts, for people to see."""

import re
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "gone", "new"]
PIECES = re.compile(r"\s+|\w+|[^\w\s]")


def differences(before: str, after: str) -> list[tuple[Kind, str]]:
    """The second text as runs that are the same, and what is gone or new against the first one.

    Texts of several words are compared word by word, single words letter by letter.
    """
    first, second = _pieces(before, after)
    runs: list[tuple[Kind, str]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(("same", "".join(first[i1:i2])))
            continue
        if i2 > i1:
            runs.append(("gone", "".join(first[i1:i2])))
        if j2 > j1:
            runs.append(("new", "".join(second[j1:j2])))
    return runs


def _pieces(before: str, after: str) -> tuple[list[str], list[str]]:
    words = PIECES.findall(before), PIECES.findall(after)
    return words if max(map(len, words)) > 1 else (list(before), list(after))
