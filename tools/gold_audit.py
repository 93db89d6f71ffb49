"""Rows of the Gold Vocabulary that look suspicious, and how far it agrees with a dictionary.

    .venv/bin/python tools/gold_audit.py            what is suspicious and has no reason; fails when there is any
    .venv/bin/python tools/gold_audit.py freedict   how far FreeDict agrees (Debian: dict-freedict-eng-ell)

What looks wrong and is right stands in `content/gold_reasons.tsv` with its reason.
"""

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src")]

from lexora_contract.reasons import CannotDo  # noqa: E402
from lexora_language import fold, get  # noqa: E402
from lexora_services.translation.providers.freedict import FreeDict  # noqa: E402

CONTENT = ROOT / "content"
DICTIONARY = Path("/usr/share/dictd")
Row = dict[str, str]

SCRIPTS = {
    "word": r"[A-Za-z é'\-]+",
    "uk": r"[а-щьюяєіїґА-ЩЬЮЯЄІЇҐ’ ;\-]+",
    "el": r"[Ͱ-Ͽἀ-῿ ;/’\-]+",
    "example": r"[A-Za-z0-9 ,.!?;:'’“”£€%é\-]+",
    "example_uk": r"[а-щьюяєіїґА-ЩЬЮЯЄІЇҐ0-9’ ,.!?;:—«»…%\-]*",
    "example_el": r"[Ͱ-Ͽἀ-῿0-9 ,.!;:·—«»…’%\-]*",
}
ARTICLE = re.compile(r"(ο/η|ο|η|το|οι|τα) ")
UK_INFINITIVE = re.compile(r"(ти|тися)( |$)")
UK_ADJECTIVE = re.compile(r"(ий|ій|їй)$")
EL_VERB = re.compile(r"(ω|ώ|μαι|μαι|ει|εί)( |$)")
# Words and phrases that Ukrainian took from Russian and has better ones for: what they should be stands beside them.
RUSSIANISMS = {
    r"приймати участь": "брати участь",
    r"слідуюч": "наступний",
    r"співпада": "збігатися",
    r"на протязі": "протягом",
    r"(^|[ ;])(являтися|являється)": "бути",
    r"получа": "отримувати",
    r"відноситися до": "ставитися, належати",
    r"міроприємств": "захід",
    r"учбов": "навчальний",
    r"багаточисельн": "численний",
    r"оточуюч": "довколишній",
    r"вражаюч": "вражальний",
    r"бувш": "колишній",
    r"діюч": "чинний",
    r"пануюч": "панівний",
    r"(^|[ ;])любий (час|день|з)": "будь-який",
    r"самий (великий|кращий|гарний|цікавий)": "найбільший …",
    r"більш (кращ|гірш)": "кращий",
    r"в кінці кінців": "зрештою",
    r"на рахунок|за рахунок того": "щодо",
    r"прийняти міри|приймати міри": "вжити заходів",
    r"по крайній мірі": "принаймні",
    r"у всякому випадку": "у будь-якому разі",
    r"безкінечн": "нескінченний",
    r"відмінити": "скасувати",
    r"добавити": "додати",
    r"тим не менше": "проте",
    r"отримати задоволення": "дістати",
    r"нанести": "завдати",
    r"положити": "покласти",
    r"столова": "їдальня",
    r"кушати": "їсти",
    r"зарання|зарані(?!ш)": "заздалегідь",
    r"пред’явити": "показати",
    r"об’єм": "обсяг",
    r"уважаюч": "",
    r"[ыэъё]": "a letter that Ukrainian has not",
}


@dataclass(frozen=True)
class Doubt:
    """Something to look at: `name` is what a reason is given for."""

    kind: str
    name: str
    about: str


def read(path: Path) -> list[Row]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def doubts(rows: Sequence[Row]) -> list[Doubt]:
    """Everything suspicious in these rows."""
    found = [doubt for row in rows for doubt in (*_scripts(row), *_forms(row), *_russianisms(row))]
    return [*found, *_twice(rows), *_shared(rows, "uk", "el"), *_shared(rows, "el", "uk")]


