"""Servers that a test starts for itself, so that it may stop them and break them."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Self

import psycopg
import pytest

from tests.process import free_port, wait_until

START = 60  # seconds
STOP = 30  # seconds


class Server:
    """`with Kind() as server:` runs it on a free port, in a folder of its own, until the block ends.

    Root hands the folder and the process to `account`, since such servers refuse to run as root.
    """

    account = ""  # who runs it when the tests run as root
    polite = signal.SIGTERM

    def __init__(self) -> None:
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix=f"lexora-{type(self).__name__.lower()}-"))
        self.log = self.folder / "log"
        self._process: subprocess.Popen[bytes] | None = None
        if self._as_account:
            shutil.chown(self.folder, self.account, self.account)

    @property
    def url(self) -> str:
        raise NotImplementedError

    def prepare(self) -> None:
        """What is done once, before the first start."""

    def command(self) -> list[str]:
        """The program, in the foreground, and its arguments."""
        raise NotImplementedError

    def answers(self) -> bool:
        """Whether clients are served."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        try:
            self.prepare()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command(), cwd=self.folder, stdout=log, stderr=log, **self._as_account
            )
        wait_until(self._is_up, seconds=START, what=f"{type(self).__name__} starts (see {self.log})")

    def stop(self) -> None:
        """As an administrator stops it: clients are sent away."""
        self._end(self.polite)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        self.stop()
        self.start()

    def run(self, *command: str) -> None:
        """A program beside the server, as the same person."""
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, timeout=START, **self._as_account
        )
        assert done.returncode == 0, done.stderr

    @property
    def _as_account(self) -> dict[str, Any]:
        if os.geteuid() or not self.account:
            return {}
        return {"user": self.account, "group": pwd.getpwnam(self.account).pw_gid, "extra_groups": []}

    def _is_up(self) -> bool:
        assert self._process
        assert self._process.poll() is None, self.log.read_text()[-3000:]
        return self.answers()

    def _end(self, how: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(timeout=STOP)


class PostgreSQL(Server):
    """A PostgreSQL whose only person is `lexora`; everything may be lost with it."""

    account = "postgres"
    polite = signal.SIGINT  # a "fast" shutdown: it waits for no client

    @property
    def url(self) -> str:
        return f"postgresql://lexora@127.0.0.1:{self.port}/postgres"

    def prepare(self) -> None:
        how = ["--username", "lexora", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
        self.run(program("initdb"), *how, str(self._data))

    def command(self) -> list[str]:
        options = {"listen_addresses": "127.0.0.1", "unix_socket_directories": self.folder, "fsync": "off"}
        words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        return [program("postgres"), "-D", str(self._data), "-p", str(self.port), *words]

    def answers(self) -> bool:
        return is_up(self.url)

    def kill(self) -> None:
        """As a crash: SIGQUIT ends the children too, which would outlive a killed parent."""
        self._end(signal.SIGQUIT)

    @property
    def _data(self) -> Path:
        return self.folder / "data"


def program(name: str) -> str:
    """A program of PostgreSQL, which Debian keeps off the path. Skips the test where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}")) or [shutil.which(name)]
    if not found[-1]:
        pytest.skip(f"PostgreSQL's {name} is not installed")
    return str(found[-1])


def is_up(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True
