"""The full stack with all its processes on this machine: jobs over RabbitMQ, pages through Nginx, memory.

The servers are private ones with their usual guarantees (quorum queues, confirms, fsync). The provider is a server on
the loopback that answers at once. The anchor of the jobs is a bare loop of aio-pika in the same run: publish with
confirm to a quorum queue, consume, reply with confirm to another, take the reply.
"""

import asyncio
import base64
import json
import random
import re
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import aio_pika
import httpx
import psutil
import psycopg
from common import PASSWORD, Times, ms, note, ratio, table, vocabulary

from tests.services.translation.wire import TranslationServers
from tests.stack.people import Person
from tools.stack import Stack

WORDS = 200  # typed one after the other
JOBS = 2_000
ENTRIES, BIG_LEARNERS = 50_000, 4
LEARNERS, MINUTES = 20, 1.0  # who open a page every second
FLOOD = 50_000
TYPED_BESIDE = 60  # words
ADD = """
import json, sys
from django.utils import timezone
from lexora.accounts.models import User
from lexora.words import actions
owner = User.objects.get(email={email!r})
rows = json.load(open({file!r}))
drafts = [actions.Draft(text=text, language="en", translations=others) for text, others in rows]
for _batch in actions.add_entries(owner=owner, drafts=drafts, now=timezone.now()):
    pass
"""
COPY_ENTRIES = """
INSERT INTO words_entry (owner_id, type, source_text, source_language, digest, status, origin, note, is_shared,
    search_text, sort_key, is_translated, learning_state, ease, created_at)
SELECT %s, type, source_text, source_language, digest, status, origin, note, is_shared,
    search_text, sort_key, is_translated, learning_state, ease, created_at
FROM words_entry WHERE owner_id = %s ORDER BY id
"""
COPY_TRANSLATIONS = """
INSERT INTO words_translation (entry_id, language, text, source, provider, updated_at)
SELECT e.id, t.language, t.text, t.source, t.provider, t.updated_at FROM words_translation t
    JOIN words_entry o ON o.id = t.entry_id AND o.owner_id = %s
    JOIN words_entry e ON e.owner_id = %s AND e.digest = o.digest AND e.source_language = o.source_language
"""
ADDED_TO_STORED = "SELECT extract(epoch FROM finished_at - created_at)::float FROM jobs_job WHERE owner_id = %s"
FINISHED = "SELECT extract(epoch FROM max(finished_at) - min(finished_at))::float FROM jobs_job WHERE owner_id = %s"


