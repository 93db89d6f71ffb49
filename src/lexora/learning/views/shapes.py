"""What goes over the wire between the practice page and the server."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal, Self

from django.urls import reverse
from django.utils.crypto import salted_hmac
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

from lexora.accounts.models import User
from lexora.core.days import local_day
from lexora.learning import queries, rules
from lexora.learning.actions import Answer
from lexora.learning.actions.cards import seed_of, state_of
from lexora.learning.models import PracticeSettings
from lexora.learning.queries import Due
from lexora.learning.queries.texts import Texts, texts_of
from lexora.learning.rules import GRADES, CardState, Grade, Moment, asks
from lexora.learning.rules.asking import Text, question
from lexora.learning.rules.xp import REVIEW_XP
from lexora.learning.spans import short_days, short_minutes
from lexora.ui.languages import language_name
from lexora.words.access import LARGEST_ID
from lexora.words.models import Entry
from lexora_language import get

OPS = 100  # of one request
LONGEST_SECONDS = 86_400
ON_THE_WAY = timedelta(minutes=1)

Key = Annotated[str, StringConstraints(min_length=1, max_length=64)]
EntryId = Annotated[int, Field(ge=1, le=LARGEST_ID)]


# What the page sends


class Op(BaseModel):
    """Something that a learner did, at a time of its own. Its key makes sending it twice harmless."""

    model_config = ConfigDict(extra="forbid")

    key: Key
    at: AwareDatetime | None = None


class ReviewOp(Op):
    op: Literal["review"]
    entry: EntryId
    direction: Literal["", "forward", "reverse", "typed", "writing", "cloze", "listening"] = ""
    ask: Annotated[str, StringConstraints(max_length=9)] = ""
    grade: Literal["again", "hard", "good", "easy"]
    seconds: Annotated[int, Field(ge=0, le=LONGEST_SECONDS)] = 0
    seen: Annotated[int, Field(ge=0)] | None = None

    def answer(self) -> Answer:
        return Answer(
            grade=GRADES[self.grade],
            key=self.key,
            direction=self.direction,
            at=self.at,
            seconds=self.seconds,
            seen=self.seen,
        )

    def put_right(self, shift: timedelta) -> Self:
        """The same by a clock that is so much ahead of the device's."""
        try:
            return self.model_copy(update={"at": self.at + shift}) if self.at else self
        except OverflowError:
            return self


class UndoOp(Op):
    op: Literal["undo"]
    of: Key


class SuspendOp(Op):
    op: Literal["suspend", "unsuspend"]
    entry: EntryId


AnyOp = ReviewOp | UndoOp | SuspendOp
one_op: TypeAdapter[AnyOp] = TypeAdapter(Annotated[AnyOp, Field(discriminator="op")])


class Batch(BaseModel):
    """What waited in an outbox. Each op is looked at by itself, so that a bad one does not hold up the others."""

    learner: str
    sent_at: AwareDatetime | None = None
    ops: Annotated[list[dict[str, Any]], Field(max_length=OPS)]

    def shift(self, *, now: datetime) -> timedelta:
        """How far the clock of the device is behind; what the way here may have taken is no difference."""
        shift = now - self.sent_at if self.sent_at else timedelta()
        return shift if abs(shift) > ON_THE_WAY else timedelta()


# What the server answers


def learner_id(user: User) -> str:
    """Who the page and what it keeps on a device belong to: always the same, and it tells nothing."""
    return salted_hmac("lexora.learning.practice", str(user.pk)).hexdigest()[:32]


def cards_out(cards: Iterable[Due], *, user: User, settings: PracticeSettings, now: datetime) -> list[dict[str, Any]]:
    """Cards with both sides, what is accepted, and where each grade would lead."""
    found = list(cards)
    texts = texts_of(user, [due.entry for due in found])
    moment = Moment(at=now, day=local_day(now, user.time_zone))
    return [card_out(due, texts=texts[due.entry.pk], settings=settings, moment=moment) for due in found]


