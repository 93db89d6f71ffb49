"""`python -m tests.on_postgresql COMMAND …`: with TEST_DATABASE_URL; without one given, on a PostgreSQL of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.servers import PostgreSQL


@contextmanager
def server() -> Iterator[str]:
    """The URL of the server that is given, or of one that lives until the block ends."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    with PostgreSQL() as own:
        yield own.url


def main(command: list[str]) -> int:
    with server() as url:
        return subprocess.run(command, env={**os.environ, "TEST_DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
