"""The real translation service in a process of its own, for tests of what only a whole process shows."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

import httpx

from tests.process import free_port, wait_until

START = 30  # seconds
TOKEN = "the token of platform and services"
FOREIGN = ("AMQP_", "SERVICE_", "TRANSLATION_", "LEXORA_", "GOOGLE_", "MYMEMORY_", "LIBRETRANSLATE_")
COMMAND = [sys.executable, "-m", "lexora_services.translation"]
SOURCE = Path(__file__).resolve().parents[2] / "src"


def environment(**settings: str) -> dict[str, str]:
    """Nothing of the machine's settings, and these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return {**kept, "PYTHONPATH": str(SOURCE), "LEXORA_ENV_FILE": "", **settings}


class TranslationProcess:
    """`with TranslationProcess(log, …) as service:` serves until the block ends. It may be killed and started again."""

    def __init__(self, log: Path, **settings: str) -> None:
        self.log = log
        self.port = free_port()
        self._environment = environment(SERVICE_TOKEN=TOKEN, SERVICE_PORT=str(self.port), **settings)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(COMMAND, env=self._environment, stdout=log, stderr=log)
        wait_until(lambda: self.status("/health") == 200, seconds=START, what=f"the service starts (see {self.log})")

    def wait_until_ready(self) -> None:
        wait_until(lambda: self.status("/ready") == 200, seconds=START, what=f"it is ready (see {self.log})")

    def status(self, path: str) -> int:
        """The status it answers with; 0 for no answer."""
        assert self._process
        assert self._process.poll() is None, self.log.read_text()[-3000:]
        try:
            return httpx.get(self.url + path, timeout=2).status_code
        except httpx.HTTPError:
            return 0

    def stop(self) -> int:
        """As an administrator stops it; the exit code."""
        return self._end(signal.SIGTERM)

    def kill(self) -> int:
        """As the kernel stops it when memory ends."""
        return self._end(signal.SIGKILL)

    def lines(self) -> list[dict[str, Any]]:
        """What it has logged."""
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def _end(self, how: signal.Signals) -> int:
        assert self._process
        if self._process.poll() is None:
            self._process.send_signal(how)
        return self._process.wait(timeout=30)
