"""Runs the process that typesets: a few at a time, each for some seconds only."""

import logging
import subprocess  # nosec B404
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from threading import BoundedSemaphore
from typing import IO

from django.conf import settings

from lexora.core.errors import NotNow

log = logging.getLogger(__name__)
CHILD = Path(__file__).with_name("child.py")
FONTS = "@expo-google-fonts/inter"  # of npm
SECONDS = 10  # that a document may take
AT_ONCE = 2  # documents in one process of Lexora
PATIENCE = 3  # seconds that one waits for a place
_places = BoundedSemaphore(AT_ONCE)


class PrintBusy(NotNow):
    code = "print_busy"


class PrintTooSlow(NotNow):
    code = "print_too_slow"


class PrintFailed(NotNow):
    code = "print_failed"


@contextmanager
def typeset(source: IO[bytes], *, patience: float = PATIENCE) -> Iterator[IO[bytes]]:
    """The PDF of what was staged, as a file; raises `PrintBusy`, `PrintTooSlow` or `PrintFailed`."""
    with TemporaryFile() as target:
        if not _places.acquire(timeout=patience):
            raise PrintBusy(wait=5)
        try:
            _run(source, target)
        finally:
            _places.release()
        target.seek(0)
        yield target


def _run(source: IO[bytes], target: IO[bytes]) -> None:
    command = [sys.executable, "-I", str(CHILD), str(Path(settings.NODE_MODULES) / FONTS)]
    with TemporaryFile() as words:
        try:
            # It gets no environment: no secret of ours is there for it to know.
            done = subprocess.run(  # noqa: S603  # nosec B603
                command, stdin=source, stdout=target, stderr=words, env={}, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:  # it was killed, and waited for
            log.warning("a document took more than %s s and was given up", SECONDS)
            raise PrintTooSlow from error
        if done.returncode or not _is_whole(target):
            words.seek(0)
            said = words.read(500).decode(errors="replace")
            log.error("a document cannot be typeset (exit code %s): %s", done.returncode, said)
            raise PrintFailed


def _is_whole(file: IO[bytes]) -> bool:
    """Whether it begins and ends as a PDF does."""
    file.seek(0)
    if file.read(5) != b"%PDF-":
        return False
    file.seek(-32, 2)
    return b"%%EOF" in file.read()
