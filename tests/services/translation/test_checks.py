import pytest

from lexora_contract.reasons import EMPTY_ANSWER, UNCHANGED, WRONG_SCRIPT, CannotDo
from lexora_language import get
from lexora_services.translation.checks import check_answer


def check(text: str, answer: str, target: str) -> str:
    """The answer, or the code of the refusal."""
    try:
        return check_answer(text, answer, target=get(target), provider="google")
    except CannotDo as error:
        return error.reason.code


@pytest.mark.parametrize(
    ("text", "answer", "target", "outcome"),
    [
        ("apple", "яблуко", "uk", "яблуко"),
        ("apple", "  яблуко\u200b\n", "uk", "яблуко"),
        ("isn't", "п&#39;ять &amp; шість", "uk", "п'ять & шість"),
        ("write &amp; for &", "пишіть &amp; замість &", "uk", "пишіть &amp; замість &"),
        ("apple", "", "uk", EMPTY_ANSWER),
        ("apple", " \u200b ", "uk", EMPTY_ANSWER),
        ("apple", "🍎", "uk", EMPTY_ANSWER),
        ("apple", "...", "uk", EMPTY_ANSWER),
        ("five", "5", "uk", "5"),
        ("🍎", "🍎", "uk", "🍎"),
        ("2024", "2024", "uk", "2024"),
        ("20 %", "20%", "el", "20%"),
        ("apple", "Apple.", "uk", UNCHANGED),
        ("café", "cafe\u0301", "el", UNCHANGED),
        ("Lexora", "Lexora", "uk", UNCHANGED),
        ("apple", "manzana", "uk", WRONG_SCRIPT),
        ("apple", "το μήλο", "uk", WRONG_SCRIPT),
        ("яблуко", "το μήλο", "en", WRONG_SCRIPT),
        ("USB drive", "USB-накопичувач", "uk", "USB-накопичувач"),
        ("hotel", "hotel", "pl", UNCHANGED),
        ("apple", "jabłko", "pl", "jabłko"),
    ],
)
def test_what_counts_as_a_translation(text: str, answer: str, target: str, outcome: str) -> None:
    assert check(text, answer, target) == outcome


def test_the_reason_names_the_provider() -> None:
    with pytest.raises(CannotDo) as refusal:
        check_answer("apple", "", target=get("uk"), provider="google")
    assert refusal.value.reason.params == {"provider": "google"}
