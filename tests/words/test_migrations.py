"""The search index outlives whatever a migration does to its table."""

import pytest
from django.db import connection

from lexora.words import search, search_sqlite
from lexora.words.queries import entries_of
from tests.databases import only_on_sqlite
from tests.factories import make_entry, make_user

pytestmark = [pytest.mark.django_db, only_on_sqlite]


def test_triggers_that_went_with_an_old_table_are_made_again_and_nothing_is_lost() -> None:
    ann = make_user()
    make_entry(ann, "apple")
    with connection.cursor() as cursor:
        for name in search_sqlite.TRIGGERS:
            cursor.execute(f"DROP TRIGGER {name}")
    make_entry(ann, "bread")
    search_sqlite.look_after()
    make_entry(ann, "cheese")
    found = [search.containing(entries_of(ann), text).count() for text in ("apple", "bread", "cheese")]
    assert found == [1, 1, 1]


def test_an_index_that_is_whole_is_left_alone(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        search_sqlite.look_after()
