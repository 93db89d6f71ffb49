"""The real Lexora in a process of its own, for tests of what only a whole process shows."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, Self

import httpx

from tests.databases import SERVER, ask, fresh_database

START = 60  # seconds; the first start also makes the database and the static files
LEXORA = [str(Path(sys.executable).with_name("lexora"))]


def wait_until(is_done: Callable[[], bool], *, seconds: float, what: str) -> None:
    """Look again and again until it is done; fail after so many seconds."""
    deadline = time.monotonic() + seconds
    while not is_done():
        assert time.monotonic() < deadline, f"{what}: not within {seconds} s"
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Lexora:
    """`with Lexora(folder) as lexora:` serves until the block ends. It may be killed and started again.

    Where the tests run on PostgreSQL, it has a database of its own there, unless DATABASE_URL is given.
    """

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.log = folder.with_suffix(".log")
        known = {name: value for name, value in os.environ.items() if not name.startswith(("LEXORA_", "TRANSLATION_"))}
        self.environment = {
            **known,
            "DJANGO_SETTINGS_MODULE": "lexora.config.settings",
            "LEXORA_ENV_FILE": "",
            "LEXORA_DATA_DIR": str(folder),
            "LEXORA_DEMO": "0",
            "LEXORA_LOG_LEVEL": "WARNING",
            "PORT": str(self.port),
            "TRANSLATION_PROVIDERS": "dictionary",
            "DATABASE_URL": "",
            **environment,
        }
        self.environment.pop("SECRET_KEY", None)
        self._process: subprocess.Popen[bytes] | None = None
        self._commands: subprocess.Popen[str] | None = None
        self._has_database = SERVER and "DATABASE_URL" not in environment
        self._afterwards = ExitStack()

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def __enter__(self) -> Self:
        with ExitStack() as undo:
            if self._has_database:
                self.environment["DATABASE_URL"] = undo.enter_context(fresh_database(SERVER))
            undo.callback(self.stop)
            self.start()
            self._afterwards = undo.pop_all()
        return self

    def __exit__(self, *_error: object) -> None:
        self._afterwards.close()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen([*LEXORA, "serve"], env=self.environment, stdout=log, stderr=log)
        wait_until(self._answers, seconds=START, what=f"Lexora starts (see {self.log})")

    def stop(self) -> None:
        """As an administrator stops it."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """As the kernel stops it when memory ends."""
        self._end(signal.SIGKILL)

    def run(self, *words: str) -> str:
        """A command beside the server; returns what it prints."""
        done = subprocess.run([*LEXORA, *words], env=self.environment, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def call(self, *words: str) -> None:
        """A command of Django beside the server, in a process that is kept for more of them."""
        if not self._commands:
            with self.log.open("ab") as log:
                command = [sys.executable, "-m", "tests.commands"]
                self._commands = subprocess.Popen(
                    command, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
                )
        assert self._commands.stdin
        assert self._commands.stdout
        self._commands.stdin.write(json.dumps(words) + "\n")
        self._commands.stdin.flush()
        assert self._commands.stdout.readline() == "done\n", self.log.read_text()[-3000:]

    def look(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query to its database."""
        if url := self.environment["DATABASE_URL"]:
            return ask(url, query)
        with closing(sqlite3.connect(self.folder / "lexora.sqlite3")) as database:
            return database.execute(query).fetchall()

    def _end(self, how: signal.Signals) -> None:
        if self._commands:
            self._commands.communicate(timeout=30)
            self._commands = None
        if self._process and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(timeout=30)

    def _answers(self) -> bool:
        assert self._process
        assert self._process.poll() is None, self.log.read_text()[-3000:]
        try:
            return httpx.get(f"{self.url}/health", timeout=2).status_code == 200
        except httpx.HTTPError:
            return False
