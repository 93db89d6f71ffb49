"""The daily reminder: whom, when, how often, and how to stop it."""

import re
from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lexora.accounts.models import User
from lexora.learning import actions, queries
from lexora.learning.actions import reminder_mail, reminders
from lexora.learning.models import Day, PracticeSettings
from lexora.learning.rules import Grade
from lexora.learning.rules.reminders import is_time
from lexora.notifications.models import Notification
from lexora.words.models import Entry
from tests.clients import browser_of
from tests.databases import only_on_sqlite
from tests.factories import NOW, make_entry, make_user
from tests.learning.practised import graded, wishes
from tests.threads import at_once

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
EVENING = NOW.replace(hour=18)


def learner(zone: str = "UTC", *, hour: int = 18, cards: int = 3, **fields: Any) -> User:
    """Somebody who wants to be reminded, and has new words."""
    user = make_user(time_zone=zone, **fields)
    for number in range(cards):
        make_entry(user, f"word{number}", language="en")
    wishes(user, reminder_on=True, reminder_hour=hour)
    return user


@pytest.fixture
def mailing(settings: LazySettings) -> None:
    """A server that can send e-mail, and has an address."""
    settings.MAIL_IS_SET_UP = True
    settings.ENV = settings.ENV.model_copy(update={"public_url": "https://lexora.example"})


def told(user: User) -> int:
    return Notification.objects.filter(user=user, kind="practice_reminder").count()


# When


@pytest.mark.parametrize(
    ("wanted", "hour", "is_so"),
    [(18, 17, False), (18, 18, True), (18, 22, True), (18, 23, False), (23, 23, True), (0, 0, True), (0, 22, True)],
)
def test_the_hour_or_one_that_follows_but_not_the_night(wanted: int, hour: int, *, is_so: bool) -> None:
    assert is_time(wanted=wanted, hour=hour) == is_so


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "hour", "first"),
    [
        ("UTC", 18, "2026-03-02T18:00"),
        ("Europe/Kyiv", 18, "2026-03-02T16:00"),
        ("Asia/Kathmandu", 18, "2026-03-02T12:15"),
        ("Pacific/Kiritimati", 18, "2026-03-02T04:00"),
        ("America/Los_Angeles", 1, "2026-03-02T09:00"),
        # 03:00 does not exist in Kyiv on 29 March 2026: the clocks go from 02:59 to 04:00.
        ("Europe/Kyiv", 3, "2026-03-29T01:00"),
        # 03:00 comes twice on 25 October 2026, at 00:00 and 01:00 UTC.
        ("Europe/Kyiv", 3, "2026-10-25T00:00"),
        # São Paulo had no 00:00 on 4 November 2018.
        ("America/Sao_Paulo", 0, "2018-11-04T03:00"),
    ],
)
def test_it_comes_at_the_hour_of_the_learner_and_once_a_day(zone: str, hour: int, first: str) -> None:
    user = learner(zone, hour=hour)
    at = datetime.fromisoformat(first).replace(tzinfo=UTC)
    PracticeSettings.objects.update(reminded_on=date(2018, 1, 1))
    minutes = (timedelta(minutes=5 * number) for number in range(-1, 4 * 12))
    times = [at + later for later in minutes if actions.remind(now=at + later)]
    assert times == [at]
    assert told(user) == 1
    assert actions.remind(now=at + DAY + HOUR) == 1


@pytest.mark.django_db
def test_after_the_server_was_down_it_comes_later_on_the_same_day() -> None:
    user = learner()
    assert actions.remind(now=EVENING + 3 * HOUR) == 1
    assert actions.remind(now=EVENING + 4 * HOUR) == 0
    assert PracticeSettings.objects.get(user=user).reminded_on == EVENING.date()


@pytest.mark.django_db
def test_what_was_missed_altogether_is_not_made_up_for() -> None:
    learner()
    assert actions.remind(now=EVENING + 5 * HOUR) == 0
    assert actions.remind(now=EVENING + 8 * HOUR) == 0


@pytest.mark.django_db
def test_a_traveller_to_the_west_is_not_reminded_of_a_day_twice() -> None:
    user = learner("Pacific/Kiritimati")
    assert actions.remind(now=EVENING - 14 * HOUR) == 1
    User.objects.filter(pk=user.pk).update(time_zone="America/Los_Angeles")
    assert actions.remind(now=EVENING + 8 * HOUR) == 0
    assert actions.remind(now=EVENING + 8 * HOUR + DAY) == 1


@pytest.mark.django_db
def test_a_time_zone_that_is_none_counts_as_utc() -> None:
    learner("Mars/Olympus")
    assert actions.remind(now=EVENING) == 1


# Whom


@pytest.mark.django_db
def test_only_who_asked_for_it() -> None:
    user = learner()
    wishes(user, reminder_on=False)
    assert actions.remind(now=EVENING) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_demo": True}])
def test_nobody_who_cannot_come(fields: dict[str, bool]) -> None:
    learner(**fields)
    assert actions.remind(now=EVENING) == 0


