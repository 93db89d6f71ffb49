import pytest

from lexora_language import get, is_in_script, main_script, script_counts, wrong_script


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("apple", "Latin"),
        ("żółć", "Latin"),
        ("Ｈｅｌｌｏ", "Latin"),
        ("п'ять", "Cyrillic"),
        ("пʼять", "Cyrillic"),
        ("Ωμέγα", "Greek"),
        ("ἄνθρωπος", "Greek"),
        ("שלום", "Hebrew"),
        ("iPhone дешевшає", "Cyrillic"),
        ("дa", None),
        ("", None),
        ("123 👍 …", None),
        ("ʼ", None),
    ],
)
def test_main_script(text, script):
    assert main_script(text) == script


def test_counts_letters_only():
    assert script_counts("Привіт, world 2!") == {"Cyrillic": 6, "Latin": 5}


@pytest.mark.parametrize(
    ("text", "code", "wrong"),
    [
        ("яблуко", "uk", False),
        ("apple", "uk", True),
        ("яблуко", "en", True),
        ("яблуко (Apple)", "uk", False),
        ("2024", "el", False),
        ("", "el", False),
        ("μήλο", "el", False),
    ],
)
def test_a_translation_in_the_wrong_script(text, code, wrong):
    assert wrong_script(text, get(code)) is wrong


def test_the_share_can_be_chosen():
    assert is_in_script("яблуко Apple", get("uk"))
    assert not is_in_script("яблуко Apple", get("uk"), share=0.9)
    assert not is_in_script("42", get("uk"))
