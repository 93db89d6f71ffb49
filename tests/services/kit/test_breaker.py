from collections.abc import Callable
from threading import Event, Thread

import pytest

from lexora_contract.reasons import BUSY, UNCHANGED, UNREACHABLE, CannotDo, TryLater
from lexora_services.kit.breaker import Breaker
from tests.services.fake_clock import FakeClock


class Calls:
    """Counts the calls that came through to the provider."""

    def __init__(self, breaker: Breaker) -> None:
        self.breaker = breaker
        self.through = 0

    def make(self, outcome: Exception | str = "answer") -> str:
        def work() -> str:
            self.through += 1
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

        return self.breaker.call(work)

    def fail(self, times: int = 1) -> None:
        for _ in range(times):
            with pytest.raises(TryLater):
                self.make(away())


def away() -> TryLater:
    return TryLater(UNREACHABLE, provider="google")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def calls(clock: FakeClock) -> Calls:
    return Calls(Breaker("google", failures=3, open_seconds=60, clock=clock))


def test_an_answer_comes_through_unchanged(calls: Calls) -> None:
    assert calls.make("слово") == "слово"


def test_after_three_failures_in_a_row_nobody_is_let_through(calls: Calls) -> None:
    calls.fail(times=3)
    with pytest.raises(TryLater) as refusal:
        calls.make()
    assert refusal.value.reason.code == UNREACHABLE
    assert refusal.value.reason.params == {"provider": "google"}
    assert calls.through == 3


@pytest.mark.parametrize("contact", ["answer", TryLater(BUSY), CannotDo(UNCHANGED)])
def test_whoever_answers_is_not_away_and_the_count_starts_again(calls: Calls, contact: Exception | str) -> None:
    calls.fail(times=2)
    if isinstance(contact, str):
        calls.make(contact)
    else:
        with pytest.raises(type(contact)):
            calls.make(contact)
    calls.fail(times=2)
    assert calls.make() == "answer"


def test_check_tells_what_a_call_would_meet(calls: Calls) -> None:
    calls.breaker.check()
    calls.fail(times=3)
    with pytest.raises(TryLater):
        calls.breaker.check()


def test_after_a_minute_a_successful_trial_closes_it(calls: Calls, clock: FakeClock) -> None:
    calls.fail(times=3)
    clock.pass_(59.9)
    with pytest.raises(TryLater):
        calls.make()
    clock.pass_(0.1)
    assert calls.make() == "answer"
    calls.fail(times=2)
    assert calls.make() == "answer"


def test_a_failed_trial_costs_one_call_a_minute(calls: Calls, clock: FakeClock) -> None:
    calls.fail(times=3)
    for _ in range(4):
        clock.pass_(60)
        for _ in range(10):
            with pytest.raises(TryLater):
                calls.make(away())
    assert calls.through == 3 + 4


def test_only_one_call_is_the_trial(calls: Calls, clock: FakeClock) -> None:
    calls.fail(times=3)
    clock.pass_(60)
    begun, go_on = Event(), Event()

    def slow() -> str:
        begun.set()
        assert go_on.wait(10)
        return "answer"

    answers: list[str] = []
    trial = Thread(target=lambda: answers.append(calls.breaker.call(slow)))
    trial.start()
    assert begun.wait(10)
    with pytest.raises(TryLater):
        calls.make()
    go_on.set()
    trial.join()
    assert answers == ["answer"]
    assert calls.make() == "answer"


def test_a_bug_during_the_trial_does_not_shut_the_provider_out_for_ever(calls: Calls, clock: FakeClock) -> None:
    calls.fail(times=3)
    clock.pass_(60)
    with pytest.raises(ZeroDivisionError):
        calls.make(ZeroDivisionError())
    assert calls.make() == "answer"


def test_a_call_that_began_before_does_not_keep_it_open_for_longer(calls: Calls, clock: FakeClock) -> None:
    def in_the_middle_of(step: Callable[[], object]) -> None:
        def work() -> str:
            step()
            raise away()

        with pytest.raises(TryLater):
            calls.breaker.call(work)

    def three_failures_and_half_a_minute() -> None:
        calls.fail(times=3)
        clock.pass_(30)

    in_the_middle_of(three_failures_and_half_a_minute)
    clock.pass_(30)
    assert calls.make() == "answer"
