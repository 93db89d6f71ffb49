"""The bell, the list, and the settings, as Ann, Bob, Charlie and nobody see them."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lexora.accounts.models import User
from lexora.notifications import actions, queries
from lexora.notifications.models import Notification
from lexora.ui import menus, slots
from tests.clients import HTMX, browser_of
from tests.notifications.helpers import KIND, tell

CENTRE = "/my/notifications"


@pytest.fixture
def browser(ann: User) -> Client:
    return browser_of(ann)


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def fresh(user: User, text: str = "apple", **given: Any) -> Notification:
    return tell(user, text, now=timezone.now(), **given)


def bell(user: Any) -> str:
    request = RequestFactory().get("/")
    request.user = user
    return render_to_string("notifications/_bell.html", {}, request)


# The bell


def test_the_bell_is_in_the_header_and_the_list_in_the_menu_of_the_account(ann: User) -> None:
    assert "notifications/_bell.html" in slots.templates_in("header")
    account = [item.url_name for item in menus.open_to(ann) if item.menu == "account"]
    assert account.index("portal:profile") < account.index("notifications:centre") < account.index("mfa_index")


def test_the_bell_says_how_many_are_unread_in_one_query(ann: User) -> None:
    for n in range(3):
        fresh(ann, f"word{n}")
    with CaptureQueriesContext(connection) as captured:
        shown = bell(ann)
    assert len(captured) == 1
    assert "Notifications, 3 unread" in shown
    assert "data-news" in shown


def test_a_bell_without_news_is_only_a_name(ann: User) -> None:
    actions.read(fresh(ann), now=timezone.now())
    shown = bell(ann)
    assert "unread" not in shown
    assert "data-news" not in shown


def test_nobody_has_no_bell_and_costs_no_query(db: None) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert bell(AnonymousUser()).strip() == ""
    assert len(captured) == 0


def test_the_page_that_is_looked_at_shows_each_toast_once(ann: User, browser: Client) -> None:
    note = fresh(ann, "<b>apple</b>")
    hidden = text_of(browser.post(f"{CENTRE}/news", headers=HTMX))
    assert "Notifications, 1 unread" in hidden
    assert "lx-toast" not in hidden
    first, second = (text_of(browser.post(f"{CENTRE}/news", {"toasts": "1"}, headers=HTMX)) for _page in range(2))
    assert "Bob copied your word “&lt;b&gt;apple&lt;/b&gt;”." in first
    assert f"{CENTRE}/{note.pk}/open" in first
    assert 'hx-swap-oob="beforeend"' in first
    assert "lx-toast" not in second


def test_asking_for_the_count_takes_no_message_away_from_the_page(ann: User, browser: Client) -> None:
    browser.post(f"{CENTRE}/read-all")
    browser.post(f"{CENTRE}/news", {"toasts": "1"}, headers=HTMX)
    assert "Everything was read already." in text_of(browser.get(CENTRE))


def test_the_preview_shows_the_latest_five(ann: User, browser: Client) -> None:
    assert "There are no notifications yet." in text_of(browser.get(f"{CENTRE}/latest"))
    for n in range(7):
        tell(ann, f"word{n}", now=timezone.now() + timedelta(seconds=n))
    shown = text_of(browser.get(f"{CENTRE}/latest"))
    assert [n for n in range(7) if f"word{n}" in shown] == [2, 3, 4, 5, 6]


# The list


def test_the_list_is_newest_first_page_by_page(ann: User, bob: User, browser: Client) -> None:
    now = timezone.now()
    for n in range(queries.PAGE + 1):
        tell(ann, f"word{n:02}", now=now + timedelta(seconds=n))
    tell(bob, "secret")
    first = browser.get(CENTRE)
    shown = text_of(first)
    assert shown.index("word20") < shown.index("word01")
    assert "word00" not in shown
    assert "secret" not in shown
    rest = browser.get(CENTRE, {"cursor": first.context["page"].next_cursor}, headers=HTMX)
    assert "word00" in text_of(rest)
    assert "<html" not in text_of(rest)
    assert "Show more" not in text_of(rest)


def test_unread_ones_are_told_apart_in_words_and_can_be_seen_alone(ann: User, browser: Client) -> None:
    actions.read(fresh(ann, "old"), now=timezone.now())
    fresh(ann, "new")
    assert text_of(browser.get(CENTRE)).count(">New</span>") == 1
    alone = text_of(browser.get(CENTRE, {"show": "unread"}))
    assert "“new”" in alone
    assert "“old”" not in alone


def test_names_are_shown_as_they_are_and_harmless(ann: User, browser: Client) -> None:
    fresh(ann, '"><script>alert(1)</script>')
    for page in (CENTRE, f"{CENTRE}/latest"):
        assert "<script>alert" not in text_of(browser.get(page))


def test_an_empty_list_says_what_comes_here(ann: User, browser: Client) -> None:
    assert "No notifications yet" in text_of(browser.get(CENTRE))
    actions.read(fresh(ann), now=timezone.now())
    assert "You have read everything" in text_of(browser.get(CENTRE, {"show": "unread"}))


@pytest.mark.parametrize("query", [{"show": "nothing"}, {"cursor": "x"}, {"cursor": "WzFd"}])
def test_a_page_that_nobody_made_is_refused(browser: Client, query: dict[str, str]) -> None:
    assert browser.get(CENTRE, query).status_code == 400


# One of them


def test_opening_marks_as_read_and_leads_there(ann: User, browser: Client) -> None:
    note = fresh(ann)
    assert browser.post(f"{CENTRE}/{note.pk}/open")["Location"] == "/my/vocabulary/1"
    note.refresh_from_db()
    assert note.read_at


def test_what_leads_nowhere_leads_to_the_list(ann: User, browser: Client) -> None:
    note = fresh(ann, link="")
    assert browser.post(f"{CENTRE}/{note.pk}/open")["Location"] == CENTRE
    assert f"{CENTRE}/{note.pk}/open" not in text_of(browser.get(CENTRE))


def test_one_is_marked_as_read_and_as_unread(ann: User, browser: Client) -> None:
    note = fresh(ann)
    read = browser.post(f"{CENTRE}/{note.pk}/read", {"read": "yes"}, headers=HTMX)
    assert "Mark as unread: Bob copied" in text_of(read)
    unread = browser.post(f"{CENTRE}/{note.pk}/read", {"read": "no"}, headers=HTMX)
    assert "Mark as read: Bob copied" in text_of(unread)
    assert browser.post(f"{CENTRE}/{note.pk}/read")["Location"] == CENTRE


def test_one_is_deleted_and_brought_back(ann: User, browser: Client) -> None:
    note = fresh(ann)
    fresh(ann, "house")
    answer = browser.post(f"{CENTRE}/{note.pk}/delete", headers=HTMX)
    assert "The notification was deleted." in text_of(answer)
    note.refresh_from_db()
    assert note.deleted_at
    assert note.deleted_at.isoformat() in text_of(answer)
    back = browser.post(f"{CENTRE}/undo", {"deleted_at": note.deleted_at.isoformat()}, follow=True)
    assert "1 notification was restored." in text_of(back)
    assert "“apple”" in text_of(back)


def test_the_page_of_unread_ones_is_made_anew_when_only_read_ones_are_left(ann: User, browser: Client) -> None:
    actions.read(fresh(ann, "house"), now=timezone.now())
    note = fresh(ann)
    assert """hx-vals='{"show": "unread"}'""" in text_of(browser.get(CENTRE, {"show": "unread"}))
    answer = browser.post(f"{CENTRE}/{note.pk}/delete", {"show": "unread"}, headers=HTMX)
    assert answer["HX-Refresh"] == "true"


def test_the_page_is_made_anew_when_the_last_one_is_deleted(ann: User, browser: Client) -> None:
    note = fresh(ann)
    assert browser.post(f"{CENTRE}/{note.pk}/delete", headers=HTMX)["HX-Refresh"] == "true"
    assert "The notification was deleted." in text_of(browser.get(CENTRE))


@pytest.mark.parametrize("instant", ["", "x", "2026-03-02", "0001-01-01T00:00:00+14:00", "2026-03-02T12:00:00Z", "\0"])
def test_an_undo_of_nothing_is_gone(browser: Client, instant: str) -> None:
    assert browser.post(f"{CENTRE}/undo", {"deleted_at": instant}).status_code == 410


@pytest.mark.parametrize("door", ["open", "read", "delete"])
def test_anothers_does_not_exist(ann: User, bob: User, charlie: User, door: str) -> None:
    note = fresh(ann)
    for person, expected in ((bob, 404), (charlie, 404), (None, 302), (ann, 302)):
        assert browser_of(person).post(f"{CENTRE}/{note.pk}/{door}").status_code == expected
    for number in ("0", str(2**63), "9" * 30):
        assert browser_of(ann).post(f"{CENTRE}/{number}/{door}").status_code == 404


def test_a_deleted_one_does_not_exist(ann: User, browser: Client) -> None:
    note = fresh(ann)
    actions.delete(note, now=timezone.now())
    assert browser.post(f"{CENTRE}/{note.pk}/open").status_code == 404


# All of them


def test_all_are_marked_as_read_and_what_was_read_is_deleted(ann: User, browser: Client) -> None:
    for n in range(2):
        fresh(ann, f"word{n}")
    assert "2 notifications were marked as read." in text_of(browser.post(f"{CENTRE}/read-all", follow=True))
    assert "Everything was read already." in text_of(browser.post(f"{CENTRE}/read-all", follow=True))
    deleted = text_of(browser.post(f"{CENTRE}/delete-read", follow=True))
    assert "2 notifications were deleted." in deleted
    assert f'action="{CENTRE}/undo"' in deleted
    assert "no read notifications" in text_of(browser.post(f"{CENTRE}/delete-read", follow=True))


# Settings


def test_each_kind_has_a_choice(ann: User, browser: Client) -> None:
    page = browser.get(f"{CENTRE}/settings")
    shown = text_of(page)
    assert shown.count('<fieldset class="lx-field">') == len(queries.choices_of(ann))
    assert "These protect your account, so they always stay in the list." in shown
    names = page.context["form"].fields
    chosen = {**queries.choices_of(ann), KIND: "off", "password_changed": "centre"}
    assert set(names) == set(chosen)
    assert browser.post(f"{CENTRE}/settings", chosen)["Location"] == f"{CENTRE}/settings"
    assert queries.choices_of(ann) == chosen
    assert f'value="off" id="id_{KIND}_2" required checked' in " ".join(
        text_of(browser.get(f"{CENTRE}/settings")).split()
    )


@pytest.mark.parametrize("wrong", [{}, {KIND: "loud"}, {"password_changed": "off"}])
def test_a_choice_that_does_not_exist_changes_nothing(ann: User, browser: Client, wrong: dict[str, str]) -> None:
    before = queries.choices_of(ann)
    sent = {**before, KIND: "off", **wrong} if wrong else {}
    answer = browser.post(f"{CENTRE}/settings", sent)
    assert answer.status_code == 200
    assert queries.choices_of(ann) == before
