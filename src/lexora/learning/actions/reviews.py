"""Grading a card, and taking a grade back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from lexora.accounts.models import User
from lexora.core.days import local_day
from lexora.core.errors import Refused
from lexora.learning import queries, rules
from lexora.learning.actions import cards, suspending
from lexora.learning.actions.streaks import mark_active, unmark_active
from lexora.learning.actions.xp import Earned, credit, locked_progress, take_back
from lexora.learning.models import Card, Day, PracticeSettings, Progress, Review
from lexora.learning.rules import CardState, Grade, Moment, asks, xp
from lexora.learning.rules.late import clipped
from lexora.learning.rules.predict import predicted
from lexora.words.models import Entry

UNDO_KEPT = timedelta(days=1)
BATCH = 200  # rows in one transaction
SECONDS_MOST = 60  # of one answer; whoever takes longer did something else meanwhile
GRADE_COLUMNS = {Grade.AGAIN: "again", Grade.HARD: "hard", Grade.GOOD: "good", Grade.EASY: "easy"}


class KeyOfAnother(Refused):
    code = "key_of_another_review"
    status = 409


class CannotUndo(Refused):
    code = "undo_gone"
    status = 410


@dataclass(frozen=True)
class Answer:
    """What a learner said of a card. `key` makes sending it twice harmless; `at` is when it was given (None: now);
    `seen` is how many answers the card had when it was shown."""

    grade: Grade
    key: str
    direction: str = asks.ONE_SCHEDULE
    at: datetime | None = None
    seconds: int = 0
    seen: int | None = None


@dataclass(frozen=True)
class _Case:
    """A review that is being stored."""

    entry: Entry
    answer: Answer
    settings: PracticeSettings
    moment: Moment
    direction: str
    card: Card | None
    before: CardState
    is_late: bool

    @property
    def user(self) -> User:
        return self.entry.owner

    @property
    def kind(self) -> str:
        """A second device that did not know of today's answer made a double of it."""
        if rules.is_stepping(self.before, self.moment):
            return rules.STEP
        card, seen = self.card, self.answer.seen
        is_double = card and seen is not None and card.total_reviews > seen and card.last_review_on == self.moment.day
        return rules.EXTRA if is_double else rules.MOVES

    @property
    def is_rewarded(self) -> bool:
        """A card that was due earns something."""
        return self.kind == rules.MOVES and (self.before.due is None or self.before.due <= self.moment.day)

    @property
    def seed(self) -> str:
        done = self.card.total_reviews if self.card else 0
        return f"{cards.seed_of(self.entry.pk, self.direction)}:{done}"


def grade_entry(*, user: User, entry: Entry, grade: Grade, key: str, now: datetime) -> Review:
    """Grade an entry of the user's, whichever way it is asked in. See `grade_card`."""
    return grade_card(user=user, entry=entry, answer=Answer(grade=grade, key=key), now=now)


def grade_card(*, user: User, entry: Entry, answer: Answer, now: datetime) -> Review:
    """Grade a card of the user's. A repeated key changes nothing and gives the first answer.

    An answer that comes late takes its place in the log by its own time, and the card is made anew from that.
    """
    try:
        with transaction.atomic():
            _take_turn(entry)
            return _same_key(user, entry, answer.key) or _grade(user, entry, answer, now=now)
    except IntegrityError:
        # The same request arrived twice at once, and the other was quicker.
        review = _same_key(user, entry, answer.key)
        if review is None:
            raise
        return review


def _take_turn(entry: Entry) -> None:
    """Two answers at once wait for each other at the entry: before the first review there is no card to lock."""
    Entry.objects.select_for_update(no_key=True).filter(pk=entry.pk).values_list("pk").first()


def _same_key(user: User, entry: Entry, key: str) -> Review | None:
    review = Review.objects.filter(user=user, key=key).first()
    if review and review.entry_id != entry.pk:
        raise KeyOfAnother
    return review


def _grade(user: User, entry: Entry, answer: Answer, *, now: datetime) -> Review:
    case = _case(user, entry, answer, now=now)
    progress = locked_progress(user)
    after = _after(case)
    review = _write(case, after)
    card = _keep_card(case, after, review)
    day = _count(case, review)
    mark_active(progress, day)
    _earn(case, progress, now=now)
    progress.save()
    _keep_entry(case, card, now=now)
    return review


