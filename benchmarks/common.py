"""What the benchmarks share: a data folder of their own, Django on it, learners with many words, timing, tables.

Import this module before anything of Lexora: it chooses a temporary data folder before the settings are read. With
TEST_DATABASE_URL it takes a database of its own on that PostgreSQL instead of SQLite, and drops it at the end.
"""

import atexit
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "benchmarks" / "out"
DATA = Path(tempfile.mkdtemp(prefix="lexora-bench-")) / "data"
atexit.register(shutil.rmtree, DATA.parent, ignore_errors=True)
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.databases import SERVER, fresh_database  # noqa: E402

_until_the_end = ExitStack()
atexit.register(_until_the_end.close)
DATABASE_URL = _until_the_end.enter_context(fresh_database(SERVER)) if SERVER else ""
os.environ |= {
    "DATABASE_URL": DATABASE_URL,
    "AMQP_URL": "",
    "REDIS_URL": "",
    "DJANGO_SETTINGS_MODULE": "lexora.config.settings",
    "LEXORA_DATA_DIR": str(DATA),
    "LEXORA_DEMO": "0",
    "LEXORA_LOG_LEVEL": "WARNING",
    "TRANSLATION_PROVIDERS": "dictionary",
}

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.cached_db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from lexora.accounts.actions import create_user  # noqa: E402
from lexora.accounts.models import User  # noqa: E402
from lexora.learning.models import Card  # noqa: E402
from lexora.library.content import read_gold_words  # noqa: E402
from lexora.words import actions as words  # noqa: E402
from lexora.words.models import Entry, Tag  # noqa: E402
from tests.process import Lexora  # noqa: E402

if SERVER:
    _until_the_end.callback(connection.close_pool)  # type: ignore[attr-defined]
PASSWORD = "Correct-Horse-7"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BATCH = 5_000  # rows that wait in memory at once
REVIEWED = 20_000  # entries of a busy learner that have a card


# Timing


@dataclass(frozen=True)
class Times:
    """Seconds of many runs of the same thing."""

    seconds: Sequence[float]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        return sorted(self.seconds)[round(0.95 * (len(self.seconds) - 1))]


def clocked(run: Callable[[], object]) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def measure(run: Callable[[], object], *, repeats: int, warm_up: int = 3) -> Times:
    """Run it some times to warm up, then with the clock on."""
    for _ in range(warm_up):
        run()
    return Times([clocked(run) for _ in range(repeats)])


def ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f} ms"


def ratio(ours: float, anchor: float) -> str:
    """How many times the anchor's number ours is; below 1 is better."""
    return f"{ours / anchor:.2f}"


# Tables


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as Markdown, so that they can go to README.md as they are."""
    lines = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(head))]
    print(f"\n{title} (load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)\n")
    print(_line(lines[0], widths))
    print(f"|{'|'.join('-' * (width + 2) for width in widths)}|")
    for line in lines[1:]:
        print(_line(line, widths))
    sys.stdout.flush()


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [c.rjust(w) if n else c.ljust(w) for n, (c, w) in enumerate(zip(cells, widths, strict=True))]
    return f"| {' | '.join(padded)} |"


def note(text: str) -> None:
    """Tell who waits what is going on."""
    print(text, file=sys.stderr, flush=True)


# The database, and a server on it


def make_database() -> None:
    """An empty database, and the key of this process for the sessions that it makes."""
    DATA.mkdir(exist_ok=True)
    (DATA / "secret_key").write_text(settings.SECRET_KEY)
    call_command("migrate", verbosity=0)


def server(**environment: str) -> Lexora:
    """A real server process on the data folder."""
    return Lexora(DATA, DATABASE_URL=DATABASE_URL, **environment)


def session_of(user: User) -> str:
    """The value of a cookie with which the user is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def memory_of(pid: int, what: str = "VmRSS") -> float:
    """Megabytes of real memory of a process; `VmHWM` is the most it ever had."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(f"{what}:")).split()[1]) / 1024


# Learners and their words


@dataclass(frozen=True)
class Word:
    """An English text and its translations."""

    text: str
    uk: str
    el: str

    def draft(self) -> words.Draft:
        return words.Draft(text=self.text, language="en", translations={"uk": self.uk, "el": self.el})


def make_learner(name: str) -> User:
    email = f"{name}@example.com"
    return create_user(email=email, password=PASSWORD, native="uk", learning=("en", "el"), now=timezone.now())


def vocabulary(seed: int = 1) -> Iterator[Word]:
    """Different words without end: the curated ones, then phrases of them and words that sound like them."""
    gold = [Word(row.word, row.uk.split("; ")[0], row.el.split("; ")[0]) for row in read_gold_words(ROOT / "content")]
    yield from {word.text: word for word in gold}.values()
    seen = {word.text for word in gold}
    dice = random.Random(seed)
    while True:
        one, other = dice.choice(gold), dice.choice(gold)
        join = _phrase if dice.random() < 0.5 else _blend
        word = Word(join(one.text, other.text), join(one.uk, other.uk), join(one.el, other.el))
        if word.text not in seen:
            seen.add(word.text)
            yield word


def _phrase(one: str, other: str) -> str:
    return f"{one} {other}"


def _blend(one: str, other: str) -> str:
    """The beginning of a word and the end of another."""
    return one[: len(one) // 2 + 1] + other[len(other) // 2 :]


def fill(owner: User, count: int, *, seed: int = 1) -> None:
    """Give a learner so many entries with two translations each, through the door that imports use."""
    chosen = islice(vocabulary(seed), count)
    while drafts := [word.draft() for word in islice(chosen, BATCH)]:
        for _batch in words.add_entries(owner=owner, drafts=drafts, now=timezone.now()):
            pass


def fill_busy_learner(owner: User, count: int) -> None:
    """Entries, a common and a rare tag, and for many of them a card, a quarter of those overdue."""
    fill(owner, count)
    ids = list(owner.entries.order_by("id").values_list("pk", flat=True))
    _tag(owner, "common", ids[::5])
    _tag(owner, "rare", ids[:: max(1, count // 30)])
    _review(owner, ids[:REVIEWED])


def _tag(owner: User, name: str, ids: Sequence[int]) -> None:
    links = Tag.entries.through
    tag = Tag.objects.create(owner=owner, name=name)
    links.objects.bulk_create([links(tag=tag, entry_id=pk) for pk in ids], batch_size=BATCH)


def _review(owner: User, ids: Sequence[int]) -> None:
    today = timezone.now().date()
    cards = [
        Card(
            user=owner,
            entry_id=pk,
            state=Card.State.LEARNING if n % 10 == 0 else Card.State.REVIEW,
            due_on=today + timedelta(days=n % 40 - 10),
            last_review_on=today - timedelta(days=11),
            ease=1.3 + n % 20 / 10,
        )
        for n, pk in enumerate(ids)
    ]
    Card.objects.bulk_create(cards, batch_size=BATCH)
    for card in cards:
        card.entry = Entry(pk=card.entry_id, learning_state=card.state, ease=card.ease)
    changed = [card.entry for card in cards]
    Entry.objects.bulk_update(changed, ["learning_state", "ease"], batch_size=500)
