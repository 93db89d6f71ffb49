"""The page on which a learner says how to practise."""

from datetime import timedelta
from typing import Any

import pytest

from lexora.accounts.models import User
from lexora.learning import actions, queries
from lexora.learning.models import Card, PracticeSettings
from lexora.learning.rules import Grade
from tests.clients import browser_of
from tests.factories import NOW, make_entry

SETTINGS, PROGRESS = "/my/practice/settings", "/my/practice/settings/progress"
FIELDS: dict[str, Any] = {
    "scheduler": "fsrs",
    "retention": "85",
    "directions": ["forward", "writing"],
    "one_per_direction": "on",
    "new_per_day": "7",
    "reviews_per_day": "70",
    "steps": "on",
    "fuzz": "on",
    "hides_game": "on",
    "reminder_on": "on",
    "reminder_hour": "7",
}


def test_who_has_chosen_nothing_sees_the_defaults_and_stores_none(ann: User) -> None:
    text = browser_of(ann).get(SETTINGS).content.decode()
    assert 'value="90"' in text
    assert not PracticeSettings.objects.exists()


def test_everything_is_stored(ann: User) -> None:
    assert browser_of(ann).post(SETTINGS, FIELDS).status_code == 302
    kept = PracticeSettings.objects.values().get()
    assert {name: kept[name] for name in FIELDS} == {
        **dict.fromkeys(("one_per_direction", "steps", "fuzz", "hides_game", "reminder_on"), True),
        "scheduler": "fsrs",
        "retention": 0.85,
        "directions": ["forward", "writing"],
        "new_per_day": 7,
        "reviews_per_day": 70,
        "reminder_hour": 7,
    }
    assert kept["is_listed"] is False
    text = browser_of(ann).get(SETTINGS).content.decode()
    assert 'value="85"' in text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("scheduler", "guess"),
        ("retention", "69"),
        ("retention", "98"),
        ("retention", ""),
        ("directions", []),
        ("directions", ["sideways"]),
        ("new_per_day", "-1"),
        ("reviews_per_day", "10000"),
        ("reminder_hour", "24"),
    ],
)
def test_what_cannot_be_is_refused_and_the_page_says_why(ann: User, name: str, value: object) -> None:
    answer = browser_of(ann).post(SETTINGS, {**FIELDS, name: value})
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {name}
    assert not PracticeSettings.objects.exists()


def test_who_changes_nothing_keeps_the_weights_and_the_version(ann: User) -> None:
    browser_of(ann).post(SETTINGS, FIELDS)
    actions.use_weights(ann, [0.5] * 21, now=NOW)
    version = queries.settings_of(ann).version
    browser_of(ann).post(SETTINGS, FIELDS)
    kept = queries.settings_of(ann)
    assert (kept.version, kept.weights) == (version, [0.5] * 21)


def test_another_scheduler_makes_the_cards_anew_and_says_how_far_it_is(
    ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        entry = make_entry(ann, f"word{n}", language="en")
        for day in (0, 1, 5):
            now = NOW + timedelta(days=day)
            actions.grade_entry(user=ann, entry=entry, grade=Grade.GOOD, key=f"{n}-{day}", now=now)
    monkeypatch.setattr(actions, "rebuild_some", lambda _settings, *, batches: bool(batches))  # as if there were many
    browser = browser_of(ann)
    browser.post(SETTINGS, {**FIELDS, "one_per_direction": ""})
    text = browser.get(PROGRESS).content.decode()
    assert "0 of 3 cards" in text
    assert f'hx-get="{PROGRESS}"' in text
    monkeypatch.undo()
    actions.rebuild_waiting(now=NOW)
    assert set(Card.objects.values_list("stability", flat=True)) != {None}
    text = browser.get(PROGRESS).content.decode()
    assert "hx-get" not in text
    assert "of 3 cards" not in text


def test_a_small_change_is_done_when_the_page_comes(ann: User) -> None:
    entry = make_entry(ann, "zebra", language="en")
    actions.grade_entry(user=ann, entry=entry, grade=Grade.GOOD, key="k", now=NOW)
    answer = browser_of(ann).post(SETTINGS, {**FIELDS, "one_per_direction": ""}, follow=True)
    assert "Rescheduling" not in answer.content.decode()
    assert Card.objects.get().stability is not None