def card_out(due: Due, *, texts: Texts, settings: PracticeSettings, moment: Moment) -> dict[str, Any]:
    entry, state = due.entry, state_of(due.card)
    ask = _askable(due, texts)
    is_stepping = rules.is_stepping(state, moment)
    is_waiting = is_stepping and state.step_due and state.step_due > moment.at
    return {
        "entry": entry.pk,
        "direction": due.direction,
        "ask": ask,
        "state": due.state,
        "seen": due.seen,
        "step": state.step if is_stepping else None,
        "due_at": state.step_due.isoformat() if is_waiting and state.step_due else None,
        **_sides(entry, ask, texts),
        "note": entry.note,
        "audio": due.audio or None,
        "url": reverse("vocabulary:entry", args=[entry.pk]),
        "edit": reverse("learning:edit", args=[entry.pk]),
        **_outcomes(due, state, settings, moment),
    }


def _askable(due: Due, texts: Texts) -> str:
    """How the card is asked; plainly where what its way needs is there no more: a gap, a recording, a translation into
    a language of the learner's."""
    can = asks.possible(is_translated=bool(texts.translations), has_gap=bool(due.entry.gap), has_audio=bool(due.audio))
    return due.ask if due.ask in can else asks.FORWARD


def _sides(entry: Entry, ask: str, texts: Texts) -> dict[str, Any]:
    is_word = entry.type == Entry.Type.WORD
    asked = question(ask, texts.source, texts.translations, gap=entry.gap, is_word=is_word)
    languages = {text.language for text in asked.back}
    return {
        "front": [_text(text) for text in asked.front],
        "back": [_text(text) for text in asked.back],
        "hint": [_text(text) for text in asked.hint],
        "accepted": list(asked.accepted),
        "articles": [article for language in sorted(languages) for article in get(language).articles],
    }


def _text(text: Text) -> dict[str, str]:
    return {"text": text.text, "language": text.language, "name": language_name(text.language)}


def _outcomes(due: Due, state: CardState, settings: PracticeSettings, moment: Moment) -> dict[str, Any]:
    """Where each grade leads: now, and in each of the same-day steps that may follow."""
    seed = f"{seed_of(due.entry.pk, due.direction)}:{due.seen}"  # as grading has it, so that a promise is kept
    now = rules.previews(state, moment, settings.options, seed=seed)
    in_steps = rules.step_previews(state, moment, settings.options, seed=seed)
    is_stepping = rules.is_stepping(state, moment)
    return {
        "intervals": _by_grade(now, moment, is_rewarded=not is_stepping),
        "in_steps": [_by_grade(step, moment, is_rewarded=False) for step in in_steps],
    }


def _by_grade(after: Mapping[Grade, CardState], moment: Moment, *, is_rewarded: bool) -> dict[str, Any]:
    return {
        name: {**_span(after[grade], moment), "xp": REVIEW_XP[grade] if is_rewarded else 0}
        for name, grade in GRADES.items()
    }


def _span(after: CardState, moment: Moment) -> dict[str, Any]:
    if after.step is not None:
        seconds = int(rules.STEPS[after.step].total_seconds())
        return {"text": short_minutes(seconds), "seconds": seconds, "step": after.step}
    days = (after.due - moment.day).days if after.due else 0
    return {"text": short_days(days), "seconds": None, "step": None}


def standing_out(user: User, *, today: queries.Today, now: datetime) -> dict[str, Any]:
    """The goal, and the game unless the learner hides it."""
    goal = queries.goal_of(user, now=now, today=today)
    return {"goal": {"done": goal.done, "goal": goal.goal}, "game": _game(user, today, now=now)}


def _game(user: User, today: queries.Today, *, now: datetime) -> dict[str, int] | None:
    if today.settings.hides_game:
        return None
    standing = queries.standing_of(user, now=now)
    return {
        "lifetime": standing.lifetime,
        "level": standing.level.number,
        "xp_today": today.done.xp,
        "booster": standing.booster_left,
        "streak": standing.streak.days,
    }


def counts_out(counts: queries.Counts) -> dict[str, int]:
    return {"learning": counts.learning, "review": counts.review, "new": counts.new}
