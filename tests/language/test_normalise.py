import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lexora_language import clean, digest, fold, is_empty, normalise

# Signs people type and signs that make trouble, more often than chance would bring them.
TROUBLE = "aAїЇйґς σΣή'’ʼ`´\"«»„“”‹›.!?;…¿¡-–—ﬁ½İß👩\n\t\x00"
TROUBLE += "\u037e\u0387\u2011\u00ad\u0300\u0301\u0308\u0345\u0390\u200b\u200d\u202e\ufeff"
texts = st.text(alphabet=st.one_of(st.sampled_from(TROUBLE), st.characters()), max_size=30)

SAME = [
    ("м'ята", "м’ята", "мʼята", "м`ята", "м´ята", "м‘ята", "м＇ята", "М′ЯТА"),
    ("слово", "«слово»", '"слово"', "„слово“", "“слово”", "‹слово›", "‚слово‘", "'слово'", "«Слово!»", "«слово»."),
    ("hello", "Ｈｅｌｌｏ", " HELLO\t", "hello!!!", "Hello …", "hel\u00adlo", "\u200ehello\u200f", "\ufeffhello"),
    ("πώς είσαι", "Πώς είσαι;", "Πώς είσαι\u037e", "ΠΏΣ ΕΊΣΑΙ", "Πως\u0301 είσαι".replace("ως\u0301", "ώς")),
    ("how are you", "How are you ?", "How are you?", "How  are\u00a0you?!", "how are you . . ."),
    ("qué tal", "¿Qué tal?", "Que\u0301 tal"),
    ("замок", "за́мок", "замо́к", "ЗАМОК"),
    ("її", unicodedata.normalize("NFD", "Її"), "ї́ї"),
    ("й", unicodedata.normalize("NFD", "Й")),
    ("well-known", "well‑known", "well–known", "well−known"),
    ("wait... what", "wait… what"),
    ("it's", "It’s", "it`s"),
    ("ὁδός", "ὁδόσ"),
]
DIFFERENT = [
    ("πότε", "ποτέ"),
    ("ή", "η"),
    ("гірки", "гіркі"),
    ("їсти", "исти"),
    ("й", "и"),
    ("ґрати", "грати"),
    ("its", "it's"),
    ("C", "C++"),
    ('"a" and "b"', "a and b"),
    ("groß", "gros"),
]


@pytest.mark.parametrize("variants", SAME, ids=lambda variants: variants[0])
def test_variants_are_one_entry(variants):
    assert {normalise(text) for text in variants} == {normalise(variants[0])}


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_words_stay_different(one, other):
    assert normalise(one) != normalise(other)


def test_quotes_inside_stay():
    assert normalise('"one" and "two"') == '"one" and "two"'
    assert normalise("'don't'") == "don't"


@pytest.mark.parametrize(
    "text", ["", " ", "...", "!!!", "«»", "-", "👍", "👩‍👩‍👧", "'", "ʼ", "´", "\u200b", "\x00", "₴ €"]
)
def test_text_without_letter_or_digit_is_empty(text):
    assert is_empty(text)


@pytest.mark.parametrize("text", ["a", "?a?", "«ї»", "7", "C++", "👍 ok"])
def test_text_with_letter_or_digit_is_not_empty(text):
    assert not is_empty(text)
    assert normalise(text)


@settings(max_examples=150)
@given(texts)
@example("a" + "´" * 3)
@example('"\'"a"\'".')
def test_the_key_is_stable_and_never_lost(text):
    key = normalise(text)
    assert normalise(key) == key
    assert normalise(clean(text)) == key
    assert unicodedata.is_normalized("NFKC", key)
    assert key == " ".join(key.split())
    assert is_empty(text) or key


@settings(max_examples=150)
@given(texts)
def test_stored_text_is_clean(text):
    stored = clean(text)
    assert clean(stored) == stored == " ".join(stored.split())
    assert unicodedata.is_normalized("NFC", stored)
    assert not {unicodedata.category(char) for char in stored} & {"Cs", "Cc", "Zl", "Zp"}
    assert not set(stored) & set("\u200b\u200e\u200f\u202e\u2066\ufeff\x00")
    stored.encode()


@settings(max_examples=150)
@given(texts)
def test_folding_is_stable_and_does_not_see_entry_variants(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(normalise(text)) == folded


def test_lone_surrogates_and_nul_are_removed():
    assert clean("a\ud800b\udfffc\x00d") == "abcd"


def test_lines_become_one():
    assert clean(" one\r\ntwo\n\n three\u2028four ") == "one two three four"


def test_emoji_stay_whole():
    family = "👩\u200d👩\u200d👧 ❤\ufe0f\u200d🔥"
    assert clean(family) == family
    assert clean("a\u200db") == "ab"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Μήλο", "μηλο"),
        ("ΜΗΛΟ", "μηλο"),
        ("δρόμος", "δρομοσ"),
        ("м’ята", "мята"),
        ("Їжак", "їжак"),
        ("йод", "йод"),
        ("ґанок", "ганок"),
        ("за́мок", "замок"),
        ("Łódź", "lodz"),
        ("jabłko", "jablko"),
        ("café", "cafe"),
        ("well-known: yes!", "well known yes"),
        ("Straße", "strasse"),
        ("...", ""),
    ],
)
def test_search_forgives(text, folded):
    assert fold(text) == folded


def test_digest_is_short_and_stable():
    assert digest("apple") == "3a7bd3e2360a3d29eea436fcfb7e44c7"
    assert digest("яблуко") != digest("яблука")
    assert len(digest("яблуко" * 1000)) == 32