def name_of(row: Row) -> str:
    return " · ".join(part for part in (row["word"], row["pos"], row["sense"]) if part)


def _scripts(row: Row) -> Iterator[Doubt]:
    for column, pattern in SCRIPTS.items():
        if not re.fullmatch(pattern, row[column]):
            yield Doubt("script", f"{name_of(row)} · {column}", row[column])


def _forms(row: Row) -> Iterator[Doubt]:
    checks = {
        "noun": (("el", ARTICLE.match, "article"),),
        "verb": (("uk", UK_INFINITIVE.search, "infinitive"), ("el", EL_VERB.search, "verb form")),
        "adjective": (("uk", UK_ADJECTIVE.search, "adjective form"),),
    }
    for column, fits, kind in checks.get(row["pos"], ()):
        for variant in row[column].split("; "):
            if not fits(variant):
                yield Doubt(kind, f"{name_of(row)} · {variant}", row[column])


def _russianisms(row: Row) -> Iterator[Doubt]:
    for column in ("uk", "example_uk"):
        for pattern, better in RUSSIANISMS.items():
            if re.search(pattern, row[column].casefold()):
                yield Doubt("Russianism", f"{name_of(row)} · {column}", f"{row[column]} → {better}")


def _twice(rows: Iterable[Row]) -> Iterator[Doubt]:
    """Headwords that have several rows must say what each means."""
    counts = Counter(row["word"] for row in rows)
    for row in rows:
        if counts[row["word"]] > 1 and not row["sense"]:
            yield Doubt("no sense", name_of(row), row["uk"])


def _shared(rows: Iterable[Row], column: str, other: str) -> Iterator[Doubt]:
    """Words that have the same first translation in one language and none in common in the other."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[column].split("; ")[0], row["pos"]].append(row)
    for (text, pos), same in groups.items():
        if len({row["word"] for row in same}) > 1 and not _are_related(same, other):
            words = ", ".join(sorted({row["word"] for row in same}))
            yield Doubt("same translation", f"{text} · {pos}", words)


def _are_related(rows: Sequence[Row], other: str) -> bool:
    """Whether each of them shares a translation in the other language with another one of them."""
    sets = [set(row[other].split("; ")) for row in rows]
    return all(any(one & two for m, two in enumerate(sets) if m != n) for n, one in enumerate(sets))


def without_article(text: str) -> str:
    return ARTICLE.sub("", text)


def agreement(rows: Sequence[Row]) -> tuple[int, int, list[str]]:
    """How many words the dictionary has, how many agree in a translation, and the others with what it says."""
    dictionary = FreeDict(DICTIONARY)
    known = agreed = 0
    others = []
    for row in rows:
        said = _said(dictionary, row["word"])
        if not said:
            continue
        known += 1
        ours = {fold(without_article(text)) for text in row["el"].split("; ")}
        theirs = {fold(without_article(text)) for text in said}
        if ours & theirs:
            agreed += 1
        else:
            others.append(f"{name_of(row)}\t{row['el']}\t{'; '.join(said[:6])}")
    return known, agreed, others


def _said(dictionary: FreeDict, word: str) -> list[str]:
    try:
        return dictionary.translate(word, get("en"), get("el")).split(", ")
    except CannotDo:
        return []


def main() -> int:
    rows = read(CONTENT / "gold_vocabulary.tsv")
    if sys.argv[1:] == ["freedict"]:
        known, agreed, others = agreement(rows)
        print(
            *others, f"{len(rows)} rows, {known} in FreeDict, {agreed} agree ({100 * agreed / known:.1f} %)", sep="\n"
        )
        return 0
    reasons = {(row["kind"], row["name"]) for row in read(CONTENT / "gold_reasons.tsv")}
    open_ones = [doubt for doubt in doubts(rows) if (doubt.kind, doubt.name) not in reasons]
    print(*(f"{doubt.kind}\t{doubt.name}\t{doubt.about}" for doubt in open_ones), sep="\n")
    print(f"{len(rows)} rows, {len(open_ones)} suspicious without a reason")
    return bool(open_ones)


if __name__ == "__main__":
    sys.exit(main())
