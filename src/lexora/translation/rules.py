"""Which translations an entry lacks, and how they become requests. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lexora.words.rules import TYPED_TEXT
from lexora_language import clean

FAMILY = "translation"
TRANSLATOR_TEXT = 2_000  # characters
FAILED = "translation_failed"  # the kind of notification


@dataclass(frozen=True)
class Wanted:
    """A translation that somebody waits for."""

    ref: str
    text: str
    source: str
    target: str


def fits_entry(text: str) -> bool:
    """Whether a translated text can be saved as it is: an entry is one line."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) == 1 and len(clean(lines[0])) <= TYPED_TEXT


def batches(wanted: Iterable[Wanted], *, size: int) -> Iterator[list[Wanted]]:
    """Groups of at most `size` with the same pair of languages."""
    by_pair: dict[tuple[str, str], list[Wanted]] = defaultdict(list)
    for item in wanted:
        by_pair[item.source, item.target].append(item)
    for items in by_pair.values():
        for start in range(0, len(items), size):
            yield items[start : start + size]
