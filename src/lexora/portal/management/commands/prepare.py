"""`lexora prepare`: make the data folder ready to be served. Safe to run again; quick when nothing changed."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from lexora.core.database import is_away
from lexora.learning import content as shop
from lexora.library import content as library
from lexora.portal import catalogues, demo
from lexora.portal.queries import is_migrated

STAMPS = "stamps"
PREPARING = 0x4C58_5052  # the advisory lock of whoever prepares
AWAY = "The database cannot be reached; is it running, and is DATABASE_URL right?"


class Command(BaseCommand):
    help = "Prepare the database, interface languages, static files, content and demo accounts."

    def handle(self, *_args: Any, **_options: Any) -> None:
        find_database()
        with one_at_a_time():
            self.prepare()

    def prepare(self) -> None:
        catalogues.compile_all()
        if not is_migrated():
            call_command("migrate", verbosity=0)
            self.stdout.write("The database is ready.")
        self.once("static", _static_digest(), self.collect_static)
        self.once("content", _content_digest(), self.load_content)
        if settings.ENV.lexora_demo:
            for line in demo.create_once():
                self.stdout.write(line)

    def once(self, name: str, digest: str, action: Any) -> None:
        """Do what has to be done again only when its sources changed."""
        stamp = Path(settings.DATA_DIR) / STAMPS / name
        if stamp.exists() and stamp.read_text() == digest:
            return
        action()
        stamp.parent.mkdir(exist_ok=True)
        stamp.write_text(digest)

    def collect_static(self) -> None:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=["redoc*"])
        self.stdout.write("The static files are ready.")

    def load_content(self) -> None:
        self.stdout.write(f"{library.load(settings.CONTENT_DIR)} curated words are loaded.")
        self.stdout.write(f"{shop.load(settings.CONTENT_DIR)} items of the shop are loaded.")


def find_database() -> None:
    """Ask for the database once, so that one that is away ends the start with a sentence."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        if is_away(error):
            raise CommandError(f"{AWAY}\n{error}") from error
        raise


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let others who prepare the same PostgreSQL database wait. Of SQLite's data folder there is one server."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARING])


def _static_digest() -> str:
    paths = [Path(storage.path(path)) for finder in get_finders() for path, storage in finder.list([])]
    return hashlib.sha256("".join(f"{p}{p.stat().st_mtime_ns}{p.stat().st_size}" for p in paths).encode()).hexdigest()


def _content_digest() -> str:
    """Of the files, and of the database that has them."""
    files = [settings.CONTENT_DIR / name for name in (library.FILE, shop.FILE)]
    database = connection.settings_dict
    where = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
    return hashlib.sha256(where.encode() + b"".join(file.read_bytes() for file in files if file.exists())).hexdigest()
