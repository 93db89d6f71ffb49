"""What only a real PostgreSQL shows: many requests over few connections, a restart in the middle, its locale."""

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import pytest
from django.db import connection

from tests.databases import ask, fresh_database, only_on_postgresql
from tests.process import Lexora, wait_until
from tests.servers import PostgreSQL

pytestmark = only_on_postgresql
EMAIL, PASSWORD = "ann@example.com", "Correct-Horse-7"
POOL = 4  # fewer than the job threads: one that kept its connection would be missed
READERS = 150
PAGE = {"Accept": "text/html"}
SESSION = "a" * 32


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSQL]:
    with PostgreSQL() as running:
        yield running


@pytest.fixture(scope="module")
def lexora(server: PostgreSQL, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lexora]:
    folder = tmp_path_factory.mktemp("postgresql") / "data"
    environment = {"DATABASE_URL": server.url, "DATABASE_POOL": str(POOL), "RATE_API": "100000/minute"}
    with Lexora(folder, **environment) as running:
        running.run("create-user", EMAIL, "--password", PASSWORD, "--native", "uk", "--learning", "en,el")
        yield running


@pytest.fixture
def program(lexora: Lexora) -> Iterator[httpx.Client]:
    token = httpx.post(f"{lexora.url}/api/v1/auth/token", json={"email": EMAIL, "password": PASSWORD}).json()["token"]
    limits = httpx.Limits(max_connections=READERS, max_keepalive_connections=READERS)
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=lexora.url, headers=headers, limits=limits, timeout=60) as client:
        yield client


def connections(lexora: Lexora) -> Counter[str]:
    """How many connections Lexora has, by what they do."""
    rows = lexora.look(
        "SELECT state FROM pg_stat_activity WHERE datname = current_database()"
        " AND backend_type = 'client backend' AND query NOT LIKE '%pg_stat_activity%'"  # those of this question
    )
    return Counter(state for (state,) in rows)


def add(program: httpx.Client, text: str) -> httpx.Response:
    return program.post("/api/v1/entries", json={"text": text, "language": "en"})


def test_many_readers_at_once_share_a_few_connections_and_give_them_back(lexora: Lexora, program: httpx.Client) -> None:
    for _round in range(2):
        with ThreadPoolExecutor(READERS) as readers:
            answers = [readers.submit(program.get, "/api/v1/entries") for _ in range(READERS)]
            most = 0
            while not all(answer.done() for answer in answers):
                most = max(most, connections(lexora).total())
        assert Counter(answer.result().status_code for answer in answers) == {200: READERS}
        assert 0 < most <= POOL
    wait_until(lambda: set(connections(lexora)) == {"idle"}, seconds=10, what="all connections are given back")


@contextmanager
def writing(program: httpx.Client) -> Iterator[list[tuple[str, httpx.Response]]]:
    """Words are added, one after the other in each of four threads, until the block ends."""
    answers: list[tuple[str, httpx.Response]] = []
    enough = threading.Event()

    def write(name: int) -> None:
        count = 0
        while not enough.is_set():
            text = f"word {name} {count}"
            answers.append((text, add(program, text)))
            count += 1

    with ThreadPoolExecutor(4) as writers:
        running = [writers.submit(write, name) for name in range(4)]
        try:
            yield answers
        finally:
            enough.set()
        for writer in running:
            writer.result()


def test_a_restart_costs_requests_in_flight_a_clean_answer_and_nothing_is_lost(
    server: PostgreSQL, lexora: Lexora, program: httpx.Client
) -> None:
    def written(count: int) -> bool:
        return sum(answer.status_code == 201 for _text, answer in answers) >= count

    with writing(program) as answers:
        wait_until(lambda: written(20), seconds=30, what="words are written")
        server.restart()
        before = len(answers)
        wait_until(lambda: written(before + 20), seconds=60, what="words are written again")
    assert {answer.status_code for _text, answer in answers} <= {201, 503}
    assert all(answer.json()["code"] == "not_now" for _text, answer in answers if answer.status_code == 503)
    stored = {text for (text,) in lexora.look("SELECT source_text FROM words_entry")}
    assert {text for text, answer in answers if answer.status_code == 201} <= stored
    wait_until(
        lambda: lexora.look("SELECT DISTINCT status FROM jobs_job") in ([("failed",)], [("completed",)]),
        seconds=60,
        what="all jobs are done",
    )


def test_while_the_database_is_away_people_are_told_so_and_nothing_has_to_be_started_again(
    server: PostgreSQL, lexora: Lexora, program: httpx.Client
) -> None:
    assert httpx.get(f"{lexora.url}/ready").json()["status"] == "pass"
    server.stop()
    try:
        page = httpx.get(f"{lexora.url}/my/vocabulary", headers={**PAGE, "Cookie": f"sessionid={SESSION}"}, timeout=60)
        assert page.status_code == 503
        assert "Back in a moment" in page.text
        assert add(program, "while it is away").json()["code"] == "not_now"
        assert httpx.get(f"{lexora.url}/health").status_code == 200
        ready = httpx.get(f"{lexora.url}/ready", timeout=60)
        assert (ready.status_code, ready.json()["checks"]["database"]) == (503, False)
    finally:
        server.start()
    wait_until(lambda: add(program, "it is back").is_success, seconds=60, what="Lexora works again")


def test_a_start_without_the_database_ends_with_a_sentence(tmp_path_factory: pytest.TempPathFactory) -> None:
    lexora = Lexora(tmp_path_factory.mktemp("nowhere") / "data", DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")
    with pytest.raises(AssertionError, match="The database cannot be reached; is it running"):
        lexora.run("prepare")


# The locale


def test_ready_warns_of_a_locale_that_knows_no_greek(
    server: PostgreSQL, lexora: Lexora, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("locale") / "data"
    with fresh_database(server.url, locale="C") as url, Lexora(folder, DATABASE_URL=url) as other:
        in_c, in_utf8 = (httpx.get(f"{one.url}/ready") for one in (other, lexora))
    assert (in_c.status_code, in_c.json()["status"]) == (in_utf8.status_code, in_utf8.json()["status"]) == (200, "pass")
    assert "LC_CTYPE" in in_c.json()["warnings"][0]
    assert in_utf8.json()["warnings"] == []


@pytest.mark.django_db
def test_the_alphabet_is_that_of_code_points_whatever_the_database_sorts_by() -> None:
    query = "SELECT collation_name FROM information_schema.columns WHERE column_name = 'sort_key'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        assert cursor.fetchall() == [("C",)]


def test_a_server_of_a_test_may_be_stopped_and_started_again(server: PostgreSQL) -> None:
    ask(server.url, "CREATE TABLE kept AS SELECT 1 AS one")
    server.kill()
    server.start()
    assert ask(server.url, "SELECT one FROM kept") == [(1,)]
