"""The providers in their order, and what is said when none of them helps."""

import pytest

from lexora_contract.reasons import (
    BAD_ANSWER,
    BUSY,
    EMPTY_ANSWER,
    NO_PROVIDER,
    NOT_IN_DICTIONARY,
    OUTSIDE_REFUSED,
    UNCHANGED,
    UNREACHABLE,
    WRONG_SCRIPT,
    CannotDo,
    TryLater,
    WorkError,
)
from lexora_services.kit.breaker import Breaker
from lexora_services.kit.bucket import Bucket
from lexora_services.translation.chain import BULK, TYPED, Chain, Found, Link
from lexora_services.translation.wiring import TranslationService
from tests.services.fake_clock import FakeClock
from tests.services.translation.helpers import FakeProvider
from tests.services.translation.wire import TranslationServers


def chain_of(*providers: FakeProvider) -> Chain:
    return Chain([Link(provider) for provider in providers])


def ask(chain: Chain, text: str = "word", source: str = "en", target: str = "uk", *, outside: bool = True) -> Found:
    return chain.translate(text, source=source, target=target, outside_allowed=outside)


def refusal(chain: Chain, *, outside: bool = True) -> WorkError:
    with pytest.raises(WorkError) as caught:
        ask(chain, outside=outside)
    return caught.value


def says(answer: str | Exception, *, name: str = "fake", outside: bool = False, able: bool = True) -> FakeProvider:
    return FakeProvider(answer, name=name, outside=outside, able=able)


def not_there() -> FakeProvider:
    return says(CannotDo(NOT_IN_DICTIONARY), name="dictionary")


def test_the_first_who_knows_answers_and_nobody_else_is_asked() -> None:
    first, second, third = not_there(), says("слово", name="google"), says("інше", name="mymemory")
    assert ask(chain_of(first, second, third)) == Found("слово", "google")
    assert (first.asked, second.asked, third.asked) == (["word"], ["word"], [])


@pytest.mark.parametrize("answer", ["", "word", "λέξη", CannotDo(BAD_ANSWER), TryLater(BUSY), TryLater(UNREACHABLE)])
def test_whatever_is_no_translation_moves_on_to_the_next(answer: str | Exception) -> None:
    assert ask(chain_of(says(answer), says("слово", name="last"))) == Found("слово", "last")


def test_a_provider_that_cannot_do_the_pair_is_not_asked() -> None:
    unable = says("слово", able=False)
    assert refusal(chain_of(unable)).reason.code == NO_PROVIDER
    assert unable.asked == []


def test_a_bug_is_not_hidden_by_the_next_provider() -> None:
    with pytest.raises(ZeroDivisionError):
        ask(chain_of(says(ZeroDivisionError()), says("слово")))


@pytest.mark.parametrize(
    ("answers", "code", "retryable"),
    [
        ([], NO_PROVIDER, False),
        ([CannotDo(NOT_IN_DICTIONARY)], NOT_IN_DICTIONARY, False),
        ([CannotDo(NOT_IN_DICTIONARY), CannotDo(NOT_IN_DICTIONARY)], NOT_IN_DICTIONARY, False),
        ([CannotDo(NOT_IN_DICTIONARY), "word"], UNCHANGED, False),
        (["word", "λέξη"], WRONG_SCRIPT, False),
        (["λέξη", "", CannotDo(NOT_IN_DICTIONARY)], EMPTY_ANSWER, False),
        ([TryLater(UNREACHABLE), "word"], UNREACHABLE, True),
        (["word", TryLater(BUSY), CannotDo(NOT_IN_DICTIONARY)], BUSY, True),
        ([TryLater(UNREACHABLE), TryLater(BUSY)], UNREACHABLE, True),
    ],
)
def test_the_most_telling_reason_is_given(answers: list[str | Exception], code: str, retryable: bool) -> None:
    error = refusal(chain_of(*map(says, answers)))
    assert (error.reason.code, error.retryable) == (code, retryable)


@pytest.mark.parametrize(
    ("others", "code"),
    [
        ([], OUTSIDE_REFUSED),
        ([CannotDo(NOT_IN_DICTIONARY)], OUTSIDE_REFUSED),
        (["word"], UNCHANGED),
        ([TryLater(BUSY)], BUSY),
    ],
)
def test_what_the_learner_refused_is_not_asked_and_said_so(others: list[str | Exception], code: str) -> None:
    outside = says("слово", outside=True)
    assert refusal(chain_of(*map(says, others), outside), outside=False).reason.code == code
    assert outside.asked == []


