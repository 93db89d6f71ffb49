"""Adding many: in small transactions, with few queries."""

from collections.abc import Iterable

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.jobs.models import Job
from lexora.words import actions as words
from lexora.words.actions import Added, Draft
from lexora.words.models import Entry, Translation
from lexora.words.signals import entries_added
from tests.factories import NOW, make_entry, make_user


def add_many(owner: User, texts: Iterable[str]) -> list[list[Added]]:
    drafts = [Draft(text=text, language="en", translations={"uk": "так"}) for text in texts]
    return list(words.add_entries(owner=owner, drafts=drafts, now=NOW))


@pytest.fixture
def ann(db: None) -> User:
    return make_user(native="uk", learning=("en", "el"))


def test_a_batch_has_at_most_100_rows_and_is_told_upward_once(ann: User) -> None:
    told: list[int] = []

    def listen(*, ids: list[int], **_rest: object) -> None:
        told.append(len(ids))

    entries_added.connect(listen)
    try:
        batches = add_many(ann, [f"word {n}" for n in range(450)])
    finally:
        entries_added.disconnect(listen)
    assert [len(batch) for batch in batches] == told == [100, 100, 100, 100, 50]
    assert Entry.objects.count() == 450
    assert {job.lane for job in Job.objects.all()} == {"bulk"}
    assert Job.objects.count() == 9  # el for 50 texts each


@pytest.mark.django_db(transaction=True)
def test_a_batch_is_safe_when_it_is_yielded() -> None:
    drafts = [Draft(text=f"word {n}", language="en") for n in range(101)]
    adding = words.add_entries(owner=make_user(), drafts=drafts, now=NOW)
    assert len(next(adding)) == 100
    assert not connection.in_atomic_block
    assert Entry.objects.count() == 100
    assert len(next(adding)) == 1


def test_repeated_and_known_texts_are_found(ann: User) -> None:
    known = make_entry(ann, "apple")
    [batch] = add_many(ann, ["pear", "Apple", "PEAR!", "plum"])
    assert [added.created for added in batch] == [True, False, False, True]
    assert batch[1].entry == known
    assert batch[2].entry == batch[0].entry
    assert Entry.objects.count() == 3


def test_an_imported_text_may_be_longer_than_a_typed_one(ann: User) -> None:
    [[added]] = add_many(ann, ["a" * 10_000])
    assert len(added.entry.source_text) == 10_000
    with pytest.raises(Refused) as refusal:
        add_many(ann, ["b" * 10_001])
    assert refusal.value.params == {"limit": 10_000}


def test_the_number_of_queries_does_not_grow_with_the_batch(ann: User) -> None:
    counts = []
    for size in (5, 30, 100):
        with CaptureQueriesContext(connection) as queries:
            add_many(ann, [f"word {size} {n}" for n in range(size)])
        counts.append(len(queries))
    assert counts[0] == counts[1] < 15
    assert counts[2] < 30  # a statement has a limit of values


def test_columns_are_filled_as_for_a_typed_entry(ann: User) -> None:
    [[one]] = add_many(ann, ["the apple"])
    typed = make_entry(make_user(), "the apple", language="en", translations={"uk": "так"})
    columns = ("type", "digest", "sort_key", "search_text", "is_translated", "is_shared", "learning_state")
    one.entry.refresh_from_db()
    assert [getattr(one.entry, name) for name in columns] == [getattr(typed, name) for name in columns]
    assert set(Translation.objects.filter(entry=one.entry).values_list("language", flat=True)) == {"uk", "el"}


def test_a_bad_draft_leaves_nothing_of_its_batch(ann: User) -> None:
    with pytest.raises(Refused), transaction.atomic():
        add_many(ann, ["fine", "..."])
    assert not Entry.objects.exists()
