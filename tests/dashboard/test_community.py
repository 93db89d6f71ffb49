"""The page of the community, and what it never tells."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lexora.accounts.models import User
from lexora.dashboard.actions import take_snapshot
from lexora.dashboard.models import Snapshot
from lexora.dashboard.queries import community
from lexora.jobs import scheduler
from lexora.library.queries import words_of_the_day
from lexora.words import actions as words
from lexora.words.models import Entry, Translation
from tests.clients import HTMX, browser_of
from tests.factories import NOW, make_entry, make_user, make_word

pytestmark = pytest.mark.django_db


def taken(*, now: datetime = NOW) -> dict[str, Any]:
    content: dict[str, Any] = take_snapshot(now=now).content
    return content


def popular() -> list[str]:
    return [line["text"] for line in taken()["popular"]]


def share(entry: Entry) -> Entry:
    words.share(entry.owner, [entry.pk], shared=True, now=NOW)
    return entry


# Privacy


def test_what_one_or_two_people_keep_to_themselves_appears_nowhere(ann: User, bob: User) -> None:
    for user in (ann, bob):
        make_entry(user, "my secret plan", language="en")
    content = taken()
    assert content["popular"] == []
    assert "secret" not in str(content)


def test_what_three_learners_have_appears(ann: User, bob: User, charlie: User) -> None:
    for user in (ann, bob, charlie):
        make_entry(user, "Apple pie!", language="en")
    [line] = taken()["popular"]
    assert (line["text"], line["language"], line["count"]) == ("Apple pie!", "en", 3)


def test_what_its_owner_shares_appears_until_it_is_withdrawn(ann: User) -> None:
    entry = share(make_entry(ann, "hidden gem", language="en"))
    assert popular() == ["hidden gem"]
    words.share(ann, [entry.pk], shared=False, now=NOW)
    assert popular() == []


def test_what_is_curated_appears_as_it_is_curated(ann: User) -> None:
    make_word("apple", el="το μήλο")
    make_entry(ann, "APPLE", language="en")
    make_entry(ann, "Το μήλο", language="el")
    assert sorted(popular()) == ["apple", "το μήλο"]


def test_a_shared_text_is_shown_as_it_was_shared(ann: User, bob: User) -> None:
    make_entry(bob, "ICE CREAM", language="en")
    share(make_entry(ann, "ice cream", language="en"))
    assert popular() == ["ice cream"]


@pytest.mark.parametrize("gone", [{"is_active": False}, {"is_demo": True}])
def test_people_who_left_and_demo_people_do_not_count(gone: dict[str, bool], ann: User, bob: User) -> None:
    carol = make_user()
    for user in (ann, bob, carol):
        make_entry(user, "apple", language="en")
    share(make_entry(carol, "pear", language="en"))
    assert popular() == ["apple", "pear"]
    User.objects.filter(pk=carol.pk).update(**gone)
    content = taken()
    assert content["popular"] == content["copied"] == []


def test_deleted_archived_and_old_entries_show_nothing(ann: User, bob: User) -> None:
    deleted, archived = share(make_entry(ann, "one", language="en")), share(make_entry(ann, "two", language="en"))
    share(make_entry(bob, "three", language="en", now=NOW - timedelta(days=61)))
    words.delete(ann, [deleted.pk], now=NOW)
    words.archive(ann, [archived.pk], archived=True, now=NOW)
    assert popular() == []


# What counts


def test_a_copy_counts_three_times_and_age_halves(ann: User) -> None:
    old = share(make_entry(ann, "two weeks old", language="en", now=NOW - timedelta(days=15)))
    fresh = share(make_entry(ann, "fresh", language="en"))
    favourite = share(make_entry(ann, "favourite", language="en", now=NOW - timedelta(days=15)))
    Translation.objects.all().delete()
    assert popular() == ["fresh", *sorted(["two weeks old", "favourite"], key=digest_of)]
    copy = words.copy_entry(favourite, owner=make_user(), now=NOW).entry
    Translation.objects.filter(entry=copy).delete()
    assert popular()[0] == "favourite"
    assert {old.pk, fresh.pk} < {entry.pk for entry in Entry.objects.all()}


def digest_of(text: str) -> str:
    return Entry.objects.get(source_text=text, origin="manual").digest


def test_a_translation_that_was_asked_for_counts_one_each(ann: User) -> None:
    asked = share(make_entry(ann, "asked", language="en"))
    given = share(make_entry(ann, "given", language="en", translations={"uk": "дано", "el": "δόθηκε"}))
    sources = set(Translation.objects.filter(entry=asked).values_list("source", flat=True))
    assert sources == {Translation.Source.MACHINE}
    assert Translation.objects.filter(entry=given, source=Translation.Source.MACHINE).count() == 0
    assert popular() == ["asked", "given"]


def test_the_most_copied_are_counted_by_learners(ann: User, bob: User) -> None:
    first, second = (share(make_entry(ann, text, language="en")) for text in ("first", "second"))
    for owner in (bob, make_user()):
        words.copy_entry(second, owner=owner, now=NOW)
    words.copy_entry(first, owner=bob, now=NOW)
    rows = [(row["text"], row["count"]) for row in taken()["copied"]]
    assert rows == [("second", 2), ("first", 1)]
    words.share(ann, [second.pk], shared=False, now=NOW)
    assert [row["text"] for row in taken()["copied"]] == ["first"]


def test_language_pairs_are_counted_by_translations(ann: User) -> None:
    make_entry(ann, "apple", language="en", translations={"uk": "яблуко", "el": "μήλο"})
    make_entry(ann, "pear", language="en", translations={"uk": "груша"})
    pairs = [(row["source"], row["target"], row["count"]) for row in taken()["pairs"]]
    assert pairs == [("en", "uk", 2), ("en", "el", 1)]


def test_the_lists_are_short_however_much_there_is(ann: User) -> None:
    words.share_whole_list(ann, shares=True)
    drafts = [words.Draft(text=f"word{n}", language="en") for n in range(60)]
    assert sum(len(batch) for batch in words.add_entries(owner=ann, drafts=drafts, now=NOW)) == 60
    assert len(taken()["popular"]) == community.POPULAR


def test_the_next_snapshot_takes_the_place_of_the_former(ann: User) -> None:
    taken()
    share(make_entry(ann, "later", language="en"))
    taken(now=NOW + timedelta(hours=1))
    [row] = Snapshot.objects.all()
    assert (row.computed_at, len(row.content["popular"])) == (NOW + timedelta(hours=1), 1)


def test_the_scheduler_takes_it_every_hour(ann: User) -> None:
    [task] = [task for task in scheduler._tasks if task.name == "community snapshot"]
    assert task.every == timedelta(hours=1)
    scheduler.run(task, now=NOW)
    assert Snapshot.objects.get().computed_at == NOW


# The page


@pytest.fixture
def browser(ann: User) -> Client:
    return browser_of(ann)


def test_before_the_first_snapshot_the_page_says_so(browser: Client) -> None:
    page = browser.get("/dashboard").text
    assert "Counting has just begun" in page
    assert "Popular words</h2>" not in page


def test_the_page_says_when_it_was_counted_and_which_texts_may_appear(browser: Client, ann: User) -> None:
    share(make_entry(ann, "gem", language="en"))
    taken()
    page = browser.get("/dashboard").text
    assert "2 March 2026, 14:00" in page or "2 March 2026, 12:00" in page
    assert "at least three learners" in page
    assert "gem" in page


def test_the_page_itself_counts_nothing(browser: Client, ann: User) -> None:
    taken()
    browser.get("/dashboard")
    with CaptureQueriesContext(connection) as captured:
        browser.get("/dashboard")
    assert not [query["sql"] for query in captured if "GROUP BY" in query["sql"] and '"words_' in query["sql"]]


def test_texts_of_others_are_escaped(browser: Client, ann: User) -> None:
    share(make_entry(ann, "<script>alert(1)</script>", language="en"))
    taken()
    assert "<script>alert" not in browser.get("/dashboard").text


# Words of the day


def todays() -> dict[str, str]:
    words_ = words_of_the_day(timezone.now().astimezone(UTC).date())
    return {code: word.word for code, word in words_.items()}


def key_of(language: str) -> str:
    return f"{language}-{words_of_the_day(timezone.now().astimezone(UTC).date())[language].pk}"


def test_a_learner_sees_the_words_of_foreign_languages_those_being_learnt_first(browser: Client, ann: User) -> None:
    for n in range(9):
        make_word(f"word{n}")
    ann.learning_languages = ["el"]
    ann.save()
    page = community.community(ann, now=timezone.now())
    assert [daily.word.language for daily in page.daily] == ["el", "en"]
    assert page.daily[0].word.text == f"{todays()['el']}-el"
    html = browser.get("/dashboard").text
    assert "Words of the day" in html


def test_a_word_is_added_with_one_click_and_taken_back_with_another(browser: Client, ann: User) -> None:
    make_word("apple", uk="яблуко", el="το μήλο; μηλαράκι")
    key = key_of("el")
    added = browser.post("/dashboard/word", {"add": key}, headers=HTMX)
    [entry] = Entry.objects.filter(owner=ann, deleted_at=None)
    assert (entry.source_text, entry.source_language, entry.origin) == ("μήλο", "el", "seeded_content")
    assert "In your list" in added.text
    assert "In your list" in browser.get("/dashboard").text
    gone = browser.post("/dashboard/word", {"take_back": key}, headers=HTMX)
    assert "Add to my words" in gone.text
    assert not Entry.objects.filter(owner=ann, deleted_at=None).exists()


def test_without_script_the_page_comes_back(browser: Client, ann: User) -> None:
    make_word("apple")
    answer = browser.post("/dashboard/word", {"add": key_of("en")})
    assert (answer.status_code, answer["Location"]) == (302, "/dashboard")
    assert Entry.objects.filter(owner=ann).count() == 1


@pytest.mark.parametrize("key", ["", "en", "en-", "en-x", "en-99999999999", "xx-1", "en-٣"])
def test_a_word_that_does_not_exist_is_not_found(browser: Client, key: str) -> None:
    make_word("apple")
    assert browser.post("/dashboard/word", {"add": key}).status_code == 404
