"""Grading a card."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from lexora.accounts.models import User
from lexora.core.days import local_day
from lexora.core.errors import Refused
from lexora.learning import queries, rules
from lexora.learning.actions import cards, days, late, suspending
from lexora.learning.actions.streaks import mark_active
from lexora.learning.actions.xp import Earned, credit_new, locked_progress
from lexora.learning.models import Card, Day, PracticeSettings, Progress, Review, XpEntry
from lexora.learning.rules import CardState, Grade, Moment, asks, xp
from lexora.learning.rules.late import clipped
from lexora.words.models import Entry

SECONDS_MOST = 60  # of one answer; whoever takes longer did something else meanwhile


class KeyOfAnother(Refused):
    code = "key_of_another_review"
    status = 409


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
class _Before:
    """A card as an answer finds it: how it stands, how many answers it had, and on which day the last."""

    state: CardState
    answers: int = 0
    last_on: date | None = None


@dataclass(frozen=True)
class _Case:
    """A review that is being stored. `is_late`: the card was answered later on already."""

    entry: Entry
    answer: Answer
    settings: PracticeSettings
    moment: Moment
    direction: str
    card: Card | None
    before: _Before
    is_late: bool
    is_first_today: bool

    @property
    def user(self) -> User:
        return self.entry.owner

    @property
    def kind(self) -> str:
        """A session shows a card once a day, so its second answer on a day is the double of another device's."""
        if rules.is_stepping(self.before.state, self.moment):
            return rules.STEP
        due, day = self.before.state.due, self.moment.day
        is_done_today = self.before.last_on == day and due is not None and due > day
        return rules.EXTRA if self.answer.seen is not None and is_done_today else rules.MOVES

    @property
    def is_rewarded(self) -> bool:
        """A card that was due earns something, once a day."""
        due = self.before.state.due
        return self.kind == rules.MOVES and self.is_first_today and (due is None or due <= self.moment.day)

    @property
    def seed(self) -> str:
        return f"{cards.seed_of(self.entry.pk, self.direction)}:{self.before.answers}"


def grade_entry(*, user: User, entry: Entry, grade: Grade, key: str, now: datetime) -> Review:
    """Grade an entry of the user's, whichever way it is asked in. See `grade_card`."""
    return grade_card(user=user, entry=entry, answer=Answer(grade=grade, key=key), now=now)


def grade_card(*, user: User, entry: Entry, answer: Answer, now: datetime) -> Review:
    """Grade a card of the user's. A repeated key changes nothing and gives the first answer.

    An answer that comes late takes its place in the log by its own time, and the card is made anew from that.
    """
    try:
        with transaction.atomic():
            take_turn(entry)
            return _same_key(user, entry, answer.key) or _grade(user, entry, answer, now=now)
    except IntegrityError:
        # The same request arrived twice at once, and the other was quicker.
        review = _same_key(user, entry, answer.key)
        if review is None:
            raise
        return review


def take_turn(entry: Entry) -> None:
    """Two answers at once wait for each other at the entry: before the first review there is no card to lock."""
    locked = Entry.objects.select_for_update(no_key=True).filter(pk=entry.pk)
    entry.learning_state = locked.values_list("learning_state", flat=True).first() or entry.learning_state


def _same_key(user: User, entry: Entry, key: str) -> Review | None:
    review = Review.objects.filter(user=user, key=key).first()
    if review and review.entry_id != entry.pk:
        raise KeyOfAnother
    return review


def _grade(user: User, entry: Entry, answer: Answer, *, now: datetime) -> Review:
    case = _case(user, entry, answer, now=now)
    former_lapses = case.card.lapses if case.card else 0
    progress = locked_progress(user)
    after = _after(case)
    review = _write(case, after)
    card, early = _keep_card(case, after, review)
    _count(case, progress, review, is_paid_for=_is_any_paid(early), now=now)
    _keep_entry(case, card, former_lapses=former_lapses, now=now)
    return review


def _case(user: User, entry: Entry, answer: Answer, *, now: datetime) -> _Case:
    settings = queries.settings_of(user)
    entry.owner = user
    at = clipped(answer.at or now, since=entry.created_at, now=now)
    direction = _direction(entry, answer.direction, settings)
    there = {card.direction: card for card in Card.objects.filter(user=user, entry=entry)}
    if any(card.version != settings.version for card in there.values()):
        there = {card.direction: card for card in cards.rebuild(entry, settings)}
    card, moment = there.get(direction), Moment(at=at, day=local_day(at, user.time_zone))
    is_late = bool(card and card.last_review_at and card.last_review_at > at)
    log = cards.log_of(entry, settings).get(direction, []) if is_late else []
    before = _before_late(log, at, settings, seed=cards.seed_of(entry.pk, direction)) if log else _before(card)
    is_first_today = not any(line.local_day == moment.day for line in log)
    return _Case(entry, answer, settings, moment, direction, card, before, is_late, is_first_today)


