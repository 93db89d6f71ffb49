"""The search asks PostgreSQL in a way that its index can answer."""

import pytest
from django.db import connection

from lexora.accounts.models import User
from lexora.words.models import Entry
from lexora.words.queries import entries_of
from lexora.words.search import containing, spelt_alike
from tests.databases import only_on_postgresql
from tests.factories import NOW, make_entry, make_user

pytestmark = [pytest.mark.django_db, only_on_postgresql]
LETTERS = str.maketrans("0123456789", "ghijklmnop")


def fill(owner: User, count: int) -> None:
    """Entries whose texts have nothing in common but their letters, and what PostgreSQL knows about them."""
    texts = [f"{n:x}".translate(LETTERS) * 3 for n in range(count)]
    Entry.objects.bulk_create(
        Entry(
            owner=owner, source_text=text, source_language="en", digest=text, search_text=text, sort_key=text,
            created_at=NOW,
        )
        for text in texts
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE words_entry")


@pytest.mark.parametrize("text", ["apple", "aq", "μήλο"])
def test_the_index_looks_up_owner_and_text_together(text: str) -> None:
    ann = make_user()
    fill(ann, 3_000)
    fill(make_user(), 3_000)
    plan = containing(entries_of(ann), text).order_by("-id")[:20].explain()
    assert "entry_search" in plan
    assert f"((owner_id = '{ann.pk}'::bigint) AND (search_text ~~ " in plan


def test_a_word_is_in_the_index_as_soon_as_it_is_stored() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE relname = 'entry_search'")
        assert cursor.fetchall() == [(["fastupdate=off"],)]


def test_near_misses_are_looked_for_in_one_question(django_assert_num_queries: object) -> None:
    ann = make_user()
    make_entry(ann, "apple")
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = spelt_alike(ann, "appel")
    assert found == [Entry.objects.get().pk]