def test_the_learners_refusal_leaves_what_is_inside() -> None:
    outside, own = says("зовні", outside=True), says("слово", name="own")
    assert ask(chain_of(outside, own), outside=False) == Found("слово", "own")
    assert outside.asked == []


@pytest.mark.parametrize(("source", "target"), [("en", "en"), ("en", "xx"), ("xx", "en"), ("", "uk"), ("EN", "uk")])
def test_a_pair_that_is_none_is_refused_for_good(source: str, target: str) -> None:
    provider = says("слово")
    with pytest.raises(CannotDo) as caught:
        ask(chain_of(provider), source=source, target=target)
    assert caught.value.reason.code == NO_PROVIDER
    assert caught.value.reason.params == {"source": source, "target": target}
    assert provider.asked == []


def test_pieces_are_joined_with_blanks() -> None:
    provider = FakeProvider("слово", limit=4)
    assert ask(Chain([Link(provider)]), "some text") == Found("слово слово слово", "fake")
    assert provider.asked == ["some", " tex", "t"]


class TestTurns:
    """A provider with a bucket of five tokens, refilled with four a second."""

    @pytest.fixture
    def clock(self) -> FakeClock:
        return FakeClock()

    @pytest.fixture
    def link(self, clock: FakeClock) -> Link:
        bucket = Bucket(rate=4, burst=5, clock=clock, sleep=clock.sleep)
        breaker = Breaker("fake", failures=1, open_seconds=60, clock=clock)
        return Link(FakeProvider("слово"), breaker, bucket)

    def test_a_typed_word_waits_a_moment(self, link: Link, clock: FakeClock) -> None:
        for _ in range(10):
            ask(Chain([link]))
        assert sum(clock.slept) == pytest.approx(5 / 4)
        assert max(clock.slept) <= TYPED.wait_seconds

    def test_a_typed_word_does_not_wait_for_long(self, link: Link, clock: FakeClock) -> None:
        assert link.bucket is not None
        while link.bucket.take(TYPED.wait_seconds):
            clock.now = 1000.0  # everybody comes at the same moment
        error = refusal(Chain([link]))
        assert (error.reason.code, error.reason.params, error.retryable) == (BUSY, {"provider": "fake"}, True)

    def test_a_typed_word_overtakes_a_batch(self, link: Link, clock: FakeClock) -> None:
        chain = Chain([link])
        for _ in range(50):
            chain.translate("word", source="en", target="uk", outside_allowed=True, pace=BULK)
        clock.slept.clear()
        ask(chain)
        ask(chain)
        assert clock.slept == []

    def test_a_provider_that_is_away_costs_no_turn(self, clock: FakeClock) -> None:
        bucket = Bucket(rate=4, burst=5, clock=clock, sleep=clock.sleep)
        breaker = Breaker("fake", failures=1, open_seconds=60, clock=clock)
        chain = Chain([Link(says(TryLater(UNREACHABLE)), breaker, bucket)])
        for _ in range(100):
            refusal(chain)
        assert clock.slept == []
        assert sum(bucket.try_take() for _ in range(10)) == 4

    def test_waiting_in_vain_for_a_turn_is_no_sign_of_life(self, clock: FakeClock) -> None:
        bucket = Bucket(rate=0.001, burst=1, clock=clock, sleep=clock.sleep)
        breaker = Breaker("fake", failures=1, open_seconds=60, clock=clock)
        provider = says(TryLater(UNREACHABLE))
        chain = Chain([Link(provider, breaker, bucket)])
        refusal(chain)
        clock.pass_(60)
        assert refusal(chain).reason.code == BUSY
        clock.pass_(1000)
        refusal(chain)
        assert refusal(chain).reason.code == UNREACHABLE
        assert len(provider.asked) == 2


def test_paragraphs_stay_paragraphs(service: TranslationService, servers: TranslationServers) -> None:
    servers.answers.update({("Good morning, all.", "uk"): "Усім доброго ранку.", ("See you.", "uk"): "До зустрічі."})
    found = service.chain.translate("Good morning, all.\n\nSee you.", source="en", target="uk", outside_allowed=True)
    assert found.text == "Усім доброго ранку.\n\nДо зустрічі."
