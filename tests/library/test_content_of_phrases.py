"""The files of expressions and phrases keep their rules, and everything in them has a name in the interface."""

from collections import Counter
from collections.abc import Iterator

import pytest

from lexora.library.curated.idioms import CATEGORIES, KINDS, Idiom, idioms
from lexora.library.curated.phrasebook import Phrase, kits
from lexora.library.names_of_idioms import CATEGORIES as CATEGORY_NAMES
from lexora.library.names_of_idioms import KINDS as KIND_NAMES
from lexora.library.names_of_idioms import KINDS_OF_MANY
from lexora.library.names_of_phrases import TAGS
from lexora.library.rules import LANGUAGES
from lexora.portal.style import icons
from lexora.words.rules import TYPED_TEXT
from lexora_language import fold, get, script_counts

IDIOMS = list(idioms().values())
PHRASES = [phrase for kit in kits().values() for phrase in kit.phrases]
LATIN = {"Wi-Fi", "WiFi", "USB", "SIM", "QR", "SMS", "ATM", "PIN", "ok", "OK"}  # in every language


def other_letters(language: str, text: str) -> set[str]:
    """Scripts in a text that are not that of its language."""
    words = " ".join(word for word in text.split() if word.strip("?!.,;") not in LATIN)
    return set(script_counts(words)) - {get(language).script}


# Expressions


@pytest.mark.parametrize(
    ("language", "kind", "least"),
    [("en", "phrasal_verb", 60), ("en", "idiom", 40), ("uk", "idiom", 50), ("el", "idiom", 50)],
)
def test_there_are_enough_expressions(language: str, kind: str, least: int) -> None:
    assert sum((idiom.language, idiom.kind) == (language, kind) for idiom in IDIOMS) >= least


def test_no_expression_is_there_twice() -> None:
    counted = Counter((idiom.language, fold(idiom.expression)) for idiom in IDIOMS)
    assert [key for key, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_about_expressions_is_in_the_letters_of_its_language(language: str) -> None:
    wrong = {text: found for text in texts_about_idioms(language) if (found := other_letters(language, text))}
    assert wrong == {}


def texts_about_idioms(language: str) -> Iterator[str]:
    for idiom in IDIOMS:
        yield from texts_of(idiom, language)


def texts_of(idiom: Idiom, language: str) -> Iterator[str]:
    yield from (idiom.meaning.inn(language), idiom.literal.inn(language))
    yield from (idiom.example_meaning.inn(language), idiom.equivalent.inn(language))
    if idiom.language == language:
        yield from (idiom.expression, idiom.example)


def test_an_example_is_translated_for_everybody_who_does_not_read_it() -> None:
    expected = {idiom.id: set(LANGUAGES) - {idiom.language} for idiom in IDIOMS}
    assert {idiom.id: idiom.example_meaning.languages for idiom in IDIOMS} == expected


def test_kinds_and_categories_have_names() -> None:
    assert set(CATEGORY_NAMES) == set(CATEGORIES)
    assert set(KIND_NAMES) == set(KINDS_OF_MANY) == set(KINDS)


# Phrases


def test_there_are_six_kits_of_at_least_fifteen_phrases() -> None:
    assert {slug: len(kit.phrases) for slug, kit in kits().items() if len(kit.phrases) < 15} == {}
    assert len(kits()) == 6


def test_a_phrase_is_named_after_its_kit_and_is_there_once() -> None:
    assert [phrase.id for kit in kits().values() for phrase in kit.phrases if not phrase.id.startswith(kit.slug)] == []
    for language in LANGUAGES:
        counted = Counter(fold(phrase.text(language)) for phrase in PHRASES)
        assert [text for text, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_is_in_the_letters_of_its_language_and_fits_a_list(language: str) -> None:
    wrong = {phrase.id for phrase in PHRASES if other_letters(language, phrase.text(language))}
    assert wrong == set()
    assert max(len(phrase.text(language)) for phrase in PHRASES) <= TYPED_TEXT


@pytest.mark.parametrize("reader", LANGUAGES)
def test_how_a_phrase_sounds_is_written_in_the_letters_of_its_reader(reader: str) -> None:
    said = [(phrase, phrase.said(code, reader=reader)) for phrase in PHRASES for code in LANGUAGES if code != reader]
    assert [phrase.id for phrase, line in said if not line or other_letters(reader, line)] == []


def test_nobody_needs_to_be_told_how_their_own_language_sounds() -> None:
    assert [phrase.id for phrase in PHRASES for code in LANGUAGES if phrase.said(code, reader=code)] == []


def test_every_topic_has_a_name_and_no_other_has() -> None:
    assert {phrase.tag for phrase in PHRASES} == set(TAGS)


def test_every_kit_has_an_icon_that_there_is() -> None:
    assert {kit.icon for kit in kits().values()} <= set(icons())


def test_a_kit_never_has_a_single_phrase_about_something() -> None:
    counted = Counter(tag_of_kit(phrase) for phrase in PHRASES)
    assert [key for key, count in counted.items() if count < 2] == []


def tag_of_kit(phrase: Phrase) -> tuple[str, str]:
    return phrase.id.rpartition("-")[0], phrase.tag
