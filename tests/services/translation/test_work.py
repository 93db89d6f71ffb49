import pytest

from lexora_contract.messages import RefusedItem, TranslateAnswer, TranslatedItem
from lexora_contract.reasons import BUSY, NO_PROVIDER, NOT_IN_DICTIONARY, UNREACHABLE, CannotDo, Reason, TryLater
from lexora_language import Language
from lexora_services.translation.chain import Chain, Link
from lexora_services.translation.work import translate, translate_one
from tests.services.translation.helpers import FakeProvider, call, request


class Knows(FakeProvider):
    """Knows some texts, and has an error for each of the others."""

    def __init__(self, known: dict[str, str | Exception]) -> None:
        super().__init__(name="dictionary")
        self.known = known

    def translate(self, text: str, source: Language, target: Language) -> str:
        self.answer = self.known[text]
        return super().translate(text, source, target)


def chain_with(**known: str | Exception) -> tuple[Chain, Knows]:
    provider = Knows(known)
    return Chain([Link(provider)]), provider


AWAY = TryLater(UNREACHABLE, provider="google")
BUSY_NOW = TryLater(BUSY, provider="google")
UNKNOWN = CannotDo(NOT_IN_DICTIONARY)


def test_a_single_text() -> None:
    chain, _ = chain_with(apple="яблуко")
    result = translate(request("apple"), chain=chain)
    assert result.items == [TranslatedItem(ref="0", text="яблуко", provider="dictionary")]
    assert result.refused == []


@pytest.mark.parametrize("error", [AWAY, UNKNOWN])
def test_the_refusal_of_a_single_text_is_raised(error: TryLater | CannotDo) -> None:
    chain, _ = chain_with(apple=error)
    with pytest.raises(type(error)) as caught:
        translate(request("apple"), chain=chain)
    assert caught.value.reason == error.reason


def test_a_batch_comes_back_in_order_with_its_refusals() -> None:
    chain, _ = chain_with(apple="яблуко", pear=AWAY, plum=UNKNOWN, fig="інжир")
    result = translate(request("apple", "pear", "fig", "plum"), chain=chain)
    assert [(item.ref, item.text) for item in result.items] == [("0", "яблуко"), ("2", "інжир")]
    assert result.refused == [
        RefusedItem(ref="1", reason=Reason(code=UNREACHABLE, params={"provider": "google"}), retryable=True),
        RefusedItem(ref="3", reason=Reason(code=NOT_IN_DICTIONARY), retryable=False),
    ]


def test_a_batch_that_can_be_asked_again_as_a_whole_is() -> None:
    chain, _ = chain_with(apple=AWAY, pear=BUSY_NOW)
    with pytest.raises(TryLater) as caught:
        translate(request("apple", "pear"), chain=chain)
    assert caught.value.reason == AWAY.reason


def test_a_batch_with_a_final_refusal_is_answered_text_by_text() -> None:
    chain, _ = chain_with(apple=AWAY, pear=UNKNOWN)
    result = translate(request("apple", "pear"), chain=chain)
    assert result.items == []
    assert [(refused.ref, refused.retryable) for refused in result.refused] == [("0", True), ("1", False)]


def test_the_same_text_is_asked_once_and_answered_twice() -> None:
    chain, provider = chain_with(apple="яблуко", pear=UNKNOWN)
    result = translate(request("apple", "pear", "apple", "pear"), chain=chain)
    assert [item.ref for item in result.items] == ["0", "2"]
    assert [refused.ref for refused in result.refused] == ["1", "3"]
    assert provider.asked == ["apple", "pear"]


def test_two_times_the_same_text_is_still_a_batch() -> None:
    chain, _ = chain_with(apple=UNKNOWN)
    assert [refused.ref for refused in translate(request("apple", "apple"), chain=chain).refused] == ["0", "1"]


def test_a_bug_ends_the_batch() -> None:
    chain, _ = chain_with(apple="яблуко", pear=ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        translate(request("apple", "pear"), chain=chain)


def test_the_learners_refusal_is_passed_on() -> None:
    outside = FakeProvider(outside=True)
    with pytest.raises(CannotDo):
        translate(request("apple", outside_allowed=False), chain=Chain([Link(outside)]))
    with pytest.raises(CannotDo):
        translate_one(call("apple", outside_allowed=False), chain=Chain([Link(outside)]))
    assert outside.asked == []


def test_a_text_for_somebody_who_waits() -> None:
    chain, _ = chain_with(apple="яблуко")
    assert translate_one(call("apple"), chain=chain) == TranslateAnswer(translation="яблуко", provider="dictionary")
    with pytest.raises(CannotDo) as caught:
        translate_one(call("apple", target="xx"), chain=chain)
    assert caught.value.reason.code == NO_PROVIDER
