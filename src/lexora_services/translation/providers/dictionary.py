"""The reviewed dictionary of the platform: exact headwords in English, Ukrainian and Greek, in every direction."""

import csv
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lexora_contract.reasons import NOT_IN_DICTIONARY, CannotDo
from lexora_language import Language, get
from lexora_services.translation.providers.headwords import Lookup, is_for_dictionaries, joined, lookup

logger = logging.getLogger(__name__)

COLUMNS = {"en": "word", "uk": "uk", "el": "el"}  # language -> column with its variants
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")


@dataclass(frozen=True)
class Row:
    """One meaning of one word; `variants` by language, the most usual first."""

    level: str
    pos: str
    variants: Mapping[str, tuple[str, ...]]

    def rank(self) -> int:
        return LEVELS.index(self.level) if self.level in LEVELS else len(LEVELS)


@dataclass(frozen=True)
class Hit:
    row: Row
    place: int  # of the headword among the variants of its row

    def usefulness(self) -> tuple[bool, int]:
        """Main translations before side meanings, then by level."""
        return self.place > 0, self.row.rank()


Index = Mapping[tuple[str, str], list[Hit]]  # (language, key) -> hits


@dataclass(frozen=True)
class Dictionary:
    exact: Index
    bare: Index  # headwords without their article
    name: str = "dictionary"
    title: str = "Dictionary"
    outside: bool = False

    def can(self, source: Language, target: Language) -> bool:
        return bool(self.exact) and {source.code, target.code} <= COLUMNS.keys()

    def fits(self, text: str) -> bool:
        return "\n" not in text

    def split(self, text: str) -> list[str]:
        return [text]

    def translate(self, text: str, source: Language, target: Language) -> str:
        hits = self._find(lookup(text, source), source) if is_for_dictionaries(text) else []
        best_first = sorted(hits, key=Hit.usefulness)
        line = joined(hit.row.variants[target.code] for hit in best_first)
        if not line:
            raise CannotDo(NOT_IN_DICTIONARY)
        return line

    def _find(self, wanted: Lookup, source: Language) -> list[Hit]:
        if hits := self.exact.get((source.code, wanted.key)):
            return hits
        others = (self.exact, wanted.bare), (self.bare, wanted.key), (self.bare, wanted.bare)
        found = (index.get((source.code, form), []) for index, form in others)
        fitting = ([hit for hit in hits if wanted.fits(hit.row.pos)] for hits in found)
        return next(filter(None, fitting), [])


def read_dictionary(file: Path) -> Dictionary:
    """Without the file the dictionary is empty; a file without the columns is a `ValueError`."""
    try:
        rows = read_rows(file)
    except FileNotFoundError:
        logger.warning("No dictionary at %s: set DICTIONARY_FILE to the gold vocabulary.", file)
        rows = []
    return make_dictionary(rows)


def read_rows(file: Path) -> list[Row]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        missing = {"level", "pos", *COLUMNS.values()} - set(table.fieldnames or ())
        if missing:
            raise ValueError(f"{file} is no vocabulary file: it lacks the columns {', '.join(sorted(missing))}.")
        return [_row(record) for record in table]


def make_dictionary(rows: Iterable[Row]) -> Dictionary:
    exact: dict[tuple[str, str], list[Hit]] = defaultdict(list)
    bare: dict[tuple[str, str], list[Hit]] = defaultdict(list)
    for row in rows:
        for code, variants in row.variants.items():
            for place, variant in enumerate(variants):
                form = lookup(variant, get(code))
                exact[code, form.key].append(Hit(row, place))
                if form.bare != form.key:
                    bare[code, form.bare].append(Hit(row, place))
    return Dictionary(exact=dict(exact), bare=dict(bare))


def _row(record: Mapping[str, str | None]) -> Row:
    variants = {code: _variants(record[column] or "") for code, column in COLUMNS.items()}
    return Row(level=(record["level"] or "").strip(), pos=(record["pos"] or "").strip(), variants=variants)


def _variants(cell: str) -> tuple[str, ...]:
    return tuple(variant.strip() for variant in cell.split(";") if variant.strip())