@pytest.mark.django_db
def test_nobody_without_waiting_cards() -> None:
    assert not told(learner(cards=0))
    assert actions.remind(now=EVENING) == 0


@pytest.mark.django_db
def test_nobody_who_reached_the_goal() -> None:
    user = learner(daily_goal=2)
    for entry in Entry.objects.filter(owner=user)[:2]:
        graded(entry, Grade.GOOD, at=NOW)
    assert actions.remind(now=EVENING) == 0
    assert queries.reminder_of(user, now=EVENING) is None


@pytest.mark.django_db
def test_a_day_that_was_seen_to_is_not_looked_at_again() -> None:
    user = learner(cards=0)
    actions.remind(now=EVENING)
    make_entry(user, "late", language="en")
    with CaptureQueriesContext(connection) as asked:
        assert actions.remind(now=EVENING + HOUR) == 0
    assert len(asked) == 2


@pytest.mark.django_db
def test_it_says_how_many_cards_wait_and_leads_to_them(ann: User) -> None:
    user = learner(cards=12)
    actions.remind(now=EVENING)
    [row] = Notification.objects.filter(user=user)
    assert (row.count, row.params, row.link) == (12, {"minutes": 2}, "/my/practice")
    page = browser_of(user).get("/my/notifications").content.decode()
    assert "12 cards are waiting for you: about 2 min." in page


# Once


@pytest.mark.django_db(transaction=True)
def test_two_processes_remind_once(mailing: None) -> None:
    user = learner()
    assert sum(at_once(*[lambda: actions.remind(now=EVENING)] * 4)) == 1
    assert told(user) == len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_page_of_settings_that_was_open_for_long_does_not_bring_a_second_one() -> None:
    user = learner()
    opened = queries.settings_of(user)
    assert actions.remind(now=EVENING) == 1
    opened.new_per_day = 5
    actions.save_settings(opened)
    assert PracticeSettings.objects.get(user=user).new_per_day == 5
    assert actions.remind(now=EVENING) == 0


@pytest.mark.django_db
def test_a_fault_with_one_learner_costs_the_others_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    unlucky, lucky = learner(), learner()
    reminder_of = queries.reminder_of

    def faulty(user: User, *, now: datetime) -> Any:
        if user == unlucky:
            raise ZeroDivisionError
        return reminder_of(user, now=now)

    monkeypatch.setattr(reminders.queries, "reminder_of", faulty)
    assert actions.remind(now=EVENING) == 1
    assert (told(unlucky), told(lucky)) == (0, 1)
    monkeypatch.undo()
    assert actions.remind(now=EVENING) == 1, "the mark was rolled back, so the next turn tries again"


@pytest.mark.django_db
def test_it_works_in_batches_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "BATCH", 2)
    monkeypatch.setattr(reminders, "MOST", 4)
    for _number in range(5):
        learner(cards=1)
    assert [actions.remind(now=EVENING) for _turn in range(3)] == [4, 1, 0]


@only_on_sqlite
@pytest.mark.django_db
def test_it_does_not_look_at_all_learners() -> None:
    learner()
    with CaptureQueriesContext(connection) as asked:
        queries.whom_to_remind(now=EVENING, but=(), limit=9)
    for query in asked.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            plan = " ".join(row[3] for row in cursor.fetchall())
        assert "practice_reminders" in plan, plan
        assert not re.search(r"SCAN accounts_user", plan), plan


# The e-mail


@pytest.mark.django_db
def test_the_mail_says_what_waits_in_the_language_of_the_learner(mailing: None) -> None:
    user = learner(display_name="Ann & Co", cards=9, interface_language="en")
    for number in (1, 2):
        graded(Entry.objects.filter(owner=user)[0], Grade.AGAIN, at=EVENING - number * DAY)
    actions.remind(now=EVENING)
    [sent] = mail.outbox
    assert isinstance(sent, EmailMultiAlternatives)
    [(html, kind)] = sent.alternatives
    assert (sent.to, sent.subject, kind) == ([user.email], "9 cards are waiting for you", "text/html")
    body = str(sent.body)
    for said in (
        "Hello Ann & Co,",
        "9 cards are waiting for you today. That takes about 2 min.",
        "Your streak is 2 days",
    ):
        assert said in body
        assert said.replace("&", "&amp;") in str(html)
    assert "\n\n\n" not in body
    for text in (body, str(html)):
        assert "https://lexora.example/my/practice" in text
        assert "https://lexora.example/reminders/stop/" in text


@pytest.mark.django_db
def test_who_hides_the_game_reads_of_no_streak(mailing: None) -> None:
    user = learner()
    graded(Entry.objects.filter(owner=user)[0], Grade.AGAIN, at=EVENING - DAY)
    wishes(user, hides_game=True)
    actions.remind(now=EVENING)
    assert "streak" not in str(mail.outbox[0].body)


