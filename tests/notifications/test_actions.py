"""Telling once, telling groups, telling as wanted; reading, deleting and forgetting."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from lexora.accounts.models import User
from lexora.notifications import actions, kinds, live, queries
from lexora.notifications.actions import UndoGone, notify, notify_many
from lexora.notifications.kinds import Kind, UnknownKindError
from lexora.notifications.models import Notification, Preference
from tests.factories import NOW, make_user
from tests.notifications.helpers import KIND, tell, told
from tests.threads import at_once

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def hints(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Whose pages were told that notifications changed."""
    heard: list[int] = []
    monkeypatch.setattr(live, "tell", lambda user_id, thing: heard.append(user_id))
    return heard


def put(user: User, **changes: object) -> bool:
    given = {"kind": KIND, "params": {"person": "Bob", "text": "apple"}, "key": "k", "now": NOW, **changes}
    with transaction.atomic():
        return notify(user_id=user.pk, **given)  # type: ignore[arg-type]


# Telling


def test_an_event_is_told_once(ann: User, hints: list[int]) -> None:
    assert put(ann)
    assert not put(ann, params={"person": "Bob", "text": "another"}, now=LATER)
    assert told(ann) == ["Bob copied your word “apple”."]
    assert hints == [ann.pk]


def test_the_same_event_is_told_to_each_person(ann: User, bob: User) -> None:
    assert put(ann)
    assert put(bob)


def test_an_event_that_was_deleted_is_not_told_again(ann: User) -> None:
    actions.delete(tell(ann, key="k"), now=NOW)
    assert not put(ann)
    assert told(ann) == []


def test_a_group_is_one_that_grows_comes_to_the_top_and_is_unread_again(ann: User, hints: list[int]) -> None:
    group = tell(ann, key="group", adds=1)
    tell(ann, "house", now=NOW + timedelta(minutes=1))
    actions.read(group, now=NOW)
    assert put(ann, key="group", adds=1, now=LATER)
    assert put(ann, key="group", adds=10, now=LATER)
    assert told(ann) == ["Bob copied 12 of your words.", "Bob copied your word “house”."]
    group.refresh_from_db()
    assert (group.read_at, group.created_at, group.told_at) == (None, NOW, LATER)
    assert group.leads_to == "/my/vocabulary"
    assert hints == [ann.pk] * 5


def test_a_group_shows_one_toast(ann: User) -> None:
    put(ann, adds=1)
    assert len(actions.claim_toasts(ann, now=NOW)) == 1
    put(ann, adds=1)
    assert actions.claim_toasts(ann, now=NOW) == []


def test_a_group_that_was_deleted_begins_anew(ann: User) -> None:
    actions.delete(tell(ann, key="group", adds=5), now=NOW)
    put(ann, key="group", adds=1)
    assert told(ann) == ["Bob copied your word “apple”."]


def test_an_unknown_kind_is_a_mistake_at_once(ann: User) -> None:
    with pytest.raises(UnknownKindError):
        put(ann, kind="nothing_like_it")


def test_a_sentence_that_lacks_something_is_a_mistake_at_once(ann: User) -> None:
    with pytest.raises(LookupError):
        put(ann, params={"person": "Bob"})


@pytest.mark.parametrize("link", ["https://example.com/", "//example.com", "my/vocabulary", "javascript:alert(1)"])
def test_a_link_leads_nowhere_else(ann: User, link: str) -> None:
    with pytest.raises(ValueError, match="within Lexora"):
        put(ann, link=link)


def test_the_database_takes_no_link_to_elsewhere(ann: User) -> None:
    note = tell(ann)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notification.objects.filter(pk=note.pk).update(link="https://example.com")


@pytest.mark.django_db(transaction=True)
def test_people_are_told_inside_the_transaction_that_causes_it() -> None:
    ann = make_user()
    params = {"person": "Bob", "text": "apple"}
    with pytest.raises(RuntimeError):
        notify(user_id=ann.pk, kind=KIND, params=params, key="k", now=NOW)
    with transaction.atomic():
        notify(user_id=ann.pk, kind=KIND, params=params, key="k", now=NOW)
        transaction.set_rollback(True)
    assert told(ann) == []


