"""What fails sooner or later: broker, database, cache, service, processes. Nothing is lost, nothing is there twice."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.services.translation.wire import TranslationServers
from tests.stack.people import Person, until, words
from tools.stack import Stack

pytestmark = pytest.mark.enable_socket
RECOVERY = 30  # seconds


@contextmanager
def away(stack: Stack, *names: str) -> Iterator[None]:
    """These parts are stopped meanwhile, and answer again afterwards."""
    for name in names:
        stack.stop_one(name)
    try:
        yield
    finally:
        for name in reversed(names):
            stack.start_one(name)


def all_there(ann: Person, *, rows: int) -> None:
    """Each translation once, complete, by a job that was closed once."""
    assert ann.count("t.text <> ''") == ann.count("true") == rows
    assert ann.jobs("j.status = 'completed'") == ann.jobs("true") == rows


def test_words_are_saved_while_the_broker_is_away_and_translated_when_it_is_back(stack: Stack, ann: Person) -> None:
    ann.add("The first word before the storm")
    ann.waits(seconds=RECOVERY)
    with away(stack, "rabbitmq"):
        for text in words(20):
            ann.add(text)
        assert ann.count("t.text = '' AND t.reason IS NULL") == 20
    ann.waits(seconds=RECOVERY)
    all_there(ann, rows=21)
    assert ann.jobs("j.attempts > 0") == 0


def test_a_kill_of_web_worker_and_service_amid_200_jobs_loses_nothing(
    stack: Stack, ann: Person, providers: TranslationServers
) -> None:
    providers.seconds = 1.0
    for text in words(200, start=1000):
        ann.add(text)
    until(lambda: ann.count("t.text <> ''") >= 20, seconds=RECOVERY, what="the first 20 translations")
    assert ann.count("t.text = ''") > 20
    for name in ("worker", "translation", "web"):
        stack.kill(name)
    providers.seconds = 0.0
    for name in ("translation", "web", "worker"):
        stack.start_one(name)
    ann.waits(seconds=RECOVERY)
    all_there(ann, rows=200)


def test_requests_wait_for_a_service_that_is_away(stack: Stack, ann: Person) -> None:
    with away(stack, "translation"):
        for text in words(10, start=2000):
            ann.add(text)
        until(lambda: ann.jobs("j.status = 'processing'") == 10, seconds=RECOVERY, what="all are sent")
    ann.waits(seconds=RECOVERY)
    all_there(ann, rows=10)
    assert ann.jobs("j.attempts > 0") == 0


def test_a_slow_service_is_not_asked_twice(stack: Stack, ann: Person, providers: TranslationServers) -> None:
    """100 jobs of 2 seconds, eight at a time."""
    providers.seconds = 2.0
    asked = set(words(100, start=3000))
    before = len(providers.asked("google"))
    for text in asked:
        ann.add(text)
    ann.waits(seconds=90)
    assert sorted(providers.asked("google")[before:]) == sorted(asked)
    all_there(ann, rows=100)
    assert ann.jobs("j.attempts > 0") == 0


def test_a_typed_word_does_not_wait_behind_an_import(stack: Stack, ann: Person, providers: TranslationServers) -> None:
    with Person(stack) as importer:
        providers.seconds = 0.1
        importer.imports(words(2000, start=10_000))
        waiting = importer.count("t.text = ''")
        ann.add("The guest arrived before supper")
        ann.waits(seconds=RECOVERY)
        assert importer.count("t.text = ''") > waiting / 2  # the import was far from its end
        assert importer.jobs("j.status = 'processing'") <= 1
        importer.forget_everything()


def test_a_cache_that_is_away_locks_nobody_out(stack: Stack, ann: Person) -> None:
    ann.add("The first word before the flood")
    ann.waits(seconds=RECOVERY)
    with away(stack, "redis"):
        assert httpx.get(f"{stack.url}/accounts/login/").status_code == 200
        assert httpx.get(f"{stack.url}/translator").status_code == 200
        for text in words(5, start=4000):
            ann.add(text)
        ann.waits(seconds=RECOVERY)
    ann.add("The first word after the flood")
    ann.waits(seconds=RECOVERY)
    all_there(ann, rows=7)


def test_a_database_that_restarts_under_load_costs_refusals_only(stack: Stack, ann: Person) -> None:
    saved: list[str] = []
    others: list[int] = []
    stopping = threading.Event()

    def add_words(start: int) -> None:
        with httpx.Client(base_url=f"{stack.url}/api/v1", headers=ann.api.headers, timeout=30) as api:
            for text in words(100_000, start=start):
                if stopping.is_set():
                    return
                status = api.post("/entries", json={"text": text, "language": "en"}).status_code
                if status == 201:
                    saved.append(text)
                else:
                    others.append(status)
                    time.sleep(0.05)

    threads = [threading.Thread(target=add_words, args=(start,)) for start in (100_000, 300_000)]
    for thread in threads:
        thread.start()
    until(lambda: len(saved) > 20, seconds=RECOVERY, what="the first words")
    with away(stack, "postgresql"):
        until(lambda: len(others) > 3, seconds=RECOVERY, what="the first refusals")
    before = len(saved)
    until(lambda: len(saved) > before + 20, seconds=RECOVERY, what="words again")
    stopping.set()
    for thread in threads:
        thread.join()
    assert set(others) == {503}
    ann.waits(seconds=60)
    assert ann.count("t.text <> ''") >= len(saved)  # a word may be saved although its answer was lost
    assert ann.count("true") == ann.count("t.text <> ''") == ann.jobs("j.status = 'completed'")
