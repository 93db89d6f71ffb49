"""Fitting the weights of FSRS to a learner's own reviews: asked for on a page, done behind it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.learning import optimizer, queries
from lexora.learning.actions.settings import use_weights
from lexora.learning.models import PracticeSettings
from lexora.learning.rules.retention import FIT_FROM, Accuracy
from lexora.notifications import actions as notifications

FITTED, NOT_BETTER = "weights_fitted", "weights_not_better"  # kinds of notifications


@dataclass(frozen=True)
class Fit:
    """Weights, and how well they and the default ones predict the reviews they were fitted to."""

    weights: tuple[float, ...]
    default: Accuracy
    fitted: Accuracy

    @property
    def is_better(self) -> bool:
        return self.fitted.log_loss < self.default.log_loss


def fit_of(user: User) -> Fit:
    """Fit weights to the whole log; raises `Refused` while there are too few reviews."""
    logs = queries.log_of(user)
    weights = optimizer.fit(logs)
    return Fit(weights=weights, default=optimizer.evaluate(logs), fitted=optimizer.evaluate(logs, weights))


@transaction.atomic
def ask_fit(user: User, *, now: datetime) -> None:
    """Let the weights be fitted soon; raises `Refused` while there are too few reviews. Asking twice is asking once."""
    count = queries.count_reviews(user)
    if count < FIT_FROM:
        raise Refused("too_few_reviews", count=count, needed=FIT_FROM)
    PracticeSettings.objects.get_or_create(user=user)
    PracticeSettings.objects.filter(pk=user.pk, fit_asked_at=None).update(fit_asked_at=now)


def fit_waiting(*, now: datetime) -> int:
    """Fit for all who asked; how many those were. Who asked stays in line until the answer is stored."""
    asked = PracticeSettings.objects.exclude(fit_asked_at=None).order_by("fit_asked_at").select_related("user")
    waiting = list(asked)
    for settings in waiting:
        _answer(settings.user, _tried(settings.user), now=now)
    return len(waiting)


def _tried(user: User) -> Fit | None:
    try:
        return fit_of(user)
    except Refused:  # reviews were taken back, or entries deleted, meanwhile
        return None


@transaction.atomic
def _answer(user: User, fit: Fit | None, *, now: datetime) -> None:
    """Use weights that predict better, and tell the learner."""
    is_better = fit is not None and fit.is_better
    if fit and is_better:
        use_weights(user, fit.weights, now=now)
    PracticeSettings.objects.filter(pk=user.pk).update(fit_asked_at=None)
    notifications.notify(
        user_id=user.pk,
        kind=FITTED if is_better else NOT_BETTER,
        params={"count": fit.fitted.reviews if fit else 0},
        link=reverse("learning:settings"),
        key=f"fit:{now.isoformat()}",
        now=now,
    )
