"""Answers that come late take their place in the log; what was written down of later ones is put right."""

from collections.abc import Iterable
from copy import copy

from lexora.learning import rules
from lexora.learning.actions import cards, days
from lexora.learning.models import Day, PracticeSettings, Review
from lexora.learning.rules import CardState
from lexora.learning.rules.predict import predicted

DERIVED = (
    "kind", "was_new", "was_mature", "predicted", "state_after", "interval_after", "ease_after", "due_after", "before",
)  # fmt: skip

BATCH = 100  # rows in one query


def put_right(late: Review, settings: PracticeSettings) -> list[Review]:
    """Let the later lines of the card say what they are behind this one; return those for which the card was not due.

    The caller holds the learner's lock.

    The order of arrival makes no difference: when two devices answered a card on the same day, neither knowing of the
    other, the earlier answer moves the card and the later one is its double. A device sends its own answers in order,
    so what arrived before this one was given without knowing of it.
    """
    direction = cards.direction_of(late, settings)
    lines, seed = cards.log_of(late.entry, settings)[direction], cards.seed_of(late.entry_id, direction)
    state, pairs, early, is_behind = CardState(), [], [], False
    for number, line in enumerate(lines):
        former = copy(line)
        if is_behind and line.kind == rules.MOVES and line.local_day == late.local_day:
            line.kind = rules.EXTRA
        after = rules.replayed(state, line.line(), settings.options, seed=f"{seed}:{number}")
        if is_behind:
            if line.kind != rules.MOVES or (state.due and state.due > line.local_day):
                early.append(line)
            tell(line, state, after, settings.options)
            line.before = None
            pairs.append((former, line))
        state, is_behind = after, is_behind or line.pk == late.pk
    _recount(pairs)
    Review.objects.bulk_update([line for _former, line in pairs], DERIVED, batch_size=BATCH)
    return early


def tell(review: Review, before: CardState, after: CardState, options: rules.Options) -> None:
    """Write into a line of the log what the card was before it and is behind it; it is not stored yet."""
    moment = rules.Moment(at=review.reviewed_at, day=review.local_day)
    review.was_new = before.due is None
    review.was_mature = before.state == rules.REVIEW and review.kind == rules.MOVES
    review.predicted = predicted(before, moment.at, options) if review.was_mature else None
    review.state_after, review.interval_after, review.ease_after = after.state, after.interval, after.ease
    review.due_after = after.due or moment.day


def _recount(pairs: Iterable[tuple[Review, Review]]) -> None:
    """Let the days count the lines as they are now."""
    changed = [(former, line) for former, line in pairs if _counted(former) != _counted(line)]
    user_ids, dates = {line.user_id for _former, line in changed}, {line.local_day for _former, line in changed}
    touched = {day.day: day for day in Day.objects.filter(user__in=user_ids, day__in=dates)}
    for former, line in changed:
        days.add(touched[line.local_day], former, -1)
        days.add(touched[line.local_day], line)
    Day.objects.bulk_update(touched.values(), days.COUNTED)


def _counted(review: Review) -> tuple[object, ...]:
    return review.kind, review.was_new, review.was_mature, review.predicted
