"""How cards are asked, what is accepted, and how long spans are written."""

import pytest
from django.utils import translation

from lexora.learning.rules.asking import GAP, Text, accepted, question, with_gap
from lexora.learning.spans import short_days, short_minutes

SOURCE = Text("zebra", "en")
UK, EL = Text("зебра", "uk"), Text("η ζέβρα", "el")


@pytest.mark.parametrize(
    ("ask", "front", "back", "hint", "typed"),
    [
        ("forward", (SOURCE,), (UK, EL), (), ()),
        ("reverse", (UK,), (SOURCE,), (), ()),
        ("typed", (SOURCE,), (UK, EL), (), ("зебра", "η ζέβρα")),
        ("writing", (UK,), (SOURCE,), (), ("zebra",)),
        ("cloze", (Text(f"z{GAP}a", "en"),), (SOURCE,), (UK,), ("ebr",)),
        ("listening", (), (SOURCE, UK, EL), (), ()),
    ],
)
def test_each_way_has_its_sides(
    ask: str, front: tuple[Text, ...], back: tuple[Text, ...], hint: tuple[Text, ...], typed: tuple[str, ...]
) -> None:
    asked = question(ask, SOURCE, [UK, EL], gap="ebr", is_word=True)
    assert (asked.front, asked.back, asked.hint, asked.accepted) == (front, back, hint, typed)


def test_the_front_never_tells_the_answer() -> None:
    for ask in ("reverse", "writing"):
        assert SOURCE not in question(ask, SOURCE, [UK], is_word=True).front


@pytest.mark.parametrize(
    ("text", "gap", "shown"),
    [
        ("I can do it", "can", f"I {GAP} do it"),
        ("A scan can lie", "can", f"A scan {GAP} lie"),  # the word, not a part of another
        ("unfortunately", "fort", f"un{GAP}unately"),
        ("can I, can you", "can", f"{GAP} I, {GAP} you"),  # the other one would tell
        ("Ти можеш?", "можеш", f"Ти {GAP}?"),
        ("a.b.c", ".", f"a{GAP}b.c"),
    ],
)
def test_a_gap_is_left_open(text: str, gap: str, shown: str) -> None:
    assert with_gap(text, gap) == shown


@pytest.mark.parametrize(
    ("texts", "is_word", "ways"),
    [
        (["зебра"], True, ("зебра",)),
        (["друг, подруга"], True, ("друг, подруга", "друг", "подруга")),
        (["Так, звісно"], False, ("Так, звісно",)),  # a sentence has commas of its own
        (["добре; гаразд / окей"], False, ("добре; гаразд / окей", "добре", "гаразд", "окей")),
        (["cat (animal)"], True, ("cat (animal)", "cat")),
        (["зебра", "зебра"], True, ("зебра",)),
        (["(only)"], True, ("(only)",)),
        ([" , "], True, (",",)),
    ],
)
def test_every_way_to_answer_is_accepted_once(texts: list[str], is_word: bool, ways: tuple[str, ...]) -> None:
    assert accepted(texts, is_word=is_word) == ways


@pytest.mark.parametrize(
    ("days", "text"),
    [(0, "0 d"), (1, "1 d"), (30, "30 d"), (31, "1 mo"), (62, "2 mo"), (155, "5.1 mo"), (366, "1 y"), (1174, "3.2 y")],
)
def test_days_are_written_short(days: int, text: str) -> None:
    with translation.override("en"):
        assert short_days(days) == text


def test_numbers_are_those_of_the_language() -> None:
    with translation.override("en"):
        assert (short_minutes(60), short_minutes(600), short_minutes(5)) == ("1 min", "10 min", "1 min")
    with translation.override("uk"):
        assert short_days(155).startswith("5,1")