class Bench:
    """A stack, and what it is asked."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.database = psycopg.connect(stack.environment["DATABASE_URL"], autocommit=True)

    def ask(self, question: str, *values: object) -> list[float]:
        return [row[0] for row in self.database.execute(question, values).fetchall()]  # type: ignore[arg-type]

    def id_of(self, person: Person) -> int:
        return int(self.ask("SELECT id FROM accounts_user WHERE email = %s", person.email)[0])

    def wait(self, person: Person) -> None:
        """Until nothing of hers is on its way."""
        while self.ask(
            "SELECT count(*) FROM jobs_job WHERE owner_id = %s AND status IN ('pending', 'processing')",
            self.id_of(person),
        )[0]:
            time.sleep(0.02)

    def imports(self, person: Person, rows: Sequence[tuple[str, dict[str, str]]]) -> None:
        file = self.stack.folder / f"{person.email}.json"
        file.write_text(json.dumps(rows))
        self.stack.run("shell", "-c", ADD.format(email=person.email, file=str(file)))

    def type_words(self, person: Person, count: int, *, start: int) -> Times:
        """Seconds from a word's transaction until its translation is stored, by the database's clock."""
        for n in range(count):
            person.add(f"The window number {start + n} stays open")
            time.sleep(0.05 + random.random() / 10)
        self.wait(person)
        return Times(self.ask(f"{ADDED_TO_STORED} ORDER BY created_at DESC LIMIT {count}", self.id_of(person)))


def words_one_by_one(bench: Bench) -> None:
    with Person(bench.stack) as ann:
        bench.type_words(ann, 20, start=0)
        times = bench.type_words(ann, WORDS, start=100)
    table(
        f"### From a word to its translation, over RabbitMQ; {WORDS} words",
        ("", "median", "p95", "longest"),
        [
            (
                "word saved → translation stored, the server’s clock",
                ms(times.median),
                ms(times.p95),
                ms(max(times.seconds)),
            )
        ],
    )


def jobs_per_second(bench: Bench, providers: TranslationServers) -> None:
    """All jobs are in the table before the worker starts, and each is one message."""
    with Person(bench.stack) as ann:
        bench.stack.stop_one("worker")
        note("jobs…")
        threads = [threading.Thread(target=_add, args=(bench.stack, ann, n)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        bench.stack.start_one("worker")
        bench.wait(ann)
        ours = JOBS / bench.ask(FINISHED, bench.id_of(ann))[0]
    anchor = asyncio.run(bare_loop(bench.stack.environment["AMQP_URL"], JOBS))
    table(
        f"### Translation jobs per second; {JOBS:,} jobs, one message each",
        ("", "jobs/s", "ratio"),
        [
            ("claimed, sent, translated, stored", f"{ours:.0f}", ratio(ours, anchor)),
            ("bare publish, consume, reply with aio-pika (anchor)", f"{anchor:.0f}", "1.00"),
        ],
    )


def _add(stack: Stack, ann: Person, part: int) -> None:
    with httpx.Client(base_url=f"{stack.url}/api/v1", headers=ann.api.headers, timeout=30) as api:
        for n in range(JOBS // 4):
            api.post("/entries", json={"text": f"Part {part} has number {n}", "language": "en"}).raise_for_status()


async def bare_loop(url: str, count: int) -> float:
    """Round trips per second."""
    connection = await aio_pika.connect(url)
    async with connection:
        sending, working, taking = [await connection.channel(on_return_raises=True) for _ in range(3)]
        await working.set_qos(prefetch_count=50)
        quorum = {"x-queue-type": "quorum"}
        asked = await working.declare_queue("bench.asked", durable=True, arguments=quorum)
        replied = await taking.declare_queue("bench.replied", durable=True, arguments=quorum)
        done, taken = asyncio.Event(), 0

        async def work(message: aio_pika.abc.AbstractIncomingMessage) -> None:
            await _send(working, "bench.replied", message.body)
            await message.ack()

        async def take(message: aio_pika.abc.AbstractIncomingMessage) -> None:
            nonlocal taken
            await message.ack()
            taken += 1
            if taken == count:
                done.set()

        await asked.consume(work)
        await replied.consume(take)
        began = time.perf_counter()
        for start in range(0, count, 50):
            await asyncio.gather(*[_send(sending, "bench.asked", b"x" * 400) for _ in range(min(50, count - start))])
        await done.wait()
        return count / (time.perf_counter() - began)


async def _send(channel: aio_pika.abc.AbstractChannel, queue: str, body: bytes) -> None:
    message = aio_pika.Message(body, delivery_mode=aio_pika.DeliveryMode.PERSISTENT)
    await channel.default_exchange.publish(message, queue)


def beside_a_flood(bench: Bench) -> None:
    with Person(bench.stack) as ann, Person(bench.stack) as importer:
        idle = bench.type_words(ann, TYPED_BESIDE, start=1000)
        rows = [(f"Row {n} of a long list", {}) for n in range(FLOOD)]
        importing = threading.Thread(target=bench.imports, args=(importer, rows))
        importing.start()
        while not bench.ask("SELECT count(*) FROM jobs_job WHERE owner_id = %s", bench.id_of(importer))[0]:
            time.sleep(0.1)
        while_importing = bench.type_words(ann, TYPED_BESIDE, start=2000)
        importing.join()
        while_translating = bench.type_words(ann, TYPED_BESIDE, start=3000)
        [left] = bench.ask(
            "SELECT count(*) FROM jobs_job WHERE owner_id = %s AND status = 'pending'", bench.id_of(importer)
        )
        bench.ask("UPDATE jobs_job SET status = 'cancelled' WHERE owner_id = %s RETURNING 1", bench.id_of(importer))
    table(
        f"### A typed word beside {FLOOD:,} imported texts; {left:.0f} batches were still waiting at the end",
        ("word saved → translation stored", "median", "p95", "median / idle"),
        [
            (name, ms(times.median), ms(times.p95), ratio(times.median, idle.median))
            for name, times in (
                ("nothing else", idle),
                ("while the texts are stored and translated", while_importing),
                ("while they are translated", while_translating),
            )
        ],
    )


def pages(bench: Bench) -> None:
    note("entries…")
    people = [Person(bench.stack, learning="en,el") for _ in range(BIG_LEARNERS)]
    first, *others = people
    words = vocabulary()
    rows = [(word.text, {"uk": word.uk, "el": word.el}) for word, _ in zip(words, range(ENTRIES), strict=False)]
    bench.imports(first, rows)
    for other in others:
        bench.database.execute(COPY_ENTRIES, (bench.id_of(other), bench.id_of(first)))
        bench.database.execute(COPY_TRANSLATIONS, (bench.id_of(first), bench.id_of(other)))
    bench.database.execute("VACUUM ANALYZE")
    note("pages…")
    seconds: dict[str, list[float]] = {}
    faults: list[int] = []
    threads = [
        threading.Thread(target=open_pages, args=(bench, people[n % BIG_LEARNERS], n, seconds, faults))
        for n in range(LEARNERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    everything = Times([each for times in seconds.values() for each in times])
    rows_of_table = [
        (name, len(times), ms(Times(times).median), ms(Times(times).p95)) for name, times in seconds.items()
    ]
    table(
        f"### Pages through Nginx on PostgreSQL; {LEARNERS} learners with {ENTRIES:,} entries, a page a second each",
        ("page", "requests", "median", "p95"),
        [*rows_of_table, ("all", len(everything.seconds), ms(everything.median), ms(everything.p95))],
    )
    print(f"\nAnswers other than 200: {len(faults)}.")


def open_pages(bench: Bench, person: Person, number: int, seconds: dict[str, list[float]], faults: list[int]) -> None:
    with httpx.Client(base_url=bench.stack.url, follow_redirects=True, timeout=30) as browser:
        sign_in(browser, person.email)
        [(lowest, highest)] = bench_ids(bench, person)
        addresses: dict[str, Callable[[], str]] = {
            "first page": lambda: "/my/vocabulary",
            "deep page": lambda: f"/my/vocabulary?cursor={cursor(random.randint(lowest, highest))}",
            "search": lambda: f"/my/vocabulary?q={random.choice(('market', 'water', 'friend', 'house'))}",
            "misspelt": lambda: f"/my/vocabulary?q={random.choice(('appel', 'hosue', 'firend', 'μηλο', 'вадо'))}",
            "entry": lambda: f"/my/vocabulary/{random.randint(lowest, highest)}",
            "practice": lambda: "/my/practice",
            "start page": lambda: "/",
        }
        until = time.monotonic() + 60 * MINUTES
        time.sleep(number / LEARNERS)
        while time.monotonic() < until:
            for name, address in addresses.items():
                began = time.perf_counter()
                answer = browser.get(address())
                took = time.perf_counter() - began
                seconds.setdefault(name, []).append(took)
                if answer.status_code != 200:
                    faults.append(answer.status_code)
                time.sleep(max(0.0, 1 - took))


def bench_ids(bench: Bench, person: Person) -> list[tuple[int, int]]:
    """The lowest and the highest id of a learner's entries."""
    with psycopg.connect(bench.stack.environment["DATABASE_URL"]) as connection:
        question = (
            "SELECT min(e.id), max(e.id) FROM words_entry e JOIN accounts_user u ON u.id = owner_id WHERE email = %s"
        )
        return connection.execute(question, [person.email]).fetchall()


