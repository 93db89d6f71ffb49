import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexora_language import guess_type, split_sentences


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("apple", "word"),
        ("Hello!", "word"),
        ("to go", "word"),
        ("An apple", "word"),
        ("το μήλο", "word"),
        ("м’ята", "word"),
        ("well-known", "word"),
        ("good morning", "phrase"),
        ("на добраніч", "phrase"),
        ("as soon as possible", "phrase"),
        ("How are you?", "sentence"),
        ("«Як справи?»", "sentence"),
        ("Πώς είσαι;", "sentence"),
        ("Πώς είσαι\u037e", "sentence"),
        ("first; second;", "phrase"),
        ("one two three four five six seven", "sentence"),
        ("one two three four five six", "phrase"),
        ("I see…", "sentence"),
    ],
)
def test_the_type_of_an_entry(text, kind):
    assert guess_type(text) == kind


def test_sentences_stay_whole_while_they_fit():
    assert split_sentences("One two. Three? Four!", limit=9) == ["One two.", "Three?", "Four!"]
    assert split_sentences("One two. Three? Four!", limit=15) == ["One two. Three?", "Four!"]
    assert split_sentences("Πώς είσαι; Καλά.", limit=12) == ["Πώς είσαι;", "Καλά."]
    assert split_sentences("«Так.» Він пішов.", limit=11) == ["«Так.»", "Він пішов."]


def test_a_long_sentence_is_cut_at_commas_then_at_blanks_then_anywhere():
    assert split_sentences("red apples, green pears", limit=12) == ["red apples,", "green pears"]
    assert split_sentences("red apples and pears", limit=11) == ["red apples", "and pears"]
    assert split_sentences("abcdefgh", limit=3) == ["abc", "def", "gh"]


def test_size_may_be_counted_in_bytes():
    pieces = split_sentences("один два три", limit=15, size=lambda piece: len(piece.encode()))
    assert pieces == ["один два", "три"]


def test_nothing_gives_no_pieces():
    assert split_sentences("  ", limit=10) == []
    with pytest.raises(ValueError, match="positive"):
        split_sentences("text", limit=0)


@settings(max_examples=60)
@given(st.text(alphabet="abї .!?,;»\n", max_size=120), st.integers(8, 40))
def test_pieces_fit_and_give_the_text_again(text, limit):
    words = [word[:limit] for word in text.split()]
    pieces = split_sentences(" ".join(words), limit=limit)
    assert all(0 < len(piece) <= limit for piece in pieces)
    assert " ".join(pieces) == " ".join(words)
