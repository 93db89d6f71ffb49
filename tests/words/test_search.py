"""Finding entries: whatever the case, the accents, the apostrophes, and a typing error."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lexora.accounts.models import User
from lexora.words import actions as words
from lexora.words.actions.translations import MachineText
from lexora.words.models import Entry, Translation
from lexora.words.queries import entries_of
from lexora.words.rules import sort_key
from lexora.words.search import containing, spelt_alike
from tests.factories import NOW, make_entry, make_user

pytestmark = pytest.mark.django_db
WORDS = ("apple", "apple pie", "a", "go", "don't", "café", "100%", "C++", "foo_bar", 'say "hi"', "AND", "NEAR")
FOREIGN = {"uk": ("м’ята", "ґанок", "їжак", "він"), "el": ("το μήλο", "ΆΝΘΡΩΠΟΣ")}


@pytest.fixture
def ann() -> User:
    owner = make_user(native="uk", learning=("en", "el"))
    for text in WORDS:
        make_entry(owner, text, language="en")
    for language, texts in FOREIGN.items():
        for text in texts:
            make_entry(owner, text, language=language)
    return owner


def found(owner: User, text: str) -> list[str]:
    entries = containing(entries_of(owner), text).order_by("id")
    return [entry.source_text for entry in entries]


def alike(owner: User, text: str) -> list[str]:
    names = dict(Entry.objects.values_list("pk", "source_text"))
    return [names[pk] for pk in spelt_alike(owner, text)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("apple", ["apple", "apple pie"]),
        ("APPLE", ["apple", "apple pie"]),
        ("ppl", ["apple", "apple pie"]),
        ("apple pie", ["apple pie"]),
        ("pple  p", ["apple pie"]),
        ("cafe", ["café"]),
        ("CAFÉ", ["café"]),
        ("μηλο", ["το μήλο"]),
        ("ΜΉΛΟ", ["το μήλο"]),
        ("ανθρωπος", ["ΆΝΘΡΩΠΟΣ"]),
        ("ανθρωποσ", ["ΆΝΘΡΩΠΟΣ"]),
        ("м'ята", ["м’ята"]),
        ("мʼята", ["м’ята"]),
        ("мята", ["м’ята"]),
        ("ганок", ["ґанок"]),
        ("ҐАНОК", ["ґанок"]),
        ("їжак", ["їжак"]),
        ("іжак", []),
        ("dont", ["don't"]),
        ("don’t", ["don't"]),
        # one or two letters: beginnings of words
        ("a", ["apple", "apple pie", "a", "AND"]),
        ("go", ["go"]),
        ("pi", ["apple pie"]),
        ("ie", []),
        ("ві", ["він"]),
        ("μή", ["το μήλο"]),
        # nothing but signs
        ("", [*WORDS, *FOREIGN["uk"], *FOREIGN["el"]]),
        ("  ", [*WORDS, *FOREIGN["uk"], *FOREIGN["el"]]),
        ("?!", []),
        ("%", []),
        ("_", []),
        # what the index would take for operators
        ("AND", ["AND"]),
        ("NEAR", ["NEAR"]),
        ("apple AND pie", []),
        ("apple OR go", []),
        ("NOT apple", []),
        ("app*", ["apple", "apple pie"]),
        ("search_text:apple", []),
        ('"apple', ["apple", "apple pie"]),
        ('say "hi"', ['say "hi"']),
        ("'; DROP TABLE words_entry; --", []),
        ("(apple)", ["apple", "apple pie"]),
        ("^apple", ["apple", "apple pie"]),
        ("100", ["100%"]),
        ("foo bar", ["foo_bar"]),
        ("ap\x00ple", ["apple", "apple pie"]),
        ("ap\ud800ple", ["apple", "apple pie"]),
    ],
)
def test_a_search_finds(ann: User, query: str, expected: list[str]) -> None:
    assert found(ann, query) == expected


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from("\"'*()^:-+{}%_\\")), max_size=120))
def test_no_query_breaks_the_search(ann: User, query: str) -> None:
    assert set(found(ann, query)) <= {*WORDS, *FOREIGN["uk"], *FOREIGN["el"]}
    alike(ann, query)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("appel", ["apple", "apple pie"]),
        ("aplpe", ["apple", "apple pie"]),
        ("aple pie", ["apple pie"]),
        ("papple", ["apple", "apple pie"]),
        ("ґнаок", ["ґанок"]),
        ("мтяа", ["м’ята"]),
        ("ανθροποσ", ["ΆΝΘΡΩΠΟΣ"]),
        ("το μιλο", ["το μήλο"]),
        ("xyzzy", []),
    ],
)
def test_a_typing_error_finds_what_is_spelt_alike(ann: User, query: str, expected: list[str]) -> None:
    assert set(alike(ann, query)) >= set(expected)
    assert ("apple" in alike(ann, query)) is ("apple" in expected)


@pytest.mark.parametrize(
    ("word", "language", "queries"),
    [
        ("house", "en", ["hose", "hogse", "ouse", "hous", "xouse", "housx"]),
        ("cat", "en", ["cot", "bat", "cab", "caat", "cxat", "xcat", "catx"]),
        ("tree", "en", ["tee", "tre", "trxe", "txree"]),
        ("книга", "uk", ["кнга", "кгига", "нига", "книг"]),
        ("кіт", "uk", ["кат", "кіь", "ківт"]),
        ("μήλο", "el", ["μλο", "μιλο", "ηλο", "μηλ"]),
    ],
)
def test_one_wrong_letter_in_a_short_word_finds_it(ann: User, word: str, language: str, queries: list[str]) -> None:
    make_entry(ann, word, language=language)
    make_entry(ann, f"somewhere in {word}", language="en")
    assert [
        query for query in queries if not {word, f"somewhere in {word}"} <= {*found(ann, query), *alike(ann, query)}
    ] == []


def test_the_most_alike_comes_first(ann: User) -> None:
    make_entry(ann, "apples", language="en")
    assert alike(ann, "appels")[0] == "apples"


def test_translations_are_searched_whoever_made_them(ann: User) -> None:
    entry = make_entry(ann, "water", language="en", translations={"uk": "вода"})
    machine = Translation.objects.get(entry=entry, language="el")
    words.store_machine_translations([MachineText(machine.pk, "το νερό", "google")])
    assert found(ann, "вода") == found(ann, "νερο") == ["water"]
    words.remove_translation(Translation.objects.get(entry=entry, language="uk"), now=NOW)
    assert found(ann, "вода") == []
    words.edit_entry(entry, text="fire", now=NOW)
    assert found(ann, "water") == found(ann, "νερο") == []
    assert found(ann, "fire") == ["fire"]


def test_the_entries_of_another_person_are_never_found(ann: User) -> None:
    bob = make_user()
    assert (found(bob, "apple"), alike(bob, "appel")) == ([], [])


def test_a_deleted_entry_is_not_found(ann: User) -> None:
    words.delete(ann, [Entry.objects.get(source_text="apple pie").pk], now=NOW)
    assert found(ann, "apple") == ["apple"]
    assert "apple pie" not in alike(ann, "aple pie")


# The alphabet


def test_ukrainian_sorts_by_its_alphabet() -> None:
    alphabet = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
    assert "".join(sorted(set(alphabet), key=lambda letter: sort_key(letter, "uk"))) == alphabet


@pytest.mark.parametrize(
    ("language", "words_in_order"),
    [
        ("uk", ["гора", "гуска", "ґанок", "дім", "Європа", "жук", "з’їзд", "злива", "игіт", "ївга", "йти", "щука"]),
        ("uk", ["про гору", "про ґанок", "про дім"]),
        ("en", ["apple", "Banana", "café", "cake", "zebra"]),
        ("el", ["άνθρωπος", "βιβλίο", "Ελλάδα", "έλλειψη", "ώρα"]),
    ],
)
def test_words_sort_as_in_a_dictionary(language: str, words_in_order: list[str]) -> None:
    assert sorted(set(words_in_order), key=lambda word: sort_key(word, language)) == words_in_order


def test_a_sort_key_fits_its_column() -> None:
    assert len(sort_key("щ" * 10_000, "uk")) == 80
