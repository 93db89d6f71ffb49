import dataclasses
import unicodedata

import pytest

from lexora_language import UnknownLanguage, all_languages, enabled, get, in_script, main_script


def codes(languages):
    return [language.code for language in languages]


def test_polish_is_known_but_not_offered():
    assert codes(all_languages()) == ["en", "uk", "el", "pl"]
    assert codes(enabled()) == ["en", "uk", "el"]


def test_enabled_keeps_the_order_of_the_registry_and_forgets_repetition():
    assert codes(enabled(["pl", "en", "pl"])) == ["en", "pl"]
    assert enabled([]) == ()


@pytest.mark.parametrize("code", ["xx", "", "EN", "en-US"])
def test_an_unknown_code_is_refused(code):
    with pytest.raises(UnknownLanguage, match="Unknown language"):
        get(code)
    with pytest.raises(ValueError, match="Unknown language"):
        enabled(["en", code])


def test_languages_of_a_script():
    assert codes(in_script(all_languages(), "Latin")) == ["en", "pl"]
    assert codes(in_script(enabled(), "Hebrew")) == []


@pytest.mark.parametrize("language", all_languages(), ids=lambda language: language.code)
def test_the_data_of_a_language_is_whole(language):
    assert all(value != "" for value in dataclasses.asdict(language).values())
    assert unicodedata.is_normalized("NFC", language.alphabet)
    assert len(set(language.alphabet)) == len(language.alphabet)
    assert main_script(language.alphabet) == main_script(language.own_name) == language.script
    assert len(language.flag) == 2


def test_a_language_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        get("en").name = "Anglais"
