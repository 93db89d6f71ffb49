"""Make `src/lexora_language/detect_table.bin`, the data behind `lexora_language.detect`.

    pip install wordfreq && python tools/language_table.py

The word frequencies are those of wordfreq by Robyn Speer, CC BY-SA 4.0. The table is derived from them and has the
same licence; `src/lexora_language/NOTICE.md` names the sources. wordfreq is needed here only, never at run time.
"""

import json
import math
import re
import sys
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from wordfreq import get_frequency_dict

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from lexora_language.table import BUCKETS, EDGE, STEPS, hash_word  # noqa: E402

TARGET = ROOT / "src" / "lexora_language" / "detect_table.bin"

LATIN = "'abcdefghijklmnopqrstuvwxyz"
OTHER_LATIN = ("sv", "da", "nb", "fi", "hu", "ro", "tr", "ca", "id", "lt", "lv", "sl", "sk", "sh", "is")
OTHER_LETTERS = LATIN + "åäöæøőűáéíóúñçğışăâîșțţčšžđćąęėįųūāēģīķļņðþýľĺŕôňťďůü"


@dataclass(frozen=True)
class Source:
    """A language of the table: its letters, how many of its words are kept, and where they come from."""

    code: str
    alphabet: str
    size: int
    lists: tuple[str, ...]
    weight: float


def source(code: str, alphabet: str, size: int, lists: tuple[str, ...] = (), weight: float = 1.0) -> Source:
    return Source(code=code, alphabet=alphabet, size=size, lists=lists or (code,), weight=weight)


