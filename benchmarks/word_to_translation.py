"""How long it takes from a word sent by a browser until its translation is stored and shown on the page.

A real server process; the provider is Google's protocol spoken by a server on the loopback that answers at once. The
anchor is the bare call of that provider over HTTP, in this process.
"""

import sqlite3
import time
from collections.abc import Callable
from datetime import datetime
from itertools import count

import httpx
from common import DATA, Times, make_database, make_learner, measure, ms, ratio, server, session_of, table

from lexora_contract.messages import TranslateCall
from lexora_services.translation import wiring
from lexora_services.translation.settings import TranslationSettings
from tests.services.translation.wire import TranslationServers

REPEATS = 200
LONGEST = 10.0  # seconds
TRANSLATED = """
    SELECT 1 FROM words_translation t JOIN words_entry e ON e.id = t.entry_id
    WHERE e.source_text = ? AND t.language = 'uk' AND t.text <> ''
"""


FINISHED = """
    SELECT e.created_at, max(j.finished_at) FROM words_entry e
    JOIN words_translation t ON t.entry_id = e.id JOIN jobs_job j ON j.id = t.job_id
    GROUP BY e.id ORDER BY e.id DESC LIMIT ?
"""


class Browser:
    """Saves words as the page does, and looks for their translations."""

    def __init__(self, url: str, session: str) -> None:
        self.client = httpx.Client(base_url=url, cookies={"sessionid": session, "csrftoken": "c" * 32}, timeout=30)
        self.client.headers.update({"X-CSRFToken": "c" * 32, "HX-Request": "true", "Origin": url})
        self.database = sqlite3.connect(f"file:{DATA / 'lexora.sqlite3'}?mode=ro", uri=True, isolation_level=None)
        self.numbers = count(1)
        self.answered: list[float] = []
        self.stored: list[float] = []

    def save_word(self) -> None:
        """Note how long the answer took, and how long until the translation was in the database."""
        text = f"word {next(self.numbers)}"
        start = time.perf_counter()
        answer = self.client.post("/my/vocabulary/new", data={"text": text, "language": "en"})
        self.answered.append(time.perf_counter() - start)
        assert answer.status_code == 200, answer.status_code
        self._wait_for(text, until=start + LONGEST)
        self.stored.append(time.perf_counter() - start)

    def _wait_for(self, text: str, *, until: float) -> None:
        while not self.database.execute(TRANSLATED, [text]).fetchone():
            assert time.perf_counter() < until, f"no translation of {text!r}"
            time.sleep(0.003)  # looking more often takes time from the server

    def by_the_server(self, words: int) -> list[float]:
        """Seconds from the time that stands at a word to the time that stands at its last translation's job."""
        rows = self.database.execute(FINISHED, [words]).fetchall()
        return [(datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds() for start, end in rows]


def provider_call(google_url: str) -> Callable[[], object]:
    """One word asked of the provider by the translation service's own code, without jobs and pages."""
    settings = TranslationSettings(
        translation_providers=("google",), google_translate_url=google_url, translation_rate_per_second=10_000
    )
    service = wiring.build(settings)
    numbers = count(1)
    return lambda: service.translate(TranslateCall(text=f"bare {next(numbers)}", source="en", target="uk"))


def main() -> None:
    make_database()
    ann = make_learner("ann")
    with (
        TranslationServers() as google,
        server(TRANSLATION_PROVIDERS="google", TRANSLATION_RATE_PER_SECOND="10000", **google.environment) as lexora,
    ):
        browser = Browser(lexora.url, session_of(ann))
        measure(browser.save_word, repeats=REPEATS, warm_up=20)
        bare = measure(provider_call(google.google_url), repeats=REPEATS, warm_up=20)
    answered, stored = Times(browser.answered[20:]), Times(browser.stored[20:])
    rows = [
        _row("word saved → translation stored, the server’s clock", Times(browser.by_the_server(REPEATS)), bare),
        _row("word sent → translation stored", stored, bare),
        _row("word sent → answer of the page", answered, bare),
        _row("bare call of the provider (anchor)", bare, bare),
    ]
    table("From a word to its translation", ("", "median", "p95", "longest", "median / anchor"), rows)
    print(f"\nBeyond the provider's own time: {ms(stored.median - bare.median)} (bar 50 ms, reach for 20 ms).")


def _row(name: str, times: Times, anchor: Times) -> tuple[str, ...]:
    return (name, ms(times.median), ms(times.p95), ms(max(times.seconds)), ratio(times.median, anchor.median))


if __name__ == "__main__":
    main()
