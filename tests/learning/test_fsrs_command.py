"""`lexora fsrs optimize`."""

import re
from collections.abc import Sequence
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from lexora.accounts.models import User
from lexora.learning import optimizer, queries
from lexora.learning.models import Review
from lexora.learning.rules import Line
from tests.factories import make_entry
from tests.learning.simulated import FORGETFUL, STEADY, histories

pytestmark = pytest.mark.django_db


def remember(user: User, weights: tuple[float, ...], *, words: int) -> None:
    """Give a learner the log of somebody with such a memory."""
    made = histories(words, weights=weights, days=365, seed=1)
    Review.objects.bulk_create(row for n, history in enumerate(made) for row in rows(user, n, history.lines))


def rows(user: User, n: int, lines: Sequence[Line]) -> list[Review]:
    entry = make_entry(user, f"word{n}")
    return [
        Review(
            user=user,
            entry=entry,
            key=f"{n}-{number}",
            grade=line.grade,
            kind=line.kind,
            reviewed_at=line.moment.at,
            local_day=line.moment.day,
            was_new=not number,
            state_after="review",
            interval_after=1,
            ease_after=2.5,
            due_after=line.moment.day,
        )
        for number, line in enumerate(lines)
    ]


def optimize(*args: str) -> str:
    out = StringIO()
    call_command("fsrs", "optimize", *args, stdout=out)
    return out.getvalue()


def weights_of(user: User) -> list[float]:
    return list(queries.settings_of(user).weights)


def test_the_measures_of_both_weights_are_shown_and_nothing_is_stored(ann: User) -> None:
    remember(ann, FORGETFUL, words=75)
    said = optimize(ann.handle)
    logs = queries.log_of(ann)
    fitted = optimizer.evaluate(logs, optimizer.fit(logs))
    assert f"fitted       {fitted.log_loss:.4f}       {fitted.rmse_bins:.4f}" in said
    assert said.startswith(f"{fitted.reviews:,} reviews")
    [default] = re.findall(r"^default +(\d\.\d+)", said, re.MULTILINE)
    assert fitted.log_loss < float(default)
    assert "Nothing was stored" in said
    assert weights_of(ann) == []


def test_apply_stores_the_fitted_weights_of_this_learner_only(ann: User, bob: User) -> None:
    remember(ann, FORGETFUL, words=75)
    assert "Stored the fitted weights of ann@example.com." in optimize("ANN@example.com", "--apply")
    assert weights_of(ann) == list(optimizer.fit(queries.log_of(ann)))
    assert weights_of(bob) == []


def test_weights_that_predict_no_better_are_not_stored(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    remember(ann, STEADY, words=150)
    monkeypatch.setattr(optimizer, "fit", lambda _logs: FORGETFUL)
    assert "The default weights predict these reviews as well." in optimize(ann.email, "--apply")
    assert weights_of(ann) == []


def test_too_few_reviews_are_refused_with_the_number_that_is_needed(ann: User) -> None:
    remember(ann, FORGETFUL, words=2)
    count = Review.objects.count()
    with pytest.raises(CommandError, match=f"at least 1000 reviews. So far there are {count}"):
        optimize(ann.email)


def test_nobody_has_no_weights() -> None:
    with pytest.raises(CommandError, match=re.escape("There is no account for nobody@example.com.")):
        optimize("nobody@example.com")