SCRIPTS = {
    "Latin": (
        source("en", LATIN, 19_000),
        source("de", LATIN + "äöüß", 11_000),
        source("pl", LATIN + "ąćęłńóśźż", 11_000),
        source("fr", LATIN + "àâæçéèêëîïôœùûüÿ", 5_000),
        source("es", LATIN + "áéíñóúü", 5_000),
        source("it", LATIN + "àèéìíòóùú", 5_000),
        source("pt", LATIN + "áâãàçéêíóôõú", 5_000),
        source("nl", LATIN + "áéëïóöü", 5_000),
        source("cs", LATIN + "áčďéěíňóřšťúůýž", 6_000),
        # Nobody asks for these by name: one list tells that a word is none of the others.
        # A short word is a word of some of them, so they weigh less: "dog" is Danish, "sun" Finnish, "cat" Romanian.
        source("other", OTHER_LETTERS, 9_000, OTHER_LATIN, weight=1 / 40),
    ),
    "Cyrillic": (
        source("uk", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'", 28_000),
        source("ru", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", 24_000),
        source("bg", "абвгдежзийклмнопрстуфхцчшщъьюяѝ", 16_000),
        source("mk", "абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ", 5_000),
        source("sr", "абвгдђежзијклљмнњопрстћуфхцчџш", 5_000, ("sh",)),
    ),
}
GROUPS = {"Latin": 10_000, "Cyrillic": 9_000}  # letter groups kept

# English is a guest in every list of its script: its lead over the other languages counts so many times more.
LEAD = {"Latin": 2, "Cyrillic": 0}
SAMPLE = 60_000  # words of a language from which its letter groups are counted
BORROWED = 30  # a word this many times more frequent elsewhere is a guest in the list
RIVAL = 10  # how many times less frequent a word may be and still be kept for comparison
HIGHEST_COST = 250
LETTERS_AT_RANDOM = 1 / 40

SERBIAN = {"lj": "љ", "nj": "њ", "dž": "џ"} | dict(
    zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True)
)

Frequencies = dict[str, float]


def main() -> None:
    header: dict[str, object] = {}
    body = b""
    for script, sources in SCRIPTS.items():
        about, data = script_part(script, sources)
        header[script] = about
        body += data
    packed_header = json.dumps(header, ensure_ascii=False).encode()
    packed = zlib.compress(len(packed_header).to_bytes(4, "little") + packed_header + body, 9)
    TARGET.write_bytes(packed)
    print(f"{TARGET.relative_to(ROOT)}: {len(packed):,} bytes")


def script_part(script: str, sources: tuple[Source, ...]) -> tuple[dict[str, object], bytes]:
    lists = without_guests([read_words(source_, script) for source_ in sources], lead=LEAD[script])
    languages, data = [], b""
    for source_, words in zip(sources, chosen(lists, sources), strict=True):
        about, part = language_part(source_, words)
        languages.append(about)
        data += part
    names, rows = letter_groups([first(words, SAMPLE) for words in lists], GROUPS[script])
    return {"languages": languages, "names": len(names)}, data + names + rows


def chosen(lists: list[Frequencies], sources: tuple[Source, ...]) -> list[Frequencies]:
    """The words kept: the frequent ones, and those that rival a kept word of the first language."""
    pairs = zip(lists, sources, strict=True)
    kept = [first(doubtful(words, source_, sources), source_.size) for words, source_ in pairs]
    own, *others = kept
    return [own, *(words | rivals(known, own) for words, known in zip(others, lists[1:], strict=True))]


def rivals(words: Frequencies, own: Frequencies) -> Frequencies:
    return {word: f for word, f in words.items() if f * RIVAL > own.get(word, math.inf)}


def doubtful(words: Frequencies, source_: Source, sources: tuple[Source, ...]) -> Frequencies:
    """The words another language could spell: a word with ї needs no list to be Ukrainian."""
    rest = [frozenset(other.alphabet) for other in sources if other != source_]
    return {word: f for word, f in words.items() if any(letters.issuperset(word) for letters in rest)}


def language_part(source_: Source, words: Frequencies) -> tuple[dict[str, object], bytes]:
    count, data = word_set(words)
    rare = level(sorted(words.values(), reverse=True)[: source_.size][-1])
    return {"code": source_.code, "alphabet": source_.alphabet, "rare": rare, "words": count}, data


def read_words(source_: Source, script: str) -> Frequencies:
    """The words of a language that use its letters only; the highest frequency counts."""
    found: Frequencies = {}
    letters = source_.alphabet.strip("'")
    fits = re.compile(f"[{letters}]+(?:'[{letters}]+)*")
    for code in source_.lists:
        for word, frequency in get_frequency_dict(code, "best").items():
            text = spelling(word, serbian_cyrillic=code == "sh" and script == "Cyrillic")
            if fits.fullmatch(text):
                found[text] = max(found.get(text, 0.0), frequency * source_.weight)
    return found


def spelling(word: str, *, serbian_cyrillic: bool) -> str:
    word = re.sub("[’ʼ`]", "'", word)
    if serbian_cyrillic:
        word = re.sub("lj|nj|dž|.", lambda found: SERBIAN.get(found[0], found[0]), word)
    return word


def without_guests(lists: list[Frequencies], *, lead: int) -> list[Frequencies]:
    """Every word list holds foreign words; they would make the foreign language look like this one."""
    own, *others = lists
    return [own, *(without_neighbours(with_fewer(words, own, lead=lead), [own, *others[:-1]]) for words in others)]


def with_fewer(words: Frequencies, own: Frequencies, *, lead: int) -> Frequencies:
    """Lower the frequency of words the first language has more often: there they are most likely guests."""
    return {word: f * min(1.0, f / own.get(word, f)) ** lead for word, f in words.items()}


def without_neighbours(words: Frequencies, others: list[Frequencies]) -> Frequencies:
    return {word: f for word, f in words.items() if all(f * BORROWED > other.get(word, 0.0) for other in others)}


def first(words: Frequencies, size: int) -> Frequencies:
    """The most frequent words, most frequent first."""
    return dict(sorted(words.items(), key=lambda item: (-item[1], item[0]))[:size])


def level(frequency: float) -> int:
    """The Zipf value in steps, rounded to tenths, which pack better."""
    return round(round(math.log10(frequency) + 9, 1) * STEPS)


def word_set(words: Frequencies) -> tuple[int, bytes]:
    buckets: list[dict[int, int]] = [{} for _ in range(BUCKETS)]
    for word, frequency in sorted(
        words.items(), key=lambda item: item[1]
    ):  # of two words with one hash the frequent one stays
        hashed = hash_word(word)
        buckets[hashed % BUCKETS][hashed // BUCKETS & 0xFFFF] = level(frequency)
    entries = [entry for bucket in buckets for entry in sorted(bucket.items())]
    suffixes = array("H", (suffix for suffix, _ in entries))
    if sys.byteorder == "big":
        suffixes.byteswap()
    return len(entries), bytes(map(len, buckets)) + suffixes.tobytes() + bytes(value for _, value in entries)


def letter_groups(samples: list[Frequencies], size: int) -> tuple[bytes, bytes]:
    """The most frequent groups of three letters and, per language, the cost of the third after the first two."""
    counts = [group_counts(words) for words in samples]
    total: Frequencies = defaultdict(float)
    for counted in counts:
        for group, value in counted.items():
            if len(group) == 3 and "*" not in group:
                total[group] += value / counted["*"]
    names = sorted(first(total, size))
    rows = b"".join(bytes(cost(counted, name) for counted in counts) for name in names)
    return "\n".join(names).encode(), rows


def group_counts(words: Frequencies) -> Mapping[str, float]:
    """Words count with the root of their frequency: the groups stand for the words outside the list."""
    counts: dict[str, float] = defaultdict(float)
    for word, frequency in words.items():
        weight = math.sqrt(frequency * 1e8)
        for group in groups_of(word):
            for start in range(3):
                counts[group[start:]] += weight
                counts[group[start:-1] + "*"] += weight
    return counts


def groups_of(word: str) -> Iterator[str]:
    padded = EDGE * 2 + word + EDGE
    return (padded[start : start + 3] for start in range(len(padded) - 2))


def cost(counts: Mapping[str, float], group: str) -> int:
    """How improbable the last letter is after the ones before it: three letters, two and one together."""
    probability: float = LETTERS_AT_RANDOM
    for start in (2, 1, 0):
        seen = counts.get(group[start:-1] + "*", 0.0)
        doubt = 200.0
        probability = (counts.get(group[start:], 0.0) + doubt * probability) / (seen + doubt)
    return min(HIGHEST_COST, round(-math.log10(probability) * STEPS))


if __name__ == "__main__":
    main()