def cursor(entry_id: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([entry_id]).encode()).decode().rstrip("=")


def sign_in(browser: httpx.Client, email: str) -> None:
    page = browser.get("/accounts/login/")
    [token] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[:1]
    form = {"login": email, "password": PASSWORD, "csrfmiddlewaretoken": token}
    browser.post("/accounts/login/", data=form, headers={"Referer": str(browser.base_url)}).raise_for_status()


def memory(bench: Bench) -> None:
    rows = []
    for name in ("web", "worker", "translation", "nginx", "postgresql", "rabbitmq", "redis"):
        parent = psutil.Process(bench.stack.pid(name))
        family = [parent, *parent.children(recursive=True)]
        alone = [process.memory_info().rss / 2**20 for process in family]
        shared = sum(process.memory_full_info().pss for process in family) / 2**20
        rows.append((name, len(family), f"{max(alone):.0f} MB", f"{shared:.0f} MB"))
    table(
        "### Memory after all this",
        ("part", "processes", "the largest process (RSS)", "all of them (PSS)"),
        rows,
    )


def main() -> None:
    with TranslationServers() as providers, TemporaryDirectory(prefix="lexora-bench-stack-") as folder:
        environment = {
            **providers.environment,
            "TRANSLATION_PROVIDERS": "dictionary,google",
            "TRANSLATION_RATE_PER_SECOND": "1000000",
            "LEXORA_DEMO": "0",
            "LEXORA_ENV_FILE": "",
            "LEXORA_LOG_LEVEL": "WARNING",
            "NGINX_RATE": "100000",
            **dict.fromkeys(("RATE_API", "RATE_API_TOKEN", "RATE_SIGNIN", "RATE_SIGNUP"), "1000000/minute"),
        }
        with Stack(Path(folder), private=True, say=note, **environment) as stack:
            bench = Bench(stack)
            words_one_by_one(bench)
            jobs_per_second(bench, providers)
            pages(bench)
            beside_a_flood(bench)
            memory(bench)


if __name__ == "__main__":
    main()
