"""People of a running stack, who use its API."""

import itertools
import time
from collections.abc import Callable, Iterable
from typing import Any, Self

import httpx
import psycopg

from tools.stack import Stack

PASSWORD = "Correct-Horse-7"
AT_ONCE = 5.0  # seconds; a page that waits for the broker would take longer
TRANSLATIONS = (
    "SELECT count(*) FROM words_translation t JOIN words_entry e ON e.id = t.entry_id"
    " JOIN accounts_user u ON u.id = e.owner_id WHERE u.email = %s"
)
JOBS = "SELECT count(*) FROM jobs_job j JOIN accounts_user u ON u.id = j.owner_id WHERE u.email = %s"
GIVE_FILE = "UPDATE jobs_blob SET owner_id = (SELECT id FROM accounts_user WHERE email = %s) RETURNING 1"
_numbers = itertools.count(1)


def until(is_so: Callable[[], bool], *, seconds: float, what: str) -> None:
    """Look again and again until it is so; fail after so many seconds."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"{what}: not within {seconds} s"
        time.sleep(0.1)


class Person:
    """A learner with a token."""

    def __init__(self, stack: Stack, *, native: str = "uk", learning: str = "en") -> None:
        self.stack = stack
        self.email = f"learner{next(_numbers)}@example.com"
        stack.run("create-user", self.email, "--password", PASSWORD, "--native", native, "--learning", learning)
        self.api = httpx.Client(base_url=f"{stack.url}/api/v1", timeout=AT_ONCE)
        token = self.api.post("/auth/token", json={"email": self.email, "password": PASSWORD}).json()["token"]
        self.api.headers["Authorization"] = f"Bearer {token}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.api.close()

    def add(self, text: str, language: str = "en") -> dict[str, Any]:
        """Add an entry; the answer must come at once."""
        response = self.api.post("/entries", json={"text": text, "language": language})
        assert response.status_code == 201, response.text
        return response.json()  # type: ignore[no-any-return]

    def translations(self, entry_id: int) -> dict[str, tuple[str, str]]:
        """Status and text by language."""
        entry = self.api.get(f"/entries/{entry_id}").json()
        return {row["language"]: (row["status"], row["text"]) for row in entry["translations"]}

    def waits(self, *, seconds: float) -> None:
        """Until no translation of hers is on its way."""
        until(lambda: not self.count("t.text = '' AND t.reason IS NULL"), seconds=seconds, what="all translations")

    def count(self, which: str) -> int:
        """How many of her translations are so."""
        return int(self.ask(f"{TRANSLATIONS} AND {which}"))

    def jobs(self, which: str) -> int:
        """How many of her jobs are so."""
        return int(self.ask(f"{JOBS} AND {which}"))

    def ask(self, question: str) -> Any:
        """Of the database, which tells what no page shows."""
        with psycopg.connect(self.stack.environment["DATABASE_URL"]) as connection:
            row = connection.execute(question, [self.email]).fetchone()  # type: ignore[arg-type]
            return row and row[0]


def words(count: int, *, start: int = 0) -> Iterable[str]:
    """Texts that no dictionary knows, so that the provider is asked."""
    return (f"The number {start + n} is on the door" for n in range(count))
