"""Processes that are started, waited for and stopped, each with a log of its own."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lexora.config.environment import ROOT

LOOK = 0.1  # seconds between two looks
LAST_LINES = 20


class StackError(Exception):
    """The stack cannot go on; the text says why, and what to do."""


@dataclass(frozen=True)
class Part:
    """How a process is started, how it shows that it is ready, and how it is asked to end."""

    name: str
    command: list[str]
    is_ready: Callable[[], bool]
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    patience: float = 90  # seconds until it is ready
    ending: signal.Signals = signal.SIGTERM
    cwd: Path = ROOT


class Process:
    """One part while it runs. It leads a session of its own: Ctrl+C in a terminal does not reach it."""

    def __init__(self, part: Part, *, logs: Path, run: Path) -> None:
        self.part = part
        self.log = logs / f"{part.name}.log"
        self._note = run / f"{part.name}.pid"
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0

    @property
    def pid(self) -> int:
        if not self._process:
            raise StackError(f"{self.part.name} was not started.")
        return self._process.pid

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        if self.runs:
            return
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.part.command,
                env=dict(self.part.environment),
                cwd=self.part.cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._started_at = time.monotonic()
        self._note.write_text(f"{self.pid} {birth(self.pid)}")

    def wait_until_ready(self) -> float:
        """Return after how many seconds it was."""
        while not self.part.is_ready():
            self.check()
            if self.age > self.part.patience:
                raise StackError(f"{self.part.name} was not ready within {self.part.patience:.0f} s.{self.tail()}")
            time.sleep(LOOK)
        self.check()
        return self.age

    @property
    def age(self) -> float:
        return time.monotonic() - self._started_at

    def check(self) -> None:
        """Raise `StackError` when it has ended by itself."""
        if self._process and (code := self._process.poll()) is not None:
            how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
            raise StackError(f"{self.part.name} {how}.{self.tail()}")

    def stop(self, *, seconds: float = 30) -> None:
        """As an administrator stops it; after so many seconds by force."""
        if self._process and self.runs:
            self._process.send_signal(self.part.ending)
            try:
                self._process.wait(timeout=seconds)
            except subprocess.TimeoutExpired:
                self.kill()
        self._forget()

    def kill(self) -> None:
        """As the kernel stops it, with its children, when memory ends."""
        if self._process and self.runs:
            os.killpg(self.pid, signal.SIGKILL)
            self._process.wait(timeout=30)
        self._forget()

    def tail(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:]
        return "".join(f"\n    {line}" for line in [f"The last lines of {self.log}:", *lines])

    def _forget(self) -> None:
        self._process = None
        self._note.unlink(missing_ok=True)


def end_leftovers(run: Path) -> list[str]:
    """End what an earlier stack, itself killed, has left running in this folder. Return the names."""
    ended = []
    for note in sorted(run.glob("*.pid")):
        pid, _, born = note.read_text().partition(" ")
        if born and pid.isdecimal() and birth(int(pid)) == born:
            os.killpg(int(pid), signal.SIGKILL)
            ended.append(note.stem)
            while birth(int(pid)) == born:
                time.sleep(LOOK)
        note.unlink()
    return ended


def birth(pid: int) -> str:
    """When the process began, in the kernel's ticks: together with its number, this names one process only."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] == "Z" else fields[19]


def wait_for(is_done: Callable[[], bool], *, seconds: float) -> bool:
    """Look again and again; return whether it came true in time."""
    deadline = time.monotonic() + seconds
    while not (done := is_done()) and time.monotonic() < deadline:
        time.sleep(LOOK)
    return done


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def says(port: int, question: bytes, answer: bytes) -> bool:
    """Whether somebody at the port of this machine answers the question so."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as talk:
            talk.sendall(question)
            return talk.recv(len(answer)) == answer
    except OSError:
        return False