def _case(user: User, entry: Entry, answer: Answer, *, now: datetime) -> _Case:
    settings = queries.settings_of(user)
    entry.owner = user
    at = clipped(answer.at or now, now=now)
    direction = _direction(entry, answer.direction, settings)
    there = {card.direction: card for card in Card.objects.filter(user=user, entry=entry)}
    if any(card.version != settings.version for card in there.values()):
        there = {card.direction: card for card in cards.rebuild(entry, settings)}
    card, moment = there.get(direction), Moment(at=at, day=local_day(at, user.time_zone))
    is_late = bool(card and card.last_review_at and card.last_review_at > at)
    before = _state_at(entry, direction, settings, at) if is_late else cards.state_of(card)
    return _Case(entry, answer, settings, moment, direction, card, before, is_late)


def _direction(entry: Entry, wish: str, settings: PracticeSettings) -> str:
    """The card that an answer belongs to, whatever a page that was open for long believes."""
    if not settings.one_per_direction:
        return asks.ONE_SCHEDULE
    return wish if wish in asks.ASKS else queries.due_of(entry, settings=settings).direction


def _log(entry: Entry, direction: str, settings: PracticeSettings) -> list[Review]:
    """The lines of a card, in order."""
    rows = Review.objects.filter(user=entry.owner, entry=entry, undone_at=None).order_by("reviewed_at", "id")
    return list(rows.filter(direction=direction) if settings.one_per_direction else rows)


def _state_at(entry: Entry, direction: str, settings: PracticeSettings, at: datetime) -> CardState:
    """The card as it was at an instant."""
    lines = [review.line() for review in _log(entry, direction, settings) if review.reviewed_at <= at]
    return rules.replay(lines, settings.options, seed=cards.seed_of(entry.pk, direction))


def _after(case: _Case) -> CardState:
    if case.kind == rules.EXTRA and case.answer.grade != Grade.AGAIN:
        return case.before
    return rules.schedule(case.before, case.answer.grade, case.moment, case.settings.options, seed=case.seed)


def _write(case: _Case, after: CardState) -> Review:
    is_mature = case.before.state == rules.REVIEW and case.kind == rules.MOVES
    return Review.objects.create(
        user=case.user,
        entry=case.entry,
        direction=case.direction,
        key=case.answer.key,
        grade=case.answer.grade,
        kind=case.kind,
        reviewed_at=case.moment.at,
        local_day=case.moment.day,
        was_new=case.before.due is None,
        was_mature=is_mature,
        seconds=max(0, min(case.answer.seconds, SECONDS_MOST)),
        predicted=predicted(case.before, case.moment.at, case.settings.options) if is_mature else None,
        state_after=after.state,
        interval_after=after.interval,
        ease_after=after.ease,
        due_after=after.due or case.moment.day,
        before=None if case.is_late else cards.snapshot(case.card),
    )


def _keep_card(case: _Case, after: CardState, review: Review) -> Card:
    """Store the card; one whose log got a line in the middle is made anew."""
    if case.is_late:
        rebuilt = {card.direction: card for card in cards.rebuild(case.entry, case.settings)}
        return rebuilt[case.direction]
    card = case.card or Card(user=case.user, entry=case.entry, direction=case.direction)
    cards.put(card, after)
    card.due_on = review.due_after
    card.last_review_on, card.last_review_at = case.moment.day, case.moment.at
    card.total_reviews += 1
    card.correct_reviews += rules.is_correct(case.answer.grade)
    card.version = case.settings.version
    card.save()
    return card


def _count(case: _Case, review: Review) -> Day:
    """Count it for the learner's day."""
    day, _made = Day.objects.get_or_create(user=case.user, day=review.local_day)
    _add(day, review, 1)
    day.save()
    return day


def _add(day: Day, review: Review, by: int) -> None:
    """Add a review to the numbers of a day, or take it away with -1."""
    if review.kind == rules.STEP:
        day.steps += by
    else:
        day.reviews += by
        name = GRADE_COLUMNS[Grade(review.grade)]
        setattr(day, name, getattr(day, name) + by)
    day.new += by * review.was_new
    day.seconds = max(0, day.seconds + by * review.seconds)
    if review.was_mature:
        day.mature += by
        day.mature_passed += by * (review.grade != Grade.AGAIN)
        day.predicted += by * (review.predicted or 0)


def _earn(case: _Case, progress: Progress, *, now: datetime) -> None:
    amount = xp.review_xp(case.answer.grade, is_rewarded=case.is_rewarded, booster_left=progress.booster_left)
    earned = Earned(
        key=_award_key(case),
        reason=xp.REVIEW,
        amount=amount,
        language=case.entry.source_language,
        detail=case.entry.source_text[:60],
        is_boosted=bool(amount and progress.booster_left),
    )
    if credit(progress, earned, day=case.moment.day, now=now) and earned.is_boosted:
        progress.booster_left -= 1


