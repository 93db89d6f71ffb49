"""Asking for weights of one's own on the page of settings, and what is done behind it."""

from datetime import timedelta

import pytest

from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.learning import queries
from lexora.learning.actions import ask_fit, fit_waiting, save_settings
from lexora.notifications.models import Notification
from tests.clients import HTMX, browser_of
from tests.factories import NOW
from tests.learning.simulated import FORGETFUL
from tests.learning.test_fsrs_command import remember

pytestmark = pytest.mark.django_db
SETTINGS, FIT = "/my/practice/settings", "/my/practice/settings/fit"


@pytest.fixture
def learner(ann: User) -> User:
    """Ann schedules by FSRS and has answered for a year."""
    settings = queries.settings_of(ann)
    settings.scheduler = "fsrs"
    save_settings(settings)
    remember(ann, FORGETFUL, words=75)
    return ann


def kinds(user: User) -> list[str]:
    return list(Notification.objects.filter(user=user).order_by("id").values_list("kind", flat=True))


def test_who_asks_gets_weights_and_is_told_once(learner: User) -> None:
    before = queries.settings_of(learner)
    assert "Fit to my reviews" in browser_of(learner).get(SETTINGS).content.decode()
    for _again in range(2):
        assert "Being fitted" in browser_of(learner).post(FIT, headers=HTMX).content.decode()
    assert fit_waiting(now=NOW) == 1
    assert fit_waiting(now=NOW) == 0
    after = queries.settings_of(learner)
    assert len(after.weights) == 21
    assert after.version == before.version + 1
    assert kinds(learner) == ["weights_fitted"]
    assert "Fit to my reviews" in browser_of(learner).get(SETTINGS).content.decode()


def test_without_script_the_page_comes_back(learner: User) -> None:
    answer = browser_of(learner).post(FIT, follow=True)
    assert answer.redirect_chain == [(SETTINGS, 302)]
    assert "Being fitted" in answer.content.decode()


def test_weights_that_are_no_better_are_not_used(learner: User) -> None:
    ask_fit(learner, now=NOW)
    fit_waiting(now=NOW)
    first = queries.settings_of(learner)
    learner.reviews.all().delete()  # nothing is left to learn from when the turn comes
    type(first).objects.filter(pk=learner.pk).update(fit_asked_at=NOW)
    fit_waiting(now=NOW + timedelta(minutes=1))
    assert queries.settings_of(learner).weights == first.weights
    assert kinds(learner) == ["weights_fitted", "weights_not_better"]


def test_too_few_reviews_are_refused_with_both_numbers(ann: User) -> None:
    with pytest.raises(Refused) as refused:
        ask_fit(ann, now=NOW)
    assert (refused.value.code, refused.value.params) == ("too_few_reviews", {"count": 0, "needed": 1000})


def test_a_page_that_is_saved_meanwhile_keeps_the_place_in_line(learner: User) -> None:
    settings = queries.settings_of(learner)
    ask_fit(learner, now=NOW)
    settings.fuzz = True
    save_settings(settings)
    assert queries.settings_of(learner).fit_asked_at == NOW
