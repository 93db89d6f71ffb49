"""Curated content that stays in memory: every file is read, and keeps what it promises."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from pydantic import BaseModel

from lexora.library.curated import cloze, grammar, idioms, irregular, phrasebook, sentences
from lexora.library.curated.cloze import Cloze
from lexora.library.rules import exercises as rules
from lexora_language import get, script_counts

FOLDER = Path(settings.CONTENT_DIR)
FILES = sorted(path for path in FOLDER.rglob("*") if path.suffix in (".yaml", ".tsv", ".md") and path.parent != FOLDER)
LANGUAGES = ("en", "uk", "el")
TENSES = tuple(f"{aspect}" for aspect in grammar.timelines())


def texts(piece: BaseModel) -> Iterator[tuple[str, str]]:
    """Every text of a piece that says which language it is in, with that language."""
    for name, value in piece:
        if isinstance(value, BaseModel):
            yield from texts(value)
        elif name in LANGUAGES and isinstance(value, str):
            yield name, value


def strange(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Texts without a letter of their language's script, or in letters that only Russian has."""
    found = []
    for language, text in pairs:
        own = script_counts(text).get(get(language).script, 0)
        if not own or (language == "uk" and re.search("[ыэёъЫЭЁЪ]", text)):
            found.append(f"{language}: {text}")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_file_is_plain_text_in_one_normal_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert not re.search(r"[\r\u200b-\u200f\u202a-\u202e\ufeff]", text)


# Exercises


def of(language: str) -> list[Cloze]:
    return [item for item in cloze.exercises().values() if item.language == language]


def test_there_are_enough_exercises_of_each_language_and_category() -> None:
    assert {code: len(of(code)) >= least for code, least in {"en": 120, "uk": 60, "el": 60}.items()} == dict.fromkeys(
        ("en", "uk", "el"), True
    )
    assert {item.category for item in of("en")} == set(cloze.CATEGORIES)
    assert {item.level for item in of("en")} == {"A1", "A2", "B1", "B2"}
    assert {item.level for code in ("uk", "el") for item in of(code)} == {"A1", "A2"}


def test_each_tense_is_practised_at_least_three_times() -> None:
    counts = Counter(item.topic for item in of("en") if item.category == "tenses")
    assert {tense: counts[tense] >= 3 for tense in TENSES} == dict.fromkeys(TENSES, True)


@pytest.mark.parametrize("item", cloze.exercises().values(), ids=lambda item: item.id)
def test_exactly_one_option_is_accepted_and_fills_the_gap(item: Cloze) -> None:
    wrong = [option for option in item.options if option != item.answer]
    accepted = [item.answer, *item.also]
    right = [option for option in item.options if rules.meant(option, accepted, wrong=wrong)]
    assert right == [item.answer]
    sentence = str(rules.filled(item.sentence, cloze.GAP, item.answer))
    assert sentence[0].isupper() or not sentence[0].isalpha()
    assert sentence[-1] in '.!?;…»"'
    assert not re.search(r"_|  | [.,!?;]", sentence)
    assert strange(texts(item)) == []
    assert strange([(item.language, sentence)]) == []


def test_no_exercise_is_there_twice() -> None:
    counts = Counter((item.sentence, item.answer) for item in cloze.exercises().values())
    assert [pair for pair, count in counts.items() if count > 1] == []


# Sentences


def test_there_are_enough_sentences() -> None:
    counts = Counter(item.language for item in sentences.sentences().values())
    assert [code for code, least in {"en": 100, "uk": 60, "el": 60}.items() if counts[code] < least] == []


@pytest.mark.parametrize("item", sentences.sentences().values(), ids=lambda item: item.id)
def test_every_order_of_a_sentence_is_accepted_and_no_other(item: sentences.Sentence) -> None:
    assert [order for order in item.orders if rules.order_of(order, item.orders) != order] == []
    bare = [order.rstrip(".?!;").replace(",", "").upper() for order in item.orders]
    assert [order for order in bare if not rules.order_of(order, item.orders)] == []
    assert rules.order_of(" ".join([*item.tiles, "extra"]), item.orders) is None
    assert 3 < len(item.tiles) <= 12
    assert Counter(map(rules.plain, item.tiles)) == Counter(rules.words_of(rules.plain(item.orders[0])))
    assert item.meaning.languages == {"en", "uk", "el"} - {item.language}
    assert strange([*texts(item), *((item.language, order) for order in item.orders)]) == []
    assert set(item.keep) <= set(sentences.words_of(" ".join(item.orders)))


# Idioms and phrases


def test_there_are_enough_idioms_of_every_kind_and_category() -> None:
    counts = Counter((item.language, item.kind) for item in idioms.idioms().values())
    wanted = {("en", "phrasal_verb"): 60, ("en", "idiom"): 40, ("uk", "idiom"): 50, ("el", "idiom"): 50}
    assert [key for key, least in wanted.items() if counts[key] < least] == []
    for code in LANGUAGES:
        assert {item.category for item in idioms.idioms().values() if item.language == code} == set(idioms.CATEGORIES)


@pytest.mark.parametrize("item", idioms.idioms().values(), ids=lambda item: item.id)
def test_an_idiom_is_written_in_its_languages(item: idioms.Idiom) -> None:
    own = [(item.language, item.expression), (item.language, item.example)]
    assert strange([*texts(item), *own]) == []
    assert item.language not in item.equivalent.languages
    assert item.example_meaning.languages == set(LANGUAGES) - {item.language}


def test_no_expression_is_there_twice() -> None:
    counts = Counter(item.expression.casefold() for item in idioms.idioms().values())
    assert [text for text, count in counts.items() if count > 1] == []


def test_each_of_the_six_kits_has_enough_phrases() -> None:
    assert len(phrasebook.kits()) == 6
    assert [kit.slug for kit in phrasebook.kits().values() if len(kit.phrases) < 15] == []


@pytest.mark.parametrize(
    "phrase", [phrase for kit in phrasebook.kits().values() for phrase in kit.phrases], ids=lambda phrase: phrase.id
)
def test_a_phrase_is_there_in_three_languages_and_can_be_read_by_all(phrase: phrasebook.Phrase) -> None:
    assert strange([(code, phrase.text(code)) for code in LANGUAGES]) == []
    lines = [(reader, phrase.said(code, reader=reader)) for code in LANGUAGES for reader in LANGUAGES if reader != code]
    assert strange(lines) == []
    assert phrase.said("el", reader="el") == ""


# Grammar


def test_there_are_200_irregular_verbs_in_order() -> None:
    verbs = irregular.irregular_verbs()
    assert len(verbs) >= 200
    assert [verb.base for verb in verbs] == sorted(verb.base for verb in verbs)
    assert strange([pair for verb in verbs for pair in (("uk", verb.uk), ("el", verb.el), ("en", verb.example))]) == []


def test_an_example_of_a_verb_uses_its_past_or_its_participle() -> None:
    def uses(verb: irregular.IrregularVerb) -> bool:
        forms = [form for cell in (verb.past, verb.participle) for form in re.split(r"[/ ]", cell)]
        return any(re.search(rf"\b{form}\b", verb.example, re.IGNORECASE) for form in forms)

    assert [verb.base for verb in irregular.irregular_verbs() if not uses(verb)] == []
