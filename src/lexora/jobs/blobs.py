"""Large bodies: kept as private files, named by key, size and sha256 in messages."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.jobs.models import Blob

CHUNK = 1 << 20  # bytes read at once
LARGEST = 2 << 30  # bytes
NAME = 200  # characters


class TooLarge(Refused):
    code = "file_too_large"
    status = 413


def keep(source: IO[bytes], *, owner: User | None, name: str, content_type: str, now: datetime) -> Blob:
    """Store a body. Raises `DiskFull` or `TooLarge`; then nothing is left behind."""
    blob = Blob(owner=owner, name=name[:NAME], content_type=content_type[:100], created_at=now)
    counted = _Counted(source)
    try:
        default_storage.save(blob.path, File(counted))  # type: ignore[arg-type]  # read() is all it needs
        blob.size, blob.sha256 = counted.size, counted.digest.hexdigest()
        blob.save(force_insert=True)
    except BaseException:
        default_storage.delete(blob.path)
        raise
    return blob


@contextmanager
def opened(blob: Blob) -> Iterator[IO[bytes]]:
    """A copy of a body as a file of this machine, for a process to read; raises `OSError` when it is gone."""
    with TemporaryFile() as file:
        with default_storage.open(blob.path) as stored:
            shutil.copyfileobj(stored, file, CHUNK)
        file.seek(0)
        yield file


def forget(blob: Blob) -> None:
    """Delete a body for good, its bytes once nobody can find it any more."""
    path = blob.path
    with transaction.atomic():
        blob.delete()
        transaction.on_commit(lambda: default_storage.delete(path))


def prune(*, before: datetime) -> int:
    """Delete the bodies that were made before an instant."""
    old = list(Blob.objects.filter(created_at__lt=before)[:1000])
    for blob in old:
        forget(blob)
    return len(old)


class _Counted:
    """A file that is measured while it is read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.size = 0
        self.digest = hashlib.sha256()

    def read(self, size: int = CHUNK) -> bytes:
        chunk = self._source.read(size)
        self.size += len(chunk)
        if self.size > LARGEST:
            raise TooLarge
        self.digest.update(chunk)
        return chunk