@pytest.mark.django_db(transaction=True)
def test_two_who_tell_the_same_at_once_tell_it_once() -> None:
    ann = make_user()
    assert sorted(at_once(lambda: put(ann), lambda: put(ann))) == [False, True]
    assert told(ann) == ["Bob copied your word “apple”."]


@pytest.mark.django_db(transaction=True)
def test_two_who_add_to_a_group_at_once_are_both_counted() -> None:
    ann = make_user()
    works: list[Callable[[], bool]] = [lambda: put(ann, adds=1)] * 4
    assert at_once(*works) == [True] * 4
    assert told(ann) == ["Bob copied 4 of your words."]


@pytest.mark.django_db(transaction=True)
def test_of_two_pages_that_ask_at_once_one_shows_the_toast() -> None:
    ann = make_user()
    tell(ann)
    claims = at_once(*[lambda: actions.claim_toasts(ann, now=NOW)] * 2)
    assert sorted(map(len, claims)) == [0, 1]


def test_several_people_are_told_at_once_each_as_they_want_it(
    ann: User, bob: User, charlie: User, hints: list[int]
) -> None:
    actions.choose(bob, {KIND: "off"})
    actions.choose(charlie, {KIND: "centre"})
    people = {"user_ids": [ann.pk, bob.pk, charlie.pk], "kind": KIND, "params": {"person": "X", "text": "y"}}
    with transaction.atomic():
        assert notify_many(**people, key="k", now=NOW) == 2  # type: ignore[arg-type]
        assert notify_many(**people, key="k", now=NOW) == 0  # type: ignore[arg-type]
        assert notify_many(**{**people, "user_ids": []}, key="k", now=NOW) == 0  # type: ignore[arg-type]
    assert dict(Notification.objects.values_list("user", "toast_due")) == {ann.pk: True, charlie.pk: False}
    assert sorted(hints) == sorted([ann.pk, charlie.pk])


# As people want it


def test_without_a_choice_the_default_of_the_kind_holds(ann: User) -> None:
    choices = queries.choices_of(ann)
    assert (choices["word_copied"], choices["translation_failed"]) == ("toast", "centre")


def test_who_wants_none_gets_none(ann: User) -> None:
    actions.choose(ann, {KIND: "off"})
    assert not put(ann)
    assert not Notification.objects.exists()


def test_who_wants_no_toast_gets_none(ann: User) -> None:
    actions.choose(ann, {KIND: "centre"})
    assert put(ann)
    assert actions.claim_toasts(ann, now=NOW) == []


def test_a_required_kind_cannot_be_switched_off(ann: User) -> None:
    Preference.objects.create(user=ann, kind="password_changed", choice="off")
    assert queries.choices_of(ann)["password_changed"] == "toast"
    assert put(ann, kind="password_changed")


def test_a_choice_is_changed_and_who_wants_the_default_has_no_row(ann: User, bob: User) -> None:
    actions.choose(bob, {KIND: "off"})
    for choice, rows in (("off", 2), ("centre", 2), ("toast", 1)):
        actions.choose(ann, {KIND: choice})
        assert queries.choices_of(ann)[KIND] == choice
        assert Preference.objects.count() == rows


# Sentences


def test_a_language_is_read_by_its_name_in_the_language_of_the_reader(ann: User) -> None:
    params = {"text": "apple", "language": "el"}
    with transaction.atomic():
        notify(user_id=ann.pk, kind="translation_failed", params=params, key="k", now=NOW)
    assert told(ann) == ["“apple” could not be translated (Greek)."]
    with override("uk"):
        assert "Грецька" in told(ann)[0]


def test_what_older_versions_told_is_still_read(ann: User) -> None:
    note = tell(ann)
    note.params = {}
    assert note.text == "Somebody copied a word you share"
    note.kind = "of_a_room_that_is_gone"
    assert note.text == "Something happened that Lexora no longer knows about."
    assert note.icon == "ui/icons/bell.html"


