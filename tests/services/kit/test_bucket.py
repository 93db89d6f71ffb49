from threading import Thread

import pytest

from lexora_services.kit.bucket import Bucket
from tests.services.fake_clock import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def bucket(clock: FakeClock) -> Bucket:
    return Bucket(rate=4, burst=5, clock=clock, sleep=clock.sleep)


def take_all(bucket: Bucket) -> int:
    taken = 0
    while bucket.try_take():
        taken += 1
    return taken


def test_a_burst_is_free_and_then_the_rate_holds(bucket: Bucket, clock: FakeClock) -> None:
    assert take_all(bucket) == 5
    clock.pass_(0.5)
    assert take_all(bucket) == 2


def test_no_more_than_a_burst_is_saved_up(bucket: Bucket, clock: FakeClock) -> None:
    clock.pass_(3600)
    assert take_all(bucket) == 5


def test_who_may_wait_gets_a_token_later(bucket: Bucket, clock: FakeClock) -> None:
    take_all(bucket)
    assert bucket.take(2)
    assert clock.slept == [pytest.approx(0.25)]


def test_who_would_wait_too_long_is_told_at_once(bucket: Bucket, clock: FakeClock) -> None:
    take_all(bucket)
    assert not bucket.take(0.24)
    assert clock.slept == []


def test_a_refusal_costs_no_token(bucket: Bucket, clock: FakeClock) -> None:
    take_all(bucket)
    for _ in range(10):
        bucket.take(0.1)
    clock.pass_(0.25)
    assert bucket.try_take()


def test_those_who_wait_stand_in_line(clock: FakeClock) -> None:
    waited: list[float] = []
    bucket = Bucket(rate=4, burst=1, clock=clock, sleep=waited.append)
    assert [bucket.take(1) for _ in range(6)] == [True] * 5 + [False]
    assert waited == [pytest.approx(0.25 * place) for place in range(1, 5)]


def test_bulk_leaves_tokens_for_somebody_who_types(bucket: Bucket, clock: FakeClock) -> None:
    while bucket.take(0, leave=2):
        pass
    assert take_all(bucket) == 2


def test_bulk_goes_on_even_where_a_burst_is_a_single_token(clock: FakeClock) -> None:
    bucket = Bucket(rate=1, burst=1, clock=clock, sleep=clock.sleep)
    assert [bucket.take(30, leave=2) for _ in range(3)] == [True, True, True]
    assert clock.slept == [pytest.approx(1), pytest.approx(1)]


def test_threads_share_one_bucket(clock: FakeClock) -> None:
    bucket = Bucket(rate=1, burst=50, clock=clock, sleep=clock.sleep)
    taken: list[bool] = []
    threads = [Thread(target=lambda: taken.extend(bucket.try_take() for _ in range(20))) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(taken), sum(taken)) == (100, 50)
