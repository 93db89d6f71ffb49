import gzip
from collections.abc import Iterable
from pathlib import Path

import pytest

from lexora_contract.reasons import BAD_ANSWER, NOT_IN_DICTIONARY, CannotDo
from lexora_language import get
from lexora_services.translation.providers.freedict import DIGITS, DictFile, FreeDict

EN_EL = (
    ("apple", "apple /ˈapəl/\n\nμήλο\n"),
    ("autumn", "autumn, fall /ˈɔːtʌm/ /fˈɔːl/\n\n φθινόπωρο\n"),
    ("fall", "autumn, fall /ˈɔːtʌm/ /fˈɔːl/\n\n φθινόπωρο\n"),
    ("dont", "don't /dˈɒn tˈiː/\n\nμην, μη\n"),
    ("european monetary union", "European Monetary Union /ˈiːmjuː/\n\n ΟΝΕ, Οικονομική και Νομισματική\n    Ένωση\n"),
    ("house", "house /hˈaʊs/\n\nσπίτι  (το χτίριο), οίκος, στεγάζω\n"),
    ("norwegian", "Norwegian /nɔːwˈiːdʒən/\n\nνορβηγικός\n"),
    ("norwegian", "norwegian /nɔːwˈiːdʒən/\n\nνορβηγικός, νορβηγός\n"),
    ("step into the breach", 'step into the breach\n\nμπαίνω στην "μάχη"\n'),
    ("water", "water /wˈɔːtə/\n\nνερό\n"),
    ("at kph", "at .... k.p.h /at kˈeɪ/\n\nμε .... την ώρα\n"),
)
EL_EN = (
    ("00databaseshort", "00-database-short\n"),
    ("άνθρωπος", "άνθρωπος /ˈanθropos/ <n>\nhuman, man\n"),
    (
        "απαγωγή",
        "απαγωγή /ˌapaɣojˈi/ <n>\n1. abduction 2.\nαπαγωγή (γυμναστική\n 3.\nαπομάκρυνση\n2. deduction\nαπαγωγή\n",
    ),
    ("θάβω", "θάβω /θˈavo/ <v>\n1. bury, entomb, inter\nενταφιάζω\n2. bad-mouth, bash\nκάνω κακή κριτική\n"),
    ("καλός", "καλός /kaˈlos/ <adj>\ngood\n"),
    ("καλός", "καλός /kaˈlos/ <n>\ndarling, sweetheart\n"),
    ("μπαγιάτικος", "μπαγιάτικος /baˈʝa.ti.kos/ <adj>\nstale, musty\nμπαγιάτικος (για τρόφιμα)\n"),
    ("στε", "ΣτΕ /sˌiɣmatˈaf/\nEd.\nΣτΕ (σημείωση)\n"),
    ("σημείωση", "σημείωση /si/ <n>\nμόνο εξήγηση στα ελληνικά, note\n"),
    ("τρέχω", "τρέχω /ˈtɾe.xo/ <v>\nrun\n"),
)


def base64(number: int) -> str:
    digits = DIGITS[number % 64]
    while number := number // 64:
        digits = DIGITS[number % 64] + digits
    return digits


def write_dictd(folder: Path, pair: str, entries: Iterable[tuple[str, str]]) -> None:
    """A dictionary as `dictfmt` makes it."""
    articles, lines = b"", []
    for headword, article in entries:
        body = article.encode()
        lines.append(f"{headword}\t{base64(len(articles))}\t{base64(len(body))}\n")
        articles += body
    (folder / f"freedict-{pair}.index").write_text("".join(lines), encoding="utf-8")
    (folder / f"freedict-{pair}.dict.dz").write_bytes(gzip.compress(articles, mtime=0))


@pytest.fixture
def freedict(tmp_path: Path) -> FreeDict:
    write_dictd(tmp_path, "eng-ell", EN_EL)
    write_dictd(tmp_path, "ell-eng", EL_EN)
    return FreeDict(tmp_path)