def test_a_name_may_look_like_a_blank(ann: User) -> None:
    put(ann, params={"person": "100% %(text)s", "text": "%s"})
    assert told(ann) == ["100% %(text)s copied your word “%s”."]


def test_a_kind_that_is_registered_again_takes_the_former_ones_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_kinds", {})
    for icon in ("key", "bell"):
        kinds.register(Kind("x", _("Title"), _("Sentence"), icon))
    assert kinds.get("x").icon == "bell"
    assert kinds.by_group() == [("Other", [kinds.get("x")])]


# What people do with it


def test_toasts_are_news_and_few(ann: User) -> None:
    tell(ann, "old", now=NOW - timedelta(minutes=11))
    for n in range(5):
        tell(ann, f"word{n}", now=NOW - timedelta(minutes=5 - n))
    actions.read(tell(ann, "read"), now=NOW)
    actions.delete(tell(ann, "deleted"), now=NOW)
    assert queries.bell_of(ann, now=NOW).has_news
    toasts = actions.claim_toasts(ann, now=NOW)
    assert [toast.params["text"] for toast in toasts] == ["word2", "word3", "word4"]
    assert not queries.bell_of(ann, now=NOW).has_news
    assert actions.claim_toasts(ann, now=NOW) == []


@pytest.mark.parametrize(("count", "shown"), [(0, ""), (1, "1"), (99, "99"), (100, "99+"), (120, "99+")])
def test_the_bell_counts_to_ninety_nine(ann: User, count: int, shown: str) -> None:
    Notification.objects.bulk_create(
        Notification(user=ann, kind=KIND, key=str(n), created_at=NOW, told_at=NOW) for n in range(count)
    )
    assert queries.bell_of(ann, now=NOW).shown == shown


def test_reading_and_forgetting_to_have_read(ann: User, hints: list[int]) -> None:
    note = tell(ann)
    actions.read(note, now=NOW)
    actions.read(note, now=LATER)
    note.refresh_from_db()
    assert (note.read_at, note.toast_due) == (NOW, False)
    actions.unread(note)
    actions.unread(note)
    note.refresh_from_db()
    assert note.read_at is None
    assert hints == [ann.pk] * 3


def test_all_are_read_but_for_what_came_since(ann: User, bob: User) -> None:
    for n in range(3):
        tell(ann, f"word{n}")
    tell(ann, "since", now=LATER)
    tell(bob, "apple")
    assert actions.read_all(ann, now=NOW) == 3
    assert (queries.unread_of(ann).count(), queries.unread_of(bob).count()) == (1, 1)


def test_what_was_read_is_deleted_and_brought_back(ann: User, bob: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "BATCH", 2)
    for user in (ann, bob):
        for n in range(3):
            actions.read(tell(user, f"word{n}"), now=NOW)
    tell(ann, "unread")
    assert actions.delete_read(ann, now=LATER) == 3
    assert told(ann) == ["Bob copied your word “unread”."]
    assert actions.undo(ann, deleted_at=LATER) == 3
    assert (len(told(ann)), len(told(bob))) == (4, 3)
    with pytest.raises(UndoGone):
        actions.undo(ann, deleted_at=LATER)


def test_nobody_brings_back_what_is_anothers(ann: User, bob: User) -> None:
    actions.delete(tell(ann), now=NOW)
    with pytest.raises(UndoGone):
        actions.undo(bob, deleted_at=NOW)


def test_what_is_old_is_forgotten(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "BATCH", 1)
    day = timedelta(days=1)
    for age in (364, 366):
        tell(ann, f"unread {age}", now=NOW - age * day)
    for age in (89, 91, 92):
        actions.read(tell(ann, f"read {age}", now=NOW - 100 * day), now=NOW - age * day)
    for hours in (23, 25):
        actions.delete(tell(ann, f"deleted {hours}"), now=NOW - timedelta(hours=hours))
    assert actions.prune(now=NOW) == 4
    left = Notification.objects.order_by("id").values_list("params__text", flat=True)
    assert list(left) == ["unread 364", "read 89", "deleted 23"]
