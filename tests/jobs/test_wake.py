"""Waking: what was said between looking and lying down is heard."""

import time

import pytest

from lexora.jobs import wake
from lexora.jobs.models import Job
from tests.process import wait_until
from tests.threads import PATIENCE, crew

LANE = Job.Lane.BULK


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wake, "_conditions", {})
    monkeypatch.setattr(wake, "_counts", {})


def sleepers() -> int:
    return len(wake._condition(LANE)._waiters)  # type: ignore[attr-defined]


def test_a_call_between_looking_and_waiting_is_not_lost() -> None:
    seen = wake.seen(LANE)
    wake.up(LANE)
    started = time.monotonic()
    wake.wait(LANE, since=seen, timeout=PATIENCE)
    assert time.monotonic() - started < PATIENCE / 2


def test_a_sleeper_wakes_when_it_is_called() -> None:
    with crew() as start:
        sleeper = start(lambda: wake.wait(LANE, since=0, timeout=PATIENCE))
        wait_until(lambda: sleepers() == 1, seconds=PATIENCE, what="one sleeps")
        wake.up(Job.Lane.INTERACTIVE)
        assert not sleeper.done()
        wake.up(LANE)
        sleeper.result(PATIENCE / 2)


def test_as_many_wake_as_there_are_jobs() -> None:
    with crew() as start:
        for _ in range(4):
            start(lambda: wake.wait(LANE, since=0, timeout=PATIENCE))
        wait_until(lambda: sleepers() == 4, seconds=PATIENCE, what="four sleep")
        wake.up(LANE, jobs=3)
        wait_until(lambda: sleepers() == 1, seconds=PATIENCE / 2, what="three are awake")
        wake.everybody()
        wait_until(lambda: sleepers() == 0, seconds=PATIENCE / 2, what="all are awake")


def test_nobody_waits_longer_than_asked() -> None:
    wake.wait(LANE, since=wake.seen(LANE), timeout=0.01)
