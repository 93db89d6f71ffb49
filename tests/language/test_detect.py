import os
import subprocess
import sys
import time

import pytest

from lexora_language import all_languages, detect, enabled, get
from lexora_language.table import load

WITH_POLISH = enabled(["en", "uk", "el", "pl"])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *((text, "en") for text in ("apple", "house", "water", "hello", "book", "cat", "dog")),
        *((text, "en") for text in ("good morning", "an apple", "Hello!", "HOUSE", "Ｈｅｌｌｏ")),
        *((text, "uk") for text in ("привіт", "яблуко", "дякую", "хліб", "кішка", "ПРИВІТ")),
        *((text, "uk") for text in ("їжак", "п'ять", "м’ята", "ґанок")),
        *((text, "el") for text in ("μήλο", "καλημέρα", "Πώς είσαι;", "π")),
    ],
)
def test_everyday_words_are_recognised(text, language):
    detection = detect(text)
    assert (detection.language, detection.candidates) == (language, (language,))
    assert detection.confidence >= 0.75


@pytest.mark.parametrize("text", ["вода", "рука", "книга", "молоко"])
def test_words_of_several_cyrillic_languages_are_left_to_the_person(text):
    assert detect(text).language is None
    assert detect(text).candidates == ("uk",)


@pytest.mark.parametrize("text", ["Hand", "Winter", "arm", "Haus", "jabłko", "ulica", "straße"])
def test_words_of_several_latin_languages_are_left_to_the_person(text):
    assert detect(text).language is None
    assert detect(text).candidates == ("en",)


@pytest.mark.parametrize("text", ["мышь", "этот", "объект", "ёж", "сыр", "воўк", "гэты", "љубав", "ябълка"])
def test_letters_that_are_not_ukrainian(text):
    assert detect(text).language is None


def test_polish_is_recognised_when_it_is_taught():
    assert detect("jabłko", languages=WITH_POLISH).language == "pl"
    assert detect("Dziękuję bardzo", languages=WITH_POLISH).language == "pl"
    assert detect("house", languages=WITH_POLISH).candidates == ("en", "pl")
    assert detect("jabłko", languages=WITH_POLISH).candidates == ("pl", "en")


def test_only_the_given_languages_are_answered():
    assert detect("яблуко", languages=[get("en"), get("el")]).candidates == ()
    assert detect("house", languages=[get("pl")]).language is None
    assert detect("house", languages=[]).language is None


@pytest.mark.parametrize("text", ["", " ", "42", "👍", "...", "שלום", "日本語", "\ud800", "\x00"])
def test_nothing_to_go_by(text):
    assert detect(text).language is None
    assert detect(text).candidates == ()


def test_two_scripts_lower_the_confidence_and_a_tie_is_unknown():
    mixed = detect("Мій улюблений iPhone")
    assert mixed.language == "uk"
    assert mixed.confidence < detect("Мій улюблений телефон").confidence
    assert detect("хліб bred").language is None
    assert detect("іb").language is None
    assert detect("aбб aββ aשש").language is None


@pytest.mark.parametrize("text", ["qwrtpsdfg", "zzzzzz", "xkcdqq", "ыыыы", "щщщщщ"])
def test_gibberish_is_unknown(text):
    assert detect(text).language is None


def test_the_answer_is_always_the_same():
    assert {detect("I would like some water") for _ in range(5)} == {detect("I would like some water")}


def test_a_word_takes_under_a_millisecond_and_a_long_text_is_bounded():
    words = ["apple", "butterfly", "яблуко", "метелик", "μήλο"]
    detect("warm up")
    assert processor_time(lambda: [detect(word) for word in words]) / len(words) < 0.001
    assert processor_time(lambda: detect("The weather is nice today. " * 2000)) < 0.2


def processor_time(action):
    """The best of five, without the time other programs took."""

    def measure():
        start = time.process_time()
        action()
        return time.process_time() - start

    return min(measure() for _ in range(5))


MEASURE = """
import sys, time, tracemalloc
from lexora_language import detect
assert "lexora_language.table" in sys.modules and not sys.modules["lexora_language.table"].load.cache_info().currsize
start = time.process_time()
detect("apple"), detect("яблуко")
spent = time.process_time() - start
sys.modules["lexora_language.table"].load.cache_clear()
tracemalloc.start()
detect("apple"), detect("яблуко")
held, peak = tracemalloc.get_traced_memory()
assert not [name for name in sys.modules if name.startswith(("wordfreq", "django"))]
print(spent, held, peak)
"""


def test_the_table_is_small_loads_late_and_needs_no_other_package():
    environment = {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", MEASURE]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    spent, held, peak = map(float, run.stdout.split())
    print(f"\nfirst use {spent * 1000:.0f} ms, memory {held / 1e6:.1f} MB, at most {peak / 1e6:.1f} MB")
    assert held < 20e6
    assert peak < 20e6
    assert spent < 0.5  # far less on an idle machine


def test_every_language_of_a_script_with_a_table_is_in_it():
    for language in all_languages():
        table = load().get(language.script)
        assert table is None or language.code in {profile.code for profile in table.profiles}
