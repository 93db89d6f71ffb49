"""Reads `detect_table.bin`: what is known about the words and letter groups of languages.

The table is made by `tools/language_table.py` from the word frequencies of wordfreq; see NOTICE.md.
Layout: everything is compressed; first the length of a JSON header, then the header, then for each script
the parts of its languages and its letter groups, in the order of the header.
"""

import json
import sys
import zlib
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO
from itertools import accumulate
from typing import Any

BUCKETS = 4096
STEPS = 20  # steps of a stored logarithm: 20 make a factor of ten
EDGE = "_"  # stands before and after a word in letter groups


@dataclass(frozen=True)
class WordSet:
    """Frequent words as hashes: the bucket is the lower part of the hash, the suffix the upper part."""

    starts: "array[int]"
    suffixes: "array[int]"
    levels: bytes

    def level(self, hashed: int) -> int | None:
        """How frequent the word is (Zipf value in steps); None when it is not in the set."""
        bucket, suffix = hashed % BUCKETS, hashed // BUCKETS & 0xFFFF
        for place in range(self.starts[bucket], self.starts[bucket + 1]):
            if self.suffixes[place] == suffix:
                return self.levels[place]
        return None


@dataclass(frozen=True)
class Profile:
    """One language of the table. `rare` is the level of the rarest word in the set."""

    code: str
    alphabet: frozenset[str]
    rare: int
    words: WordSet


@dataclass(frozen=True)
class ScriptTable:
    """All languages of a script. A letter group has one cost per language, in the order of the profiles."""

    profiles: tuple[Profile, ...]
    costs: Mapping[str, bytes]


def hash_word(word: str) -> int:
    return zlib.crc32(word.encode())


@cache
def load() -> Mapping[str, ScriptTable]:
    packed = resources.files(__package__).joinpath("detect_table.bin").read_bytes()
    data = BytesIO(zlib.decompress(packed))
    header = json.loads(data.read(int.from_bytes(data.read(4), "little")))
    return {script: _script_table(data, about) for script, about in header.items()}


def _script_table(data: BytesIO, about: dict[str, Any]) -> ScriptTable:
    profiles = tuple(_profile(data, language) for language in about["languages"])
    groups = data.read(about["names"]).decode().split("\n")
    rows = [data.read(len(profiles)) for _ in groups]
    return ScriptTable(profiles=profiles, costs=dict(zip(groups, rows, strict=True)))


def _profile(data: BytesIO, about: dict[str, Any]) -> Profile:
    return Profile(
        code=about["code"],
        alphabet=frozenset(about["alphabet"]),
        rare=about["rare"],
        words=_word_set(data, about["words"]),
    )


def _word_set(data: BytesIO, size: int) -> WordSet:
    starts = array("I", accumulate(data.read(BUCKETS), initial=0))
    suffixes = array("H", data.read(2 * size))
    if sys.byteorder == "big":
        suffixes.byteswap()
    return WordSet(starts=starts, suffixes=suffixes, levels=data.read(size))