def _direction(entry: Entry, wish: str, settings: PracticeSettings) -> str:
    """The card that an answer belongs to, whatever a page that was open for long believes."""
    if not settings.one_per_direction:
        return asks.ONE_SCHEDULE
    return wish if wish in asks.ASKS else queries.due_of(entry, settings=settings).direction


def _before(card: Card | None) -> _Before:
    if card is None:
        return _Before(CardState())
    return _Before(cards.state_of(card), card.total_reviews, card.last_review_on)


def _before_late(log: list[Review], at: datetime, settings: PracticeSettings, *, seed: str) -> _Before:
    """The card as it was at an instant."""
    lines = [line for line in log if line.reviewed_at <= at]
    state = rules.replay((line.line() for line in lines), settings.options, seed=seed)
    return _Before(state, len(lines), lines[-1].local_day if lines else None)


def _after(case: _Case) -> CardState:
    if case.kind == rules.EXTRA and case.answer.grade != Grade.AGAIN:
        return case.before.state
    return rules.schedule(case.before.state, case.answer.grade, case.moment, case.settings.options, seed=case.seed)


def _write(case: _Case, after: CardState) -> Review:
    review = Review(
        user=case.user,
        entry=case.entry,
        direction=case.direction,
        key=case.answer.key,
        grade=case.answer.grade,
        kind=case.kind,
        reviewed_at=case.moment.at,
        local_day=case.moment.day,
        seconds=max(0, min(case.answer.seconds, SECONDS_MOST)),
        before=None if case.is_late else cards.snapshot(case.card),
    )
    late.tell(review, case.before.state, after, case.settings.options)
    review.save()
    return review


def _keep_card(case: _Case, after: CardState, review: Review) -> tuple[Card, list[Review]]:
    """Store the card; one whose log got a line in the middle is made anew. Returns the later lines that came too early
    by what is known now, too."""
    if case.is_late:
        early = late.put_right(review, case.settings)
        rebuilt = {card.direction: card for card in cards.rebuild(case.entry, case.settings)}
        return rebuilt[case.direction], early
    card = case.card or Card(user=case.user, entry=case.entry, direction=case.direction)
    cards.put(card, after)
    card.due_on = review.due_after
    card.last_review_on, card.last_review_at = case.moment.day, case.moment.at
    card.total_reviews += 1
    card.correct_reviews += rules.is_correct(case.answer.grade)
    card.version = case.settings.version
    card.save()
    return card, []


def _is_any_paid(reviews: list[Review]) -> bool:
    """Whether one of these earned something: what made them too early is not paid for once more."""
    if not reviews:
        return False
    keys = [award_key(review) for review in reviews]
    return XpEntry.objects.filter(user=reviews[0].user_id, key__in=keys).exists()


def _count(case: _Case, progress: Progress, review: Review, *, is_paid_for: bool, now: datetime) -> None:
    """Count it for the learner's day, the streak, and the XP."""
    day = queries.day_of(case.user, review.local_day)
    was_active = day.is_active
    days.add(day, review)
    if not was_active:
        mark_active(progress, day)
    if not is_paid_for:
        _earn(case, progress, review, day, now=now)
    day.save()
    progress.save()


def _earn(case: _Case, progress: Progress, review: Review, day: Day, *, now: datetime) -> None:
    is_rewarded = case.is_rewarded and not (review.was_new and day.new > xp.NEW_REWARDED)
    amount = xp.review_xp(case.answer.grade, is_rewarded=is_rewarded, booster_left=progress.booster_left)
    if not amount:
        return
    earned = Earned(
        key=award_key(review),
        reason=xp.REVIEW,
        amount=amount,
        language=case.entry.source_language,
        detail=case.entry.source_text[:60],
        is_boosted=bool(progress.booster_left),
    )
    credit_new(progress, earned, day, now=now)
    progress.booster_left -= earned.is_boosted


def award_key(review: Review) -> str:
    """The name of what a review earned."""
    return f"review:{review.pk}"


def _keep_entry(case: _Case, card: Card, *, former_lapses: int, now: datetime) -> None:
    """The entry's columns, the other directions, and what happens to a card that is forgotten again and again."""
    all_cards = [card]
    if case.settings.one_per_direction:
        all_cards = list(Card.objects.filter(user=case.user, entry=case.entry))
        cards.add_siblings(case.entry, all_cards, case.settings)
    is_leech = card.lapses > former_lapses and rules.is_leech(card.lapses)
    is_suspended = is_leech or case.entry.learning_state == Entry.State.SUSPENDED
    cards.keep_columns(case.entry, all_cards, is_suspended=is_suspended)
    if is_leech:
        suspending.tell_of_leech(case.entry, card, now=now)
