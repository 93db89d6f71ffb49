"""Archiving, sharing and deleting several entries, and taking it back."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from lexora.accounts.models import User
from lexora.jobs.models import Job
from lexora.words import actions as words
from lexora.words.actions.bulk import BadSelection, UndoGone
from lexora.words.models import Entry, Translation, UndoStep
from lexora.words.queries import entries_of, shared_entries
from tests.factories import NOW, make_entry, make_user

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def ann() -> User:
    return make_user(native="uk", learning=("en", "el"))


@pytest.fixture
def bob() -> User:
    return make_user()


def own(owner: User) -> list[str]:
    return [entry.source_text for entry in entries_of(owner).order_by("id")]


def seen_by(person: User) -> list[str]:
    return [entry.source_text for entry in shared_entries(but_of=person).order_by("id")]


# Archiving


def test_archiving_can_be_taken_back_entry_by_entry(ann: User) -> None:
    ids = [make_entry(ann, text).pk for text in ("apple", "pear")]
    words.archive(ann, ids[:1], now=NOW)
    step = words.archive(ann, ids, now=NOW)
    assert set(Entry.objects.values_list("status", flat=True)) == {"archived"}
    assert sorted(words.undo(ann, step.pk, now=NOW)) == ids
    assert list(Entry.objects.order_by("id").values_list("status", flat=True)) == ["archived", "active"]
    words.archive(ann, ids, archived=False, now=NOW)
    assert set(Entry.objects.values_list("status", flat=True)) == {"active"}


@pytest.mark.parametrize("action", [words.archive, words.delete, lambda *a, **k: words.share(*a, shared=True, **k)])
def test_entries_of_others_and_of_nobody_are_left_alone(ann: User, bob: User, action: Callable[..., UndoStep]) -> None:
    entry = make_entry(ann)
    before = Entry.objects.values().get()
    for ids in ([entry.pk], [], [10**9]):
        with pytest.raises(BadSelection) as refusal:
            action(bob, ids, now=NOW)
        assert refusal.value.code == "nothing_selected"
    assert Entry.objects.values().get() == before


def test_a_selection_has_a_limit(ann: User) -> None:
    with pytest.raises(BadSelection) as refusal:
        words.archive(ann, range(501), now=NOW)
    assert (refusal.value.code, refusal.value.params) == ("too_many_selected", {"limit": 500})


def test_a_step_is_taken_back_once_and_by_its_owner_alone(ann: User, bob: User) -> None:
    step = words.archive(ann, [make_entry(ann).pk], now=NOW)
    for person, step_id in ((bob, step.pk), (ann, uuid4())):
        with pytest.raises(UndoGone):
            words.undo(person, step_id, now=NOW)
    words.undo(ann, step.pk, now=NOW)
    with pytest.raises(UndoGone):
        words.undo(ann, step.pk, now=NOW)


# Deleting


def test_a_deleted_entry_is_gone_and_its_work_ends(ann: User) -> None:
    ids = [make_entry(ann, text).pk for text in ("apple", "pear")]
    words.delete(ann, ids[:1], now=NOW)
    assert own(ann) == ["pear"]
    jobs = {(job.payload["items"][0]["text"], job.status) for job in Job.objects.all()}
    assert jobs == {("apple", "cancelled"), ("pear", "pending")}
    with pytest.raises(BadSelection):
        words.archive(ann, ids[:1], now=NOW)


def test_a_deleted_entry_comes_back_as_it_was(ann: User) -> None:
    entry = make_entry(ann, "apple", translations={"uk": "яблуко"})
    step = words.delete(ann, [entry.pk], now=NOW)
    words.undo(ann, step.pk, now=NOW + 23 * HOUR)
    assert own(ann) == ["apple"]
    assert Translation.objects.get(language="uk").text == "яблуко"


def test_what_was_under_way_is_asked_for_again_when_an_entry_comes_back(ann: User) -> None:
    entry = make_entry(ann, "apple")
    step = words.delete(ann, [entry.pk], now=NOW)
    words.undo(ann, step.pk, now=NOW)
    waiting = Translation.objects.filter(entry=entry).values_list("language", "job__status")
    assert sorted(waiting) == [("el", "pending"), ("uk", "pending")]


def test_the_others_come_back_when_one_text_was_added_again(ann: User) -> None:
    apple, bread = make_entry(ann, "apple"), make_entry(ann, "bread")
    step = words.delete(ann, [apple.pk, bread.pk], now=NOW)
    again = make_entry(ann, "Apple")
    assert words.undo(ann, step.pk, now=NOW) == [bread.pk]
    assert sorted(own(ann)) == sorted([again.source_text, "bread"])


def test_an_entry_whose_text_was_added_again_cannot_come_back(ann: User) -> None:
    step = words.delete(ann, [make_entry(ann, "apple").pk], now=NOW)
    make_entry(ann, "Apple")
    with pytest.raises(UndoGone) as refusal:
        words.undo(ann, step.pk, now=NOW)
    assert (refusal.value.code, refusal.value.status) == ("undo_gone", 410)
    assert own(ann) == ["Apple"]


def test_after_a_day_deleted_is_deleted(ann: User) -> None:
    old, young = make_entry(ann, "apple"), make_entry(ann, "pear")
    steps = [words.delete(ann, [e.pk], now=at) for e, at in ((old, NOW), (young, NOW + HOUR))]
    assert words.purge_deleted(now=NOW + 24 * HOUR) == 0
    assert words.purge_deleted(now=NOW + 24 * HOUR + timedelta(seconds=1)) == 1
    assert list(Entry.objects.values_list("source_text", flat=True)) == ["pear"]
    assert not Translation.objects.filter(entry_id=old.pk).exists()
    with pytest.raises(UndoGone):
        words.undo(ann, steps[0].pk, now=NOW)
    assert words.undo(ann, steps[1].pk, now=NOW) == [young.pk]


# Sharing


def test_the_whole_list_is_shared_and_new_entries_follow(ann: User, bob: User) -> None:
    make_entry(ann, "before")
    words.share_whole_list(ann, shares=True)
    make_entry(ann, "after")
    assert seen_by(bob) == ["before", "after"]
    assert seen_by(ann) == []
    words.share_whole_list(ann, shares=False)
    make_entry(ann, "later")
    assert seen_by(bob) == []


def test_the_choice_for_one_entry_stands_above_that_for_the_list(ann: User, bob: User) -> None:
    hidden, shown, following = (make_entry(ann, text) for text in ("hidden", "shown", "following"))
    words.share(ann, [hidden.pk], shared=False, now=NOW)
    words.share(ann, [shown.pk], shared=True, now=NOW)
    assert seen_by(bob) == ["shown"]
    words.share_whole_list(ann, shares=True)
    assert seen_by(bob) == ["shown", "following"]
    words.share_whole_list(ann, shares=False)
    assert seen_by(bob) == ["shown"]
    assert following.pk in {entry.pk for entry in entries_of(ann)}


@pytest.mark.parametrize("shares", [True, False])
def test_taking_a_choice_back_makes_the_entry_follow_the_list_again(ann: User, bob: User, shares: bool) -> None:
    entry = make_entry(ann, "apple")
    step = words.share(ann, [entry.pk], shared=not shares, now=NOW)
    words.share_whole_list(ann, shares=shares)
    words.undo(ann, step.pk, now=NOW)
    assert seen_by(bob) == (["apple"] if shares else [])


@pytest.mark.parametrize(
    "hide",
    [
        lambda entry: words.archive(entry.owner, [entry.pk], now=NOW),
        lambda entry: words.delete(entry.owner, [entry.pk], now=NOW),
        lambda entry: User.objects.filter(pk=entry.owner_id).update(is_active=False),
        lambda entry: User.objects.filter(pk=entry.owner_id).update(is_demo=True),
    ],
    ids=["archived", "deleted", "owner left", "demo"],
)
def test_what_is_put_aside_is_not_shared(ann: User, bob: User, hide: Callable[[Entry], object]) -> None:
    words.share_whole_list(ann, shares=True)
    entry = make_entry(ann)
    assert seen_by(bob) == ["apple"]
    hide(entry)
    assert seen_by(bob) == []


def test_a_long_list_is_shared_in_small_transactions_to_its_end(ann: User, bob: User) -> None:
    drafts = [words.Draft(text=f"word {n}", language="en") for n in range(401)]
    list(words.add_entries(owner=ann, drafts=drafts, now=NOW))
    words.share_whole_list(ann, shares=True)
    assert len(seen_by(bob)) == 401
