"""The real process is killed in the middle of its work, twice. Nothing is lost and nothing is done twice."""

from collections.abc import Iterator
from threading import Event

import httpx
import pytest

from tests.databases import SERVER
from tests.process import Lexora, wait_until
from tests.services.translation.wire import Asked, Behaviour, TranslationServers

WORDS = 100
JOBS = 2 * WORDS  # each word goes to Ukrainian and to Greek
EMAIL, PASSWORD = "ann@example.com", "Correct-Horse-7"
SECONDS_OF_AN_ANSWER = 0.03


class SlowServers(TranslationServers):
    """Takes its time for each answer, and can be told to answer only so many for now."""

    def __init__(self) -> None:
        super().__init__()
        self.answers_for_now = JOBS
        self.go_on = Event()

    def note(self, asked: Asked) -> Behaviour:
        behaviour = super().note(asked)
        self._closing.wait(SECONDS_OF_AN_ANSWER)
        if len(self.asked()) > self.answers_for_now:
            self.go_on.wait()
        return behaviour

    def close(self) -> None:
        self.go_on.set()
        super().close()

    def wait_for_questions(self, count: int) -> None:
        wait_until(lambda: len(self.asked()) >= count, seconds=30, what=f"{count} texts are asked for")


@pytest.fixture(scope="module")
def servers() -> Iterator[SlowServers]:
    with SlowServers() as running:
        yield running


@pytest.fixture(scope="module")
def lexora(tmp_path_factory: pytest.TempPathFactory, servers: SlowServers) -> Iterator[Lexora]:
    environment = {
        "TRANSLATION_PROVIDERS": "google",
        "TRANSLATION_RATE_PER_SECOND": "10000",
        "TRANSLATION_TIMEOUT_SECONDS": "60",
        "GOOGLE_TRANSLATE_URL": servers.google_url,
    }
    with Lexora(tmp_path_factory.mktemp("killed") / "data", **environment) as running:
        running.run("create-user", EMAIL, "--password", PASSWORD, "--native", "uk", "--learning", "en,el")
        yield running


def jobs(lexora: Lexora) -> dict[str, int]:
    return dict(lexora.look("SELECT status, count(*) FROM jobs_job GROUP BY status"))


def sign_in(lexora: Lexora) -> dict[str, str]:
    answer = httpx.post(f"{lexora.url}/api/v1/auth/token", json={"email": EMAIL, "password": PASSWORD})
    return {"Authorization": f"Bearer {answer.json()['token']}"}


def add_words(lexora: Lexora, token: dict[str, str], count: int, *, kind: str = "word") -> list[int]:
    """The status of each answer: 201 for a new word, 200 for one that is there."""
    with httpx.Client(base_url=lexora.url, headers=token, timeout=30) as client:
        drafts = [{"text": f"{kind} number {n}", "language": "en"} for n in range(count)]
        return [client.post("/api/v1/entries", json=draft).status_code for draft in drafts]


def test_a_killed_server_loses_nothing_and_does_nothing_twice(lexora: Lexora, servers: SlowServers) -> None:
    token = sign_in(lexora)

    servers.answers_for_now = 40
    assert add_words(lexora, token, 60) == [201] * 60
    servers.wait_for_questions(41)
    lexora.kill()
    left = jobs(lexora)
    assert sum(left.values()) == 120
    assert left["pending"] > 0
    assert left["processing"] > 0

    servers.answers_for_now = 10 * JOBS
    servers.go_on.set()
    lexora.start()
    assert add_words(lexora, token, WORDS) == [200] * 60 + [201] * 40
    servers.wait_for_questions(130)
    lexora.kill()

    lexora.start()
    wait_until(lambda: jobs(lexora) == {"completed": JOBS}, seconds=30, what="all jobs are completed")
    translations = lexora.look("SELECT entry_id, language, text, source, provider FROM words_translation")
    assert len(translations) == len({row[:2] for row in translations}) == JOBS
    assert {row[3:] for row in translations} == {("machine", "google")}
    assert all(row[2] for row in translations)
    assert lexora.look("SELECT count(*) FROM words_entry WHERE is_translated") == [(WORDS,)]
    if not SERVER:
        assert lexora.look("PRAGMA integrity_check") == [("ok",)]
    assert lexora.look("SELECT count(*) FROM words_translation WHERE reason IS NOT NULL") == [(0,)]


def test_a_server_that_is_asked_to_stop_finishes_what_it_has_in_hand(lexora: Lexora, servers: SlowServers) -> None:
    asked_before, done_before = len(servers.asked()), jobs(lexora).get("completed", 0)
    assert add_words(lexora, sign_in(lexora), 20, kind="phrase") == [201] * 20
    lexora.stop()
    assert "processing" not in jobs(lexora)
    assert jobs(lexora)["completed"] - done_before == len(servers.asked()) - asked_before
    lexora.start()
    wait_until(lambda: set(jobs(lexora)) == {"completed"}, seconds=30, what="the rest is completed")
    assert len(servers.asked()) - asked_before == 40
