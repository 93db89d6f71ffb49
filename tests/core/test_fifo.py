"""The gate lets people through in the order of their asking."""

import pytest

from lexora.core.fifo import FifoGate
from tests.process import wait_until
from tests.threads import PATIENCE, crew


def wait_for_line(gate: FifoGate, length: int) -> None:
    wait_until(lambda: len(gate._waiting) == length, seconds=PATIENCE, what=f"{length} wait at the gate")


def test_an_open_gate_is_entered_at_once_and_by_one_alone() -> None:
    gate = FifoGate()
    assert gate.acquire(0)
    assert not gate.acquire(0)
    gate.release()
    assert gate.acquire(0)


def test_who_asks_first_is_served_first() -> None:
    gate, served = FifoGate(), []

    def visit(name: int) -> None:
        assert gate.acquire(PATIENCE)
        served.append(name)
        gate.release()

    assert gate.acquire(0)
    with crew() as start:
        for name in range(5):
            start(visit, name)
            wait_for_line(gate, name + 1)
        gate.release()
    assert served == [0, 1, 2, 3, 4]


def test_who_has_just_left_goes_to_the_end_of_the_line() -> None:
    gate, served = FifoGate(), []

    def bulk() -> None:
        for turn in range(3):
            assert gate.acquire(PATIENCE)
            served.append(f"bulk {turn}")
            if turn == 0:
                wait_for_line(gate, 1)
            gate.release()

    def typed() -> None:
        assert gate.acquire(PATIENCE)
        served.append("typed")
        gate.release()

    assert gate.acquire(0)
    with crew() as start:
        start(bulk)
        wait_for_line(gate, 1)
        gate.release()
        wait_until(lambda: served != [], seconds=PATIENCE, what="the bulk writer is inside")
        start(typed)
    assert served.index("typed") == 1


def test_who_gives_up_leaves_the_line_to_the_others() -> None:
    gate = FifoGate()
    assert gate.acquire(0)
    with crew() as start:
        impatient = start(gate.acquire, 0.02)
        wait_for_line(gate, 1)
        patient = start(gate.acquire, PATIENCE)
        assert impatient.result(PATIENCE) is False
        assert not patient.done()
        gate.release()
        assert patient.result(PATIENCE) is True
    assert len(gate._waiting) == 0


def test_a_turn_that_comes_in_the_last_moment_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = FifoGate()
    assert gate.acquire(0)
    give_up = FifoGate._give_up

    def after_the_turn_came(self: FifoGate, turn: object) -> bool:
        self.release()
        return give_up(self, turn)  # type: ignore[arg-type]

    monkeypatch.setattr(FifoGate, "_give_up", after_the_turn_came)
    assert gate.acquire(0)
    assert gate._held
    assert len(gate._waiting) == 0