def _award_key(case: _Case) -> str:
    """A card earns once a day; what was taken back may be earned anew."""
    about = {"entry": case.entry, "direction": case.direction, "local_day": case.moment.day}
    undone = Review.objects.filter(user=case.user, **about).exclude(undone_at=None).count()
    return _key(case.entry.pk, case.direction, case.moment, undone)


def _key(entry_id: int, direction: str, moment: Moment, undone: int) -> str:
    return f"review:{entry_id}:{direction}:{moment.day}:{undone}"


def _keep_entry(case: _Case, card: Card, *, now: datetime) -> None:
    """The entry's columns, the other directions, and what happens to a card that is forgotten again and again."""
    all_cards = [card]
    if case.settings.one_per_direction:
        all_cards = list(Card.objects.filter(user=case.user, entry=case.entry))
        cards.add_siblings(case.entry, all_cards, case.settings)
    is_leech = card.lapses > case.before.lapses and rules.is_leech(card.lapses)
    is_suspended = is_leech or case.entry.learning_state == Entry.State.SUSPENDED
    cards.keep_columns(case.entry, all_cards, is_suspended=is_suspended)
    if is_leech:
        suspending.tell_of_leech(case.entry, card, now=now)


def undo_review(*, user: User, key: str, now: datetime) -> Review:
    """Take back the last answer to a card, with its XP; a second time changes nothing. Raises `CannotUndo`."""
    review = Review.objects.select_related("entry").filter(user=user, key=key).first()
    if review is None or review.entry.deleted_at:
        raise CannotUndo
    with transaction.atomic():
        _take_turn(review.entry)
        review.refresh_from_db(fields=["undone_at", "before"])
        if review.undone_at is None:
            review.entry.owner = user
            _undo(user, review, now=now)
    return review


def last_undoable(user: User, *, now: datetime) -> Review | None:
    """The answer that would be taken back next."""
    recent = Review.objects.filter(user=user, undone_at=None, reviewed_at__gt=now - UNDO_KEPT)
    return recent.order_by("-reviewed_at", "-id").first()


def _undo(user: User, review: Review, *, now: datetime) -> None:
    settings = queries.settings_of(user)
    log = _log(review.entry, review.direction, settings)
    if not log or log[-1].pk != review.pk or review.reviewed_at <= now - UNDO_KEPT:
        raise CannotUndo
    progress = locked_progress(user)
    _take_back_xp(progress, review, now=now)
    before, review.undone_at, review.before = review.before, now, None
    review.save(update_fields=["undone_at", "before"])
    _restore(review, before, settings)
    day = Day.objects.get(user=user, day=review.local_day)
    _add(day, review, -1)
    day.save()
    if not day.is_active:
        unmark_active(progress)
    progress.save()


def _take_back_xp(progress: Progress, review: Review, *, now: datetime) -> None:
    """The XP of a card's only answer today goes; of a second answer, which earned nothing, there is none."""
    about = {"user": review.user_id, "entry": review.entry_id, "direction": review.direction}
    of_day = Review.objects.filter(**about, local_day=review.local_day)
    if of_day.filter(undone_at=None).exclude(pk=review.pk).exists():
        return
    moment = Moment(at=review.reviewed_at, day=review.local_day)
    undone = of_day.exclude(undone_at=None).count()
    entry = take_back(progress, _key(review.entry_id, review.direction, moment, undone), now=now)
    if entry and entry.is_boosted:
        progress.booster_left += 1


def _restore(review: Review, before: dict[str, object] | None, settings: PracticeSettings) -> None:
    """The card as it was; where that is not known, or is of another scheduler, anew from the log."""
    entry = review.entry
    found = Card.objects.filter(user=review.user_id, entry=entry, direction=review.direction).first()
    if before and found and before["version"] == settings.version:
        cards.restore(found, before)
        found.save()
        remaining = list(Card.objects.filter(user=review.user_id, entry=entry))
    else:
        Card.objects.filter(user=review.user_id, entry=entry).delete()
        remaining = cards.rebuild(entry, settings)
    cards.keep_columns(entry, remaining)


def forget_snapshots(*, now: datetime) -> int:
    """Drop what was kept for taking answers back, a day later."""
    count = 0
    old = Review.objects.exclude(before=None).filter(reviewed_at__lt=now - UNDO_KEPT)
    while ids := list(old.values_list("pk", flat=True)[:BATCH]):
        count += Review.objects.filter(pk__in=ids).update(before=None)
    return count