def ask(freedict: FreeDict, text: str, source: str = "en") -> str:
    """The translation into the other language, or the code of the refusal."""
    target = "el" if source == "en" else "en"
    try:
        return freedict.translate(text, get(source), get(target))
    except CannotDo as error:
        return error.reason.code


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("apple", "μήλο"),
        ("An apple", "μήλο"),
        ("autumn", "φθινόπωρο"),
        ("fall", "φθινόπωρο"),
        ("don't", "μην, μη"),
        ("European Monetary Union", "ΟΝΕ, Οικονομική και Νομισματική Ένωση"),
        ("house", "σπίτι, οίκος, στεγάζω"),
        ("Norwegian", "νορβηγικός, νορβηγός"),
        ("step into the breach", 'μπαίνω στην "μάχη"'),
        ("water", "νερό"),
        ("to water", NOT_IN_DICTIONARY),
        ("at kph", NOT_IN_DICTIONARY),
        ("aardvark", NOT_IN_DICTIONARY),
        ("zebra", NOT_IN_DICTIONARY),
        ("appl", NOT_IN_DICTIONARY),
        ("apples", NOT_IN_DICTIONARY),
        ("!!!", NOT_IN_DICTIONARY),
        ("apple house", NOT_IN_DICTIONARY),
        ("Apple.", "μήλο"),
        ("The house is near the water.", NOT_IN_DICTIONARY),
    ],
)
def test_english_to_greek(freedict: FreeDict, text: str, translation: str) -> None:
    assert ask(freedict, text) == translation


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("τρέχω", "run"),
        ("ο άνθρωπος", "human, man"),
        ("ΆΝΘΡΩΠΟΣ", "human, man"),
        # Notes in Greek and stray numbers are no translations.
        ("μπαγιάτικος", "stale, musty"),
        ("απαγωγή", "abduction, deduction"),
        ("σημείωση", "note"),
        # First a word for every sense, then the others.
        ("θάβω", "bury, bad-mouth, entomb, bash"),
        ("καλός", "good, darling, sweetheart"),
        ("ΣτΕ", "Ed."),
        ("00databaseshort", NOT_IN_DICTIONARY),
    ],
)
def test_greek_to_english(freedict: FreeDict, text: str, translation: str) -> None:
    assert ask(freedict, text, "el") == translation


def test_it_can_only_what_is_installed(freedict: FreeDict, tmp_path: Path) -> None:
    pairs = {(a, b) for a in ("en", "uk", "el", "pl") for b in ("en", "uk", "el", "pl") if freedict.can(get(a), get(b))}
    assert pairs == {("en", "el"), ("el", "en")}
    (tmp_path / "freedict-eng-ell.dict.dz").unlink()
    assert not freedict.can(get("en"), get("el"))


def test_the_order_of_the_index_does_not_matter(tmp_path: Path) -> None:
    write_dictd(tmp_path, "eng-ell", reversed(EN_EL))
    assert ask(FreeDict(tmp_path), "apple") == "μήλο"


def test_the_files_are_read_once_and_not_before_they_are_needed(
    freedict: FreeDict, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    original = DictFile.read

    def counted(stem: Path) -> DictFile:
        read.append(stem.name)
        return original(stem)

    monkeypatch.setattr(DictFile, "read", counted)
    ask(freedict, "The house is near the water.")
    assert read == []
    ask(freedict, "apple")
    ask(freedict, "house")
    assert read == ["freedict-eng-ell"]


@pytest.mark.parametrize(
    ("index", "articles"),
    [
        (b"apple\tA\tR\n", b"this is not gzip"),
        (b"apple\tA\tR\n", gzip.compress(b"apple /a/\n\n" + b"x" * 99, mtime=0)[:20]),
        (b"apple\t%\tR\n", gzip.compress(b"apple", mtime=0)),
        (b"apple\tA\tC\n", gzip.compress("aж".encode(), mtime=0)),
    ],
)
def test_a_broken_file_is_a_reason_and_no_crash(tmp_path: Path, index: bytes, articles: bytes) -> None:
    (tmp_path / "freedict-eng-ell.index").write_bytes(index)
    (tmp_path / "freedict-eng-ell.dict.dz").write_bytes(articles)
    assert ask(FreeDict(tmp_path), "apple") == BAD_ANSWER
