"""The processes of a stack: what starts them, watches them and ends them. Small programs stand in for the real ones."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.process import wait_until
from tools.processes import Part, Process, StackError, birth, end_leftovers
from tools.run_stack import ask_to_stop
from tools.servers import PostgreSQL
from tools.stack import Stack

SLEEP = "import time; time.sleep(60)"


class SmallStack(Stack):
    """A stack of two small programs, of which one ends when its file is there."""

    fails = False

    def _start_servers(self) -> dict[str, str]:
        return {"DATABASE_URL": "", "AMQP_URL": "", "REDIS_URL": ""}

    def _prepare(self) -> None:
        self.say("prepared")

    def _python(self, name: str, code: str) -> Part:
        return Part(name, [sys.executable, "-c", code], lambda: True, self.environment)

    def _web(self) -> Part:
        return self._python("web", SLEEP)

    def _worker(self) -> Part:
        return self._python("worker", "print('no memory', flush=True); raise SystemExit(3)" if self.fails else SLEEP)

    def _translation(self) -> Part:
        return self._python("translation", SLEEP)

    def _nginx(self) -> Part:
        return self._python("nginx", SLEEP)


def process(folder: Path, code: str, *, patience: float = 5) -> Process:
    part = Part("part", [sys.executable, "-c", code], lambda: (folder / "ready").exists(), patience=patience)
    return Process(part, logs=folder, run=folder)


READY_THEN = "import pathlib, time; pathlib.Path('{}').touch(); {}"


def ready_then(folder: Path, code: str) -> str:
    return READY_THEN.format(folder / "ready", code)


def test_a_process_is_waited_for_until_it_is_ready(tmp_path: Path) -> None:
    part = process(tmp_path, ready_then(tmp_path, "time.sleep(60)"))
    part.start()
    assert part.wait_until_ready() < 5
    assert part.runs
    part.stop()
    assert not part.runs


def test_one_that_ends_before_it_is_ready_is_told_with_its_last_words(tmp_path: Path) -> None:
    part = process(tmp_path, "print('the disk is full'); raise SystemExit(7)")
    part.start()
    with pytest.raises(StackError, match=r"part ended with code 7(.|\n)*the disk is full"):
        part.wait_until_ready()


def test_one_that_never_becomes_ready_is_given_up(tmp_path: Path) -> None:
    part = process(tmp_path, SLEEP, patience=0.3)
    part.start()
    with pytest.raises(StackError, match="not ready within 0 s"):
        part.wait_until_ready()
    part.kill()


def test_a_signal_from_outside_is_named(tmp_path: Path) -> None:
    part = process(tmp_path, ready_then(tmp_path, "time.sleep(60)"))
    part.start()
    part.wait_until_ready()
    os.kill(part.pid, signal.SIGKILL)
    with pytest.raises(StackError, match="was killed by SIGKILL"):
        wait_until(lambda: bool(part.check()), seconds=5, what="the end is seen")


def test_one_that_was_stopped_on_purpose_is_no_failure(tmp_path: Path) -> None:
    part = process(tmp_path, ready_then(tmp_path, "time.sleep(60)"))
    part.start()
    part.wait_until_ready()
    part.kill()
    part.check()


def test_who_does_not_listen_is_ended_by_force(tmp_path: Path) -> None:
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + ready_then(tmp_path, "time.sleep(60)")
    part = process(tmp_path, deaf)
    part.start()
    part.wait_until_ready()
    pid = part.pid
    part.stop(seconds=0.2)
    assert birth(pid) == ""


def test_a_kill_takes_the_children_too(tmp_path: Path) -> None:
    child = "import subprocess, sys; p = subprocess.Popen(['sleep', '60']); print(p.pid, flush=True); " + ready_then(
        tmp_path, "p.wait()"
    )
    part = process(tmp_path, child)
    part.start()
    part.wait_until_ready()
    pid = int(part.log.read_text())
    part.kill()
    wait_until(lambda: birth(pid) == "", seconds=5, what="the child is gone")


def test_what_a_killed_stack_left_behind_is_ended_and_strangers_are_not(tmp_path: Path) -> None:
    left = process(tmp_path, ready_then(tmp_path, "time.sleep(60)"))
    left.start()
    left.wait_until_ready()
    with subprocess.Popen(["sleep", "60"]) as stranger:
        (tmp_path / "other.pid").write_text(f"{stranger.pid} 1")  # the number was given to another process since
        assert end_leftovers(tmp_path) == ["part"]
        assert stranger.poll() is None
        stranger.kill()
    assert list(tmp_path.glob("*.pid")) == []
    left.kill()


def test_a_stack_starts_all_parts_and_stops_them(tmp_path: Path) -> None:
    said: list[str] = []
    with SmallStack(tmp_path, private=True, say=said.append) as stack:
        pids = [stack.pid(name) for name in ("web", "worker", "translation", "nginx")]
        assert all(birth(pid) for pid in pids)
        stack.kill("worker")
        stack.start_one("worker")
        assert stack.pid("worker") not in pids
    assert not any(birth(pid) for pid in pids)
    assert "prepared" in said
    assert any(line.startswith("nginx: ready after") for line in said)


def test_one_part_that_fails_stops_all_the_others(tmp_path: Path) -> None:
    stack = SmallStack(tmp_path, private=True)
    stack.fails = True
    with pytest.raises(StackError, match=r"worker ended with code 3(.|\n)*no memory"), stack:
        stack.watch()
    assert list((tmp_path / "run").glob("*.pid")) == []


def test_secrets_are_readable_by_their_owner_only_and_stay_the_same(tmp_path: Path) -> None:
    with SmallStack(tmp_path, private=True) as stack:
        first = stack.environment["SECRET_KEY"], stack.environment["SERVICE_TOKEN"]
    with SmallStack(tmp_path, private=True) as stack:
        assert (stack.environment["SECRET_KEY"], stack.environment["SERVICE_TOKEN"]) == first
    for name in ("secret_key", "service_token", "stack.env"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    assert len(first[1]) >= 32


def test_a_second_stack_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    with SmallStack(tmp_path, private=True), pytest.raises(StackError, match="make stack-stop"):
        SmallStack(tmp_path, private=True).start()


def test_a_port_that_is_taken_is_named_with_its_setting(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        stack = SmallStack(tmp_path, private=True, NGINX_PORT=str(other.getsockname()[1]))
        with pytest.raises(StackError, match=r"Port \d+ is not free. Choose another one: NGINX_PORT="):
            stack.start()


def test_to_stop_what_was_never_started_is_said(tmp_path: Path) -> None:
    with pytest.raises(StackError, match="No stack was started"):
        ask_to_stop(tmp_path)


def test_the_database_of_another_folder_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(PostgreSQL, "_psql", lambda _self, text: asked.append(text) or "/srv/other\n")
    with pytest.raises(StackError, match="belongs to the stack in /srv/other"):
        PostgreSQL(tmp_path, password="new", port=5432, private=False).create()
    assert "PASSWORD" not in "".join(asked)
