"""Practising in tests: answers at a time of their own, everything that they may change, and a slow recount of it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import count
from typing import Any

from django.db.models import Model

from lexora.accounts.models import User
from lexora.learning import actions
from lexora.learning.actions import Answer
from lexora.learning.models import Card, Day, OwnedItem, PracticeSettings, Progress, Review, ShopItem, Standing
from lexora.learning.rules import EXTRA, STEP, Grade
from lexora.words.models import Entry
from tests.factories import NOW

_keys = count(1)
SCHEDULE = (
    "state", "due_on", "last_review_on", "last_review_at", "repetitions", "interval", "ease", "stability",
    "difficulty", "lapses", "total_reviews", "correct_reviews",
)  # fmt: skip


def graded(
    entry: Entry,
    grade: Grade = Grade.GOOD,
    *,
    at: datetime = NOW,
    now: datetime | None = None,
    key: str = "",
    **about: Any,
) -> Review:
    """An answer that was given at an instant; it arrives then, unless `now` says when."""
    answer = Answer(grade=grade, key=key or f"answer-{next(_keys)}", at=at, **about)
    return actions.grade_card(user=entry.owner, entry=entry, answer=answer, now=now or at)


def undone(review: Review, *, now: datetime | None = None) -> Review:
    """The answer, taken back."""
    return actions.undo_review(user=review.user, key=review.key, now=now or review.reviewed_at)


def wishes(user: User, **changes: Any) -> PracticeSettings:
    """Let the learner want to practise otherwise, and make nothing anew yet."""
    settings = PracticeSettings.objects.filter(pk=user.pk).first() or PracticeSettings(user=user)
    for name, value in changes.items():
        setattr(settings, name, value)
    return actions.save_settings(settings)


def rewish(user: User, **changes: Any) -> None:
    """The same, with all cards made anew."""
    settings = wishes(user, **changes)
    while actions.rebuild_some(settings, batches=1):
        pass


def give_freezes(user: User, quantity: int, *, since: date) -> OwnedItem:
    """Streak freezes that the learner holds since a day."""
    item = ShopItem.objects.filter(kind=ShopItem.Kind.FREEZE).first() or ShopItem.objects.create(
        slug="freeze", kind=ShopItem.Kind.FREEZE, price=50, most=5, names={}, descriptions={}, position=1
    )
    about = {"user": user, "item": item, "kind": item.kind}
    return OwnedItem.objects.create(**about, quantity=quantity, acquired_on=since)


def schedule_of(user: User) -> dict[tuple[int, str], dict[str, Any]]:
    """How each card stands, same-day steps apart."""
    cards = Card.objects.filter(user=user).order_by("entry", "direction")
    return {(card.entry_id, card.direction): {name: getattr(card, name) for name in SCHEDULE} for card in cards}


def books(user: User) -> dict[str, Any]:
    """Everything that an answer may change, but for the two logs."""
    return {
        "cards": _rows(Card.objects.filter(user=user).order_by("entry", "direction"), without={"version"}),
        "entries": list(
            Entry.objects.filter(owner=user).order_by("id").values("id", "learning_state", "due_at", "ease")
        ),
        "days": days_of(user),
        "progress": _rows(Progress.objects.filter(user=user)) or _rows([Progress(user=user)]),
        "standings": sorted(
            Standing.objects.filter(user=user).exclude(xp=0).values_list("period", "language", "xp", "streak")
        ),
        "owned": list(OwnedItem.objects.filter(user=user).order_by("id").values_list("item", "quantity")),
    }


def days_of(user: User) -> list[dict[str, Any]]:
    """The days that say something."""
    rows = _rows(Day.objects.filter(user=user).order_by("day"))
    return [row for row in rows if any(value for name, value in row.items() if name not in ("user_id", "day"))]


def recounted(user: User) -> dict[date, dict[str, Any]]:
    """What the log says of each day, counted line by line."""
    days: dict[date, dict[str, Any]] = {}
    for review in Review.objects.filter(user=user, undone_at=None):
        day = days.setdefault(review.local_day, dict.fromkeys(COUNTED, 0))
        _count(day, review)
    return {day: {**told, "predicted": round(told["predicted"], 6)} for day, told in days.items()}


COUNTED = (
    "reviews",
    "steps",
    "new",
    "seconds",
    "again",
    "hard",
    "good",
    "easy",
    "mature",
    "mature_passed",
    "predicted",
)


def _count(day: dict[str, Any], review: Review) -> None:
    day["seconds"] += review.seconds
    day["new"] += review.was_new
    if review.kind == STEP:
        day["steps"] += 1
        return
    day["reviews"] += 1
    day[Grade(review.grade).name.lower()] += 1
    if review.was_mature:
        assert review.kind != EXTRA
        day["mature"] += 1
        day["mature_passed"] += review.grade > 0
        day["predicted"] += review.predicted or 0


def _rows(rows: Iterable[Model], *, without: Iterable[str] = ()) -> list[dict[str, Any]]:
    return [_row(row, {"id", *without}) for row in rows]


def _row(row: Model, without: set[str]) -> Mapping[str, Any]:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {
        name: round(value, 6) if isinstance(value, float) and name == "predicted" else value
        for name, value in values.items()
        if name not in without
    }