@pytest.mark.django_db
def test_mail_programs_can_stop_it_with_one_click(mailing: None, client: Client) -> None:
    user = learner()
    actions.remind(now=EVENING)
    headers = mail.outbox[0].message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>").replace("\n", "").replace(" ", "")
    assert address.startswith("https://lexora.example/")
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(address.removeprefix("https://lexora.example"), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not PracticeSettings.objects.get(user=user).reminder_on
    assert actions.remind(now=EVENING + DAY) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("lacks", ["mail", "address", "confirmation"])
def test_without_what_a_mail_needs_there_is_the_notification_alone(
    mailing: None, settings: LazySettings, lacks: str
) -> None:
    user = learner()
    if lacks == "mail":
        settings.MAIL_IS_SET_UP = False
    elif lacks == "address":
        settings.ENV = settings.ENV.model_copy(update={"public_url": ""})
    else:
        user.emailaddress_set.update(verified=False)  # type: ignore[attr-defined]
    assert actions.remind(now=EVENING) == 1
    assert (told(user), mail.outbox) == (1, [])


class Away:
    """A mail server that nobody reaches."""

    tries = 0

    def open(self) -> None:
        Away.tries += 1
        raise ConnectionRefusedError


@pytest.mark.django_db
def test_a_mail_server_that_is_away_costs_the_mail_alone_and_is_asked_once(
    mailing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminder_mail, "get_connection", Away)
    monkeypatch.setattr(reminders, "BATCH", 1)
    users = [learner(), learner()]
    assert actions.remind(now=EVENING) == 2
    assert [told(user) for user in users] == [1, 1]
    assert Away.tries == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fault", "sent"), [(SMTPRecipientsRefused({}), ["two"]), (SMTPServerDisconnected("gone"), [])]
)
def test_a_refused_mail_does_not_hold_up_the_next_one(
    mailing: None, monkeypatch: pytest.MonkeyPatch, fault: Exception, sent: list[str]
) -> None:
    learner(email="one@example.com"), learner(email="two@example.com")
    send = EmailMultiAlternatives.send

    def faulty(self: EmailMultiAlternatives, fail_silently: bool = False) -> int:
        if self.to == ["one@example.com"]:
            raise fault
        return send(self, fail_silently)

    monkeypatch.setattr(EmailMultiAlternatives, "send", faulty)
    assert actions.remind(now=EVENING) == 2
    assert [message.to[0].partition("@")[0] for message in mail.outbox] == sent


# Stopping it


@pytest.fixture
def eve(db: None) -> User:
    return learner(interface_language="uk")


def test_following_the_link_changes_nothing_yet(eve: User, client: Client) -> None:
    answer = client.get(actions.stop_path(eve))
    assert answer.status_code == 200
    assert 'method="post"' in answer.content.decode()
    assert answer["Cache-Control"].count("no-store") == 1
    assert PracticeSettings.objects.get(user=eve).reminder_on


def test_whoever_is_signed_in_may_turn_it_on_again(eve: User, ann: User, client: Client) -> None:
    again = "/my/practice/reminder"
    assert again not in client.post(actions.stop_path(eve)).content.decode()
    assert again not in browser_of(ann).post(actions.stop_path(eve)).content.decode()
    browser = browser_of(eve)
    assert again in browser.post(actions.stop_path(eve)).content.decode()
    assert browser.post(again).status_code == 302
    assert PracticeSettings.objects.get(user=eve).reminder_on


def test_the_page_speaks_the_language_of_the_mail(eve: User, client: Client) -> None:
    assert '<html lang="uk"' in client.get(actions.stop_path(eve), headers={"Accept-Language": "el"}).content.decode()


@pytest.mark.parametrize("spoilt", ["{}x", "x{}", "1.{}", "a.b", "%00", "ї"])
def test_a_link_that_was_tampered_with_stops_nothing(eve: User, client: Client, spoilt: str) -> None:
    path, _slash, token = actions.stop_path(eve).rpartition("/")
    for answer in (client.get(f"{path}/{spoilt.format(token)}"), client.post(f"{path}/{spoilt.format(token)}")):
        assert answer.status_code == 404
    assert PracticeSettings.objects.get(user=eve).reminder_on


def test_a_link_of_an_account_that_is_gone_says_so(eve: User, client: Client) -> None:
    path = actions.stop_path(eve)
    eve.delete()
    assert client.post(path).status_code == 404


def test_turning_it_on_in_the_evening_means_from_tomorrow_on(ann: User) -> None:
    make_entry(ann, "apple", language="en")
    actions.start_reminder(ann, now=EVENING + HOUR)
    assert actions.remind(now=EVENING + HOUR) == 0
    assert actions.remind(now=EVENING + DAY) == 1
    assert not Day.objects.exists()


def test_turning_it_on_in_the_morning_means_from_today_on(ann: User) -> None:
    make_entry(ann, "apple", language="en")
    actions.start_reminder(ann, now=NOW)
    assert actions.remind(now=EVENING) == 1
