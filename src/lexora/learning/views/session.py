"""What a session on the page asks for: its cards, the sending of its answers, and what comes tomorrow."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from pydantic import ValidationError

from lexora.accounts.access import signed_in
from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.learning import actions, queries
from lexora.learning.models import Day
from lexora.learning.views import shapes
from lexora.learning.views.shapes import AnyOp, ReviewOp, UndoOp
from lexora.ui.sentences import sentence
from lexora.words.access import entry_of

LIMIT = 50  # cards of one request


class OtherLearner(Refused):
    """What somebody else did in this browser is not taken for the work of who is signed in now."""

    code = "other_learner"
    status = 409


@require_safe
def queue(request: HttpRequest) -> JsonResponse:
    """The next cards with their answers, and where the learner stands."""
    user, now = signed_in(request), timezone.now()
    today = queries.today_of(user, now=now)
    cards = queries.queue(user, limit=LIMIT, now=now, today=today)
    waiting = queries.waiting_steps(user, now=now, today=today)
    counts = queries.due_counts(user, now=now, today=today)
    return JsonResponse(
        {
            "learner": shapes.learner_id(user),
            "day": today.day.isoformat(),
            "counts": shapes.counts_out(counts),
            **shapes.standing_out(user, today=today, now=now),
            "is_whole": len(cards) + len(waiting) >= counts.total,
            "cards": shapes.cards_out([*cards, *waiting], user=user, settings=today.settings, now=now),
        }
    )


@require_POST
def sync(request: HttpRequest) -> JsonResponse:
    """Do what was done on the page, in its order; each op by itself."""
    user, now = signed_in(request), timezone.now()
    batch = _batch(request)
    if batch.learner != shapes.learner_id(user):
        raise OtherLearner
    shift = batch.shift(now=now)
    results = [_result(user, raw, shift=shift, now=now) for raw in batch.ops]
    today = queries.today_of(user, now=now)
    counts = shapes.counts_out(queries.due_counts(user, now=now, today=today))
    standing = shapes.standing_out(user, today=today, now=now)
    return JsonResponse({"learner": batch.learner, "results": results, "counts": counts, **standing})


@require_safe
def summary(request: HttpRequest) -> JsonResponse:
    """What comes tomorrow if nothing more is done today."""
    user, now = signed_in(request), timezone.now()
    today = queries.today_of(user, now=now)
    tomorrow = replace(today, done=Day(user=user, day=today.day + timedelta(days=1)))
    counts = queries.due_counts(user, now=now, today=tomorrow)
    return JsonResponse(
        {
            "learner": shapes.learner_id(user),
            "tomorrow": {"review": counts.learning + counts.review, "new": counts.new},
            **shapes.standing_out(user, today=today, now=now),
        }
    )


def _batch(request: HttpRequest) -> shapes.Batch:
    try:
        return shapes.Batch.model_validate_json(request.body)
    except ValidationError as error:
        raise Refused("bad_request") from error


def _result(user: User, raw: dict[str, Any], *, shift: timedelta, now: datetime) -> dict[str, Any]:
    key = raw.get("key")
    try:
        _do(user, shapes.one_op.validate_python(raw), shift=shift, now=now)
    except ValidationError:
        return _refused(key, Refused("bad_request"))
    except Refused as refused:
        return _refused(key, refused)
    return {"key": key, "status": "done", "code": "", "message": ""}


def _refused(key: object, refused: Refused) -> dict[str, Any]:
    message = sentence(refused.code, refused.params)
    return {"key": key, "status": "refused", "code": refused.code, "message": message}


def _do(user: User, op: AnyOp, *, shift: timedelta, now: datetime) -> None:
    if isinstance(op, ReviewOp):
        actions.grade_card(user=user, entry=entry_of(user, op.entry), answer=op.put_right(shift).answer(), now=now)
    elif isinstance(op, UndoOp):
        actions.undo_review(user=user, key=op.of, now=now)
    else:
        actions.suspend(entry_of(user, op.entry), suspended=op.op == "suspend")
