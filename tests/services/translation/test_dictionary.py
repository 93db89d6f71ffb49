import logging
from pathlib import Path

import pytest

from lexora_contract.reasons import NO_PROVIDER, NOT_IN_DICTIONARY, CannotDo
from lexora_language import get
from lexora_services.translation.providers.dictionary import Dictionary, read_dictionary
from tests.services.translation.helpers import HEADER, write_dictionary


@pytest.fixture
def dictionary(dictionary_file: Path) -> Dictionary:
    return read_dictionary(dictionary_file)


def ask(dictionary: Dictionary, text: str, source: str, target: str) -> str:
    """The translation, or the code of the refusal."""
    try:
        return dictionary.translate(text, get(source), get(target))
    except CannotDo as error:
        return error.reason.code


@pytest.mark.parametrize(
    ("source", "target", "text", "translation"),
    [
        ("en", "uk", "apple", "яблуко"),
        ("en", "el", "apple", "το μήλο"),
        ("uk", "en", "яблуко", "apple"),
        ("uk", "el", "яблуко", "το μήλο"),
        ("el", "en", "το μήλο", "apple"),
        ("el", "uk", "το μήλο", "яблуко"),
    ],
)
def test_six_directions(dictionary: Dictionary, source: str, target: str, text: str, translation: str) -> None:
    assert dictionary.can(get(source), get(target))
    assert ask(dictionary, text, source, target) == translation


@pytest.mark.parametrize(
    ("text", "source", "translation"),
    [
        ("  Apple! ", "en", "яблуко"),
        ("the apple", "en", "яблуко"),
        ("an apple", "en", "яблуко"),
        ("to go", "en", "йти, їхати, іти"),
        ("μήλο", "el", "яблуко"),
        ("ένα μήλο", "el", "яблуко"),
        ("ΤΟ ΜΉΛΟ", "el", "яблуко"),
        ("apples", "en", NOT_IN_DICTIONARY),
        ("untranslated", "en", NOT_IN_DICTIONARY),
        ("the", "en", NOT_IN_DICTIONARY),
        ("!", "en", NOT_IN_DICTIONARY),
    ],
)
def test_forms_of_a_headword(dictionary: Dictionary, text: str, source: str, translation: str) -> None:
    assert ask(dictionary, text, source, "uk") == translation


@pytest.mark.parametrize("text", ["apple water", "Apple, water.", "go to the bank", "The bank is near the water."])
def test_a_text_is_never_put_together_from_words(dictionary: Dictionary, text: str) -> None:
    assert ask(dictionary, text, "en", "uk") == NOT_IN_DICTIONARY


@pytest.mark.parametrize(
    ("text", "source", "target", "translation"),
    [
        # Every sense comes in, the simpler level first; then the second words for each.
        ("bank", "en", "uk", "банк, берег, узбережжя"),
        ("water", "en", "uk", "вода, поливати"),
        # A row where the word is the main translation comes before one where it is a side meaning.
        ("берег", "uk", "en", "bank, shore"),
        ("узбережжя", "uk", "en", "shore, bank"),
        ("узбережжя", "uk", "el", "η ακτή, η όχθη"),
        # At most four, each once.
        ("get", "en", "uk", "отримувати, діставати, одержувати, ставати"),
        # The article and “to” tell the part of speech.
        ("to water", "en", "uk", "поливати"),
        ("the water", "en", "uk", "вода"),
        ("to apple", "en", "uk", NOT_IN_DICTIONARY),
        ("the go", "en", "uk", NOT_IN_DICTIONARY),
        # An article can be part of the headword.
        ("a few", "en", "uk", "кілька"),
        ("few", "en", "uk", "мало"),
    ],
)
def test_homographs(dictionary: Dictionary, text: str, source: str, target: str, translation: str) -> None:
    assert ask(dictionary, text, source, target) == translation


def test_a_sentence_is_left_to_those_who_translate_sentences(tmp_path: Path) -> None:
    rows = (("How are you?", "A1", "phrase", "", "Як справи?", "Τι κάνεις;"),)
    dictionary = read_dictionary(write_dictionary(tmp_path / "v.tsv", rows))
    assert ask(dictionary, "How are you?", "en", "uk") == NOT_IN_DICTIONARY


def test_other_languages_are_not_its_business(dictionary: Dictionary) -> None:
    assert not dictionary.can(get("pl"), get("en"))
    assert not dictionary.can(get("en"), get("pl"))


def test_a_missing_file_is_an_empty_dictionary_and_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        dictionary = read_dictionary(tmp_path / "nowhere.tsv")
    assert not dictionary.can(get("en"), get("uk"))
    assert "nowhere.tsv" in caplog.text
    assert "DICTIONARY_FILE" in caplog.text
    assert NO_PROVIDER not in caplog.text


def test_a_file_of_another_kind_is_refused_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "other.tsv"
    file.write_text("word\tuk\napple\tяблуко\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"other\.tsv .* lacks the columns el, level, pos"):
        read_dictionary(file)


def test_a_short_line_and_quotes_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "rough.tsv"
    file.write_text("\ufeff" + "\t".join(HEADER) + '\n"quoted" word\tA1\tnoun\t\t"слово"\nshort\n', encoding="utf-8")
    dictionary = read_dictionary(file)
    assert ask(dictionary, '"quoted" word', "en", "uk") == '"слово"'
    assert ask(dictionary, "short", "en", "uk") == NOT_IN_DICTIONARY


def test_apostrophes_and_stress_marks_are_no_obstacle(tmp_path: Path) -> None:
    dictionary = read_dictionary(
        write_dictionary(tmp_path / "v.tsv", (("five", "A1", "numeral", "", "п’ять", "πέντε"),))
    )
    assert ask(dictionary, "п'ять", "uk", "en") == "five"
    assert ask(dictionary, "п’я́ть", "uk", "el") == "πέντε"
