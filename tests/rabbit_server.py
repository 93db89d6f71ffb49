"""A RabbitMQ of one's own, for tests that stop and kill it."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Self

from tests.process import free_port, wait_until

START = 60  # seconds
# Debian's `rabbitmq-server` in the path changes to a user of its own; the program behind it stays who we are.
PLACES = ("/usr/lib/rabbitmq/bin", *os.environ.get("PATH", "").split(os.pathsep), "/usr/sbin")
PROGRAM = shutil.which("rabbitmq-server", path=os.pathsep.join(PLACES))


class RabbitMQ:
    """`with RabbitMQ() as rabbit:` runs a node of its own until the block ends. What it keeps survives a restart."""

    def __init__(self) -> None:
        self.port, self._dist_port = free_port(), free_port()
        self._folder = Path(tempfile.mkdtemp(prefix="rabbitmq-"))
        self.log = self._folder / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"amqp://guest:guest@127.0.0.1:{self.port}/"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        assert PROGRAM, "RabbitMQ is not installed"
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [PROGRAM], env=self._environment(), cwd=self._folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        wait_until(self._greets, seconds=START, what=f"RabbitMQ starts (see {self.log})")

    def stop(self) -> None:
        """As an administrator stops it."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """As the kernel stops it when memory ends.

        A queue that was declared less than about five seconds ago may not be usable afterwards: RabbitMQ 3.10 has not
        written down yet that it has ever had a leader, and waits for one.
        """
        self._end(signal.SIGKILL)

    def forget(self) -> None:
        """While it is stopped: queues and messages are gone, as after a lost disk."""
        shutil.rmtree(self._folder / "mnesia", ignore_errors=True)

    def _environment(self) -> dict[str, str]:
        plugins = self._folder / "enabled_plugins"
        plugins.write_text("[].\n")
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("RABBITMQ_")},
            "HOME": str(self._folder),  # the cookie is made here
            "RABBITMQ_NODENAME": f"test-{self.port}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(self._dist_port),
            "RABBITMQ_CONF_ENV_FILE": str(self._folder / "no-rabbitmq-env.conf"),
            "RABBITMQ_CONFIG_FILE": str(self._folder / "rabbitmq"),
            "RABBITMQ_MNESIA_BASE": str(self._folder / "mnesia"),
            "RABBITMQ_LOG_BASE": str(self._folder / "log"),
            "RABBITMQ_PID_FILE": str(self._folder / "pid"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(plugins),
            "RUNNING_UNDER_SYSTEMD": "true",  # the shell gives its place to the server, so that signals reach it
        }

    def _end(self, how: signal.Signals) -> None:
        if self._process and self.is_running:
            self._process.send_signal(how)
            self._process.wait(timeout=60)

    def _greets(self) -> bool:
        """Whether it answers in its own protocol; an open port alone comes too early."""
        assert self.is_running, self.log.read_text()[-3000:]
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=2) as talk:
                talk.sendall(b"AMQP\x00\x00\x09\x01")
                return len(talk.recv(8)) > 0
        except OSError:
            return False
