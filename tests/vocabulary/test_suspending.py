"""Taking an entry out of practice on its page, and taking it up again."""

from datetime import timedelta

from lexora.accounts.models import User
from lexora.learning.actions import grade_entry
from lexora.learning.queries import due_entries
from lexora.learning.rules import Grade
from tests.clients import HTMX, browser_of
from tests.factories import NOW, make_entry


def test_an_entry_is_suspended_and_resumed_where_it_stood(ann: User) -> None:
    entry, browser = make_entry(ann, "apple", language="en"), browser_of(ann)
    grade_entry(user=ann, entry=entry, grade=Grade.EASY, key="k", now=NOW)
    entry.refresh_from_db()
    state, due_at, later = entry.learning_state, entry.due_at, NOW + timedelta(days=3)
    text = browser.post(f"/my/vocabulary/{entry.pk}/suspend", headers=HTMX).content.decode()
    assert "Suspended" in text
    assert "Resume practice" in text
    assert due_entries(ann, limit=5, now=later) == []
    text = browser.post(f"/my/vocabulary/{entry.pk}/suspend", headers=HTMX).content.decode()
    assert "Suspend from practice" in text
    entry.refresh_from_db()
    assert (entry.learning_state, entry.due_at) == (state, due_at)
    assert due_entries(ann, limit=5, now=later) == [entry]
