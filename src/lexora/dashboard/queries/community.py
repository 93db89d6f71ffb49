"""What everybody may see: the words of the day, and what a task found out about all learners."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from django.db.models import Case, Count, F, FloatField, Min, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from lexora.accounts.models import User
from lexora.accounts.rules import wanted_languages
from lexora.dashboard.models import Snapshot
from lexora.dashboard.rules import popularity
from lexora.dashboard.rules.popularity import Candidate
from lexora.library import queries as library
from lexora.library.rules import Turned
from lexora.words.models import Entry, Translation
from lexora.words.queries import entries, texts_known

COMMUNITY = "community"
POPULAR, COPIED, PAIRS = 20, 10, 8  # lines of each list
CANDIDATES = 500  # of one part, before it is asked which may be shown
COUNTED = {"owner__is_active": True, "owner__is_demo": False}  # people whose entries count
PARTS = ("0", "4", "8", "c", "g")  # where digests are cut: what is grouped at once stays small


@dataclass(frozen=True)
class Daily:
    """A word of the day, with an example in its own language and in the learner's."""

    word: Turned
    example: str
    meaning: str
    meaning_language: str
    is_known: bool


@dataclass(frozen=True)
class Line:
    """A text of a list."""

    text: str
    language: str
    count: int
    is_known: bool


@dataclass(frozen=True)
class Community:
    """The page. `computed_at` is None before the task ran for the first time."""

    daily: list[Daily]
    computed_at: datetime | None
    popular: list[Line]
    copied: list[Line]
    pairs: list[dict[str, Any]]


def community(user: User, *, now: datetime) -> Community:
    """The page for a learner, in a few queries whatever there is."""
    found = Snapshot.objects.filter(name=COMMUNITY).first()
    content = found.content if found else {"popular": [], "copied": [], "pairs": []}
    words = library.words_of_the_day(now.astimezone(UTC).date())
    turned = library.turned_words(words, wanted=wanted_of(user))
    texts = [(row["language"], row["text"]) for name in ("popular", "copied") for row in content[name]]
    known = texts_known(user, [*texts, *(text for word in turned for text in word.known_as)])
    return Community(
        daily=[_daily(user, word, words[word.language].examples, known) for word in _learnt_first(user, turned)],
        computed_at=found.computed_at if found else None,
        popular=[_line(row, known) for row in content["popular"]],
        copied=[_line(row, known) for row in content["copied"]],
        pairs=content["pairs"],
    )


def wanted_of(user: User) -> list[str]:
    """The languages that a learner wants words in, the native one first: it is the one that is shown."""
    wanted = wanted_languages(user.native_language, user.learning_languages)
    return sorted(wanted, key=lambda code: code != user.native_language)


def is_known(user: User, word: Turned) -> bool:
    """Whether the learner has the text."""
    return bool(texts_known(user, word.known_as))


def _learnt_first(user: User, words: Sequence[Turned]) -> list[Turned]:
    """Nobody needs words of the native language."""
    foreign = [word for word in words if word.language != user.native_language]
    return sorted(foreign, key=lambda word: word.language not in user.learning_languages)


def _daily(user: User, word: Turned, examples: dict[str, str], known: set[tuple[str, str]]) -> Daily:
    own = user.native_language
    return Daily(
        word=word,
        example=examples.get(word.language, ""),
        meaning=examples.get(own, ""),
        meaning_language=own,
        is_known=not known.isdisjoint(word.known_as),
    )


def _line(row: dict[str, Any], known: set[tuple[str, str]]) -> Line:
    return Line(row["text"], row["language"], row["count"], (row["language"], row["text"]) in known)


# What the task asks. None of it holds more than a part of the entries at once, and the database counts.


def popular(*, now: datetime) -> list[dict[str, Any]]:
    """The most popular texts that may be shown."""
    candidates = [found for part in pairwise(PARTS) for found in _candidates(part, now=now)]
    chosen = popularity.most_popular(candidates, limit=POPULAR)
    samples = [one.shared_sample or one.sample for one in chosen]
    texts = dict(entries().filter(pk__in=samples).values_list("pk", "source_text"))
    lines = [(one, one.curated or texts.get(one.shared_sample or one.sample, "")) for one in chosen]
    return [{"text": text, "language": one.language, "count": one.learners} for one, text in lines if text]


def copied(*, now: datetime) -> list[dict[str, Any]]:
    """What learners copied most from others who share it still."""
    shared = {"is_shared": True, "status": Entry.Status.ACTIVE, "deleted_at": None, **COUNTED}
    original = {f"copied_from_entry__{name}": value for name, value in shared.items()}
    copies = _recent(now).filter(origin=Entry.Origin.COPIED, **original).order_by()
    counted = copies.values("copied_from_entry").annotate(count=Count("owner", distinct=True))
    columns = ("copied_from_entry__source_text", "copied_from_entry__source_language", "count")
    rows = counted.order_by("-count", "copied_from_entry").values_list(*columns)[:COPIED]
    return [{"text": text, "language": language, "count": count} for text, language, count in rows]


def pairs(*, now: datetime) -> list[dict[str, Any]]:
    """Between which languages learners translated most."""
    recent = {"deleted_at": None, "created_at__gte": now - popularity.WINDOW, **COUNTED}
    of_entry = {f"entry__{name}": value for name, value in recent.items()}
    done = Translation.objects.filter(**of_entry).exclude(text="").order_by()
    counted = done.values("entry__source_language", "language").annotate(count=Count("pk"))
    rows = counted.order_by("-count", "entry__source_language", "language")
    columns = ("entry__source_language", "language", "count")
    return [{"source": s, "target": t, "count": count} for s, t, count in rows.values_list(*columns)[:PAIRS]]


def _recent(now: datetime) -> QuerySet[Entry]:
    """What learners added lately."""
    return entries().filter(created_at__gte=now - popularity.WINDOW, **COUNTED)


def _candidates(part: tuple[str, str], *, now: datetime) -> Iterator[Candidate]:
    """The texts of the highest score among those whose digest lies in a part."""
    curated = library.curated_texts()
    shared = Q(is_shared=True, status=Entry.Status.ACTIVE)
    grouped = (
        _recent(now)
        .filter(digest__gte=part[0], digest__lt=part[1])
        .order_by()
        .values("source_language", "digest")
        .annotate(
            learners=Count("owner", distinct=True),
            sample=Min("pk"),
            shared_sample=Min(Case(When(shared, then=F("pk")))),
            score=Sum(_decay(now) * (_weight() + popularity.REQUEST * _requests())),
        )
    )
    columns = ("source_language", "digest", "learners", "score", "sample", "shared_sample")
    rows = grouped.order_by("-score", "digest").values_list(*columns)[:CANDIDATES]
    for language, digest, learners, score, sample, shared_sample in rows:
        known = curated.get((language, digest))
        yield Candidate(language, digest, learners, score, sample, shared_sample, known)


def _decay(now: datetime) -> Case:
    steps = [When(created_at__gte=since, then=Value(left)) for since, left in popularity.steps(now)]
    return Case(*steps, default=Value(0.0), output_field=FloatField())


def _weight() -> Case:
    copy = When(origin=Entry.Origin.COPIED, then=Value(popularity.COPY))
    return Case(copy, default=Value(popularity.ADDITION), output_field=FloatField())


def _requests() -> Coalesce:
    """In how many languages a machine was asked for it."""
    asked = Translation.objects.filter(entry=OuterRef("pk"), source=Translation.Source.MACHINE).order_by()
    count = asked.values("entry").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(count), Value(0.0), output_field=FloatField())
