"""Reads for the pages about the whole: the start page, the home page, and whether everything needed is there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from lexora.accounts.models import User
from lexora.accounts.queries import email_is_confirmed
from lexora.accounts.rules import wanted_languages
from lexora.core.days import local_hour
from lexora.jobs import runner
from lexora.learning.models import PracticeSettings, Review
from lexora.learning.queries import Counts, due_counts, goal_of, today_of
from lexora.learning.rules import Goal
from lexora.library import queries as library
from lexora.library.rules import Turned
from lexora.portal import rules
from lexora.portal.rules import Counters
from lexora.ui.languages import learnt_languages
from lexora.vocabulary.queries import recent_entries
from lexora.words import search
from lexora.words.models import Entry, Translation
from lexora.words.queries import entries, entries_of, texts_known

RECENT = 5  # entries on the start page
LATEST = 100  # entries that are looked at for the next steps; whoever has more knows the way
COUNTED = 300  # seconds for which the numbers of the home page hold

# For whoever looks after the server; not translated, as everything at this address.
NO_LETTERS = (
    "The locale of the database knows no Greek and Cyrillic letters (LC_CTYPE), so the search finds such words slowly, "
    "and not when they are misspelt. Make a database with CREATE DATABASE ... TEMPLATE template0 LC_COLLATE 'C.UTF-8' "
    "LC_CTYPE 'C.UTF-8' and move the data there with pg_dump and pg_restore."
)


@dataclass(frozen=True)
class StartPage:
    """Everything the start page of a learner shows."""

    part_of_day: str
    counts: Counts
    goal: Goal
    words: int
    steps: list[str]
    recent: list[Entry]


@dataclass(frozen=True)
class Pick:
    """A word that is offered to a newcomer, and whether it was taken."""

    word: Turned
    is_added: bool


@dataclass(frozen=True)
class Picks:
    """The words that are offered in one language."""

    language: str
    picks: list[Pick]

    @property
    def all_added(self) -> bool:
        return all(pick.is_added for pick in self.picks)


@dataclass(frozen=True)
class Readiness:
    checks: dict[str, bool]
    warnings: list[str] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        return all(self.checks.values())


def start_page(user: User, *, now: datetime, practice: PracticeSettings | None = None) -> StartPage:
    """How a learner is greeted, what waits, and what to do next."""
    today = today_of(user, now=now, settings=practice)
    counts = due_counts(user, now=now, today=today)
    latest = list(entries_of(user).order_by("-id").values_list("origin", "is_shared")[:LATEST])
    words = entries_of(user).count() if len(latest) == LATEST else len(latest)
    state = rules.State(
        due=counts.total,
        words=words,
        has_native=bool(user.native_language),
        is_confirmed=not settings.MAIL_IS_SET_UP or email_is_confirmed(user),
        has_translated=any(origin == Entry.Origin.TRANSLATOR for origin, _shared in latest),
        shares=user.shares_list or any(shared for _origin, shared in latest),
    )
    return StartPage(
        part_of_day=rules.part_of_day(local_hour(now, user.time_zone)),
        counts=counts,
        goal=goal_of(user, now=now, today=today),
        words=words,
        steps=rules.next_steps(state),
        recent=recent_entries(user, size=RECENT),
    )


def counters(*, now: datetime) -> Counters:
    """What people have done here, counted at most once in five minutes."""
    key = f"counters:{int(now.timestamp()) // COUNTED}"
    known = cache.get(key)
    if known is None:
        known = _count()
        cache.set(key, known, COUNTED)
    return Counters(*known)


def _count() -> tuple[int, int, int, int]:
    return (
        entries().filter(owner__is_demo=False).count(),
        User.objects.filter(is_active=True, is_demo=False).count(),
        Translation.objects.filter(entry__owner__is_demo=False).exclude(text="").count(),
        Review.objects.filter(user__is_demo=False).count(),
    )


def first_words(user: User) -> list[Picks]:
    """What a newcomer may take into the list: some words of each language that is learnt, where there are any."""
    found = library.first_words(_learnt(user), wanted=_wanted(user), seed=str(user.pk))
    offered = picks(user, [word for words in found.values() for word in words])
    return [Picks(code, [pick for pick in offered if pick.word.language == code]) for code in found]


def picks(user: User, words: Sequence[Turned]) -> list[Pick]:
    """The words, and which of them are in the learner's list; in one query."""
    known = texts_known(user, [text for word in words for text in word.known_as])
    return [Pick(word, not known.isdisjoint(word.known_as)) for word in words]


def first_word(user: User, *, language: str, word_id: int) -> Turned | None:
    """A curated word in a language that the learner learns."""
    if language not in _learnt(user):
        return None
    return library.turned_word(word_id, language=language, wanted=_wanted(user))


def _learnt(user: User) -> list[str]:
    offered = [language.code for language in learnt_languages()]
    return [code for code in user.learning_languages if code in offered and code != user.native_language]


def _wanted(user: User) -> list[str]:
    """The native language first: it is the one that is shown."""
    offered = {language.code for language in learnt_languages()}
    wanted = [code for code in wanted_languages(user.native_language, user.learning_languages) if code in offered]
    return sorted(wanted, key=lambda code: code != user.native_language)


def readiness() -> Readiness:
    """Ask what this process cannot work without."""
    needed = {"jobs": runner.is_alive()} if settings.JOBS_RUN_HERE else {"cache": _cache_answers()}
    answers = _database_answers()
    migrated = answers and is_migrated()  # a database that is away is waited for, and once is enough
    warnings = list(_warnings()) if migrated else []
    return Readiness({"database": answers, "migrations": migrated, **needed}, warnings)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def _warnings() -> Iterator[str]:
    if not search.knows_letters():
        yield NO_LETTERS


def _cache_answers() -> bool:
    cache.set("ready", "yes", 10)
    return bool(cache.get("ready") == "yes")


def is_migrated() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return False
