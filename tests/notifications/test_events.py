"""What is told: copies of shared words, translations that failed, and what happens to an account."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import LazySettings
from django.core import mail as outgoing
from django.db import transaction
from django.test import Client

from lexora.accounts import actions as accounts
from lexora.accounts.models import User
from lexora.accounts.tokens import make_token
from lexora.jobs import actions as jobs
from lexora.jobs.models import Job
from lexora.notifications import live
from lexora.notifications.models import Notification
from lexora.words import actions as words
from lexora.words.models import Entry
from lexora_contract.messages import Failure, RefusedItem, TranslationCompleted, TranslationFailed, TranslationResult
from lexora_contract.reasons import Reason
from tests.clients import browser_of
from tests.factories import NOW, PASSWORD, make_entry, make_user
from tests.notifications.helpers import told

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


# Copies


def shared(owner: User, *texts: str) -> list[Entry]:
    entries = [make_entry(owner, text, language="en") for text in texts]
    words.share(owner, [entry.pk for entry in entries], shared=True, now=NOW)
    return entries


def test_the_owner_hears_who_copied_a_word(ann: User, bob: User) -> None:
    [apple] = shared(ann, "apple")
    words.copy_entry(apple, owner=bob, now=NOW)
    assert told(ann) == ["bob copied your word “apple”."]
    assert told(bob) == []
    assert Notification.objects.get().leads_to == f"/my/vocabulary/{apple.pk}"


def test_what_a_person_copies_on_one_day_is_told_as_one(ann: User, bob: User, charlie: User) -> None:
    apple, house, tree, river = shared(ann, "apple", "house", "tree", "river")
    for entry in (apple, house, tree):
        words.copy_entry(entry, owner=bob, now=NOW)
    words.copy_entry(apple, owner=charlie, now=NOW)
    words.copy_entry(river, owner=bob, now=NOW + DAY)
    assert sorted(told(ann)) == [
        "bob copied 3 of your words.",
        "bob copied your word “river”.",
        "charlie copied your word “apple”.",
    ]


def test_the_day_is_the_owners(bob: User) -> None:
    tokyo = make_user(time_zone="Asia/Tokyo")
    apple, house = shared(tokyo, "apple", "house")
    words.copy_entry(apple, owner=bob, now=NOW)  # 21:00 in Tokyo
    words.copy_entry(house, owner=bob, now=NOW + timedelta(hours=4))
    assert len(told(tokyo)) == 2


def test_the_same_word_copied_again_is_no_news(ann: User, bob: User) -> None:
    [apple] = shared(ann, "apple")
    copy = words.copy_entry(apple, owner=bob, now=NOW).entry
    words.copy_entry(apple, owner=bob, now=NOW)
    words.delete(bob, [copy.pk], now=NOW)
    words.copy_entry(apple, owner=bob, now=NOW)
    assert told(ann) == ["bob copied your word “apple”."]


def test_a_word_that_was_there_already_is_not_copied(ann: User, bob: User) -> None:
    [apple] = shared(ann, "apple")
    make_entry(bob, "apple", language="en")
    words.copy_entry(apple, owner=bob, now=NOW)
    assert told(ann) == []


def test_a_long_text_is_told_in_short(ann: User, bob: User) -> None:
    [long] = shared(ann, "word " * 100)
    words.copy_entry(long, owner=bob, now=NOW)
    assert len(told(ann)[0]) < 100


# Translations


def fail(job: Job, code: str = "unchanged") -> None:
    message = TranslationFailed(job_id=job.pk, payload=Failure(reason=Reason(code=code), retryable=False))
    jobs.accept_result(message.model_dump_json().encode(), now=NOW)


def refuse(job: Job, code: str = "unchanged", *, retryable: bool = False) -> None:
    refused = [
        RefusedItem(ref=item["ref"], reason=Reason(code=code), retryable=retryable) for item in job.payload["items"]
    ]
    message = TranslationCompleted(job_id=job.pk, payload=TranslationResult(items=[], refused=refused))
    jobs.accept_result(message.model_dump_json().encode(), now=NOW)


@pytest.fixture
def reader(db: None) -> User:
    return make_user(native="uk", learning=("en", "el"))


@pytest.mark.parametrize("how", [fail, refuse])
def test_a_typed_words_failure_is_told_once_per_language(reader: User, how: object) -> None:
    entry = make_entry(reader, "apple", language="en")
    for job in Job.objects.order_by("created_at"):
        how(job)  # type: ignore[operator]
    assert sorted(told(reader)) == [
        "“apple” could not be translated (Greek).",
        "“apple” could not be translated (Ukrainian).",
    ]
    assert set(Notification.objects.values_list("link", flat=True)) == {f"/my/vocabulary/{entry.pk}"}
    again = [jobs.retry(job, now=NOW) for job in Job.objects.filter(status="failed")]
    for job in filter(None, again):
        fail(job)
    assert Notification.objects.count() == 2


def test_an_answer_that_is_silent_about_a_text_is_a_failure_too(reader: User) -> None:
    make_entry(reader, "apple", language="en")
    message = TranslationCompleted(job_id=Job.objects.all()[0].pk, payload=TranslationResult(items=[], refused=[]))
    jobs.accept_result(message.model_dump_json().encode(), now=NOW)
    assert len(told(reader)) == 1


def test_a_batch_is_told_as_one_with_a_count(reader: User) -> None:
    drafts = [words.Draft(text=text, language="en") for text in ("one", "two", "three")]
    list(words.add_entries(owner=reader, drafts=drafts, now=NOW))
    one, other = Job.objects.order_by("created_at")
    fail(one)
    assert told(reader) == ["3 translations failed."]
    refuse(other)
    assert told(reader) == ["6 translations failed."]
    assert Notification.objects.get().leads_to == "/my/vocabulary"


def test_what_is_tried_again_is_no_news_yet(reader: User) -> None:
    make_entry(reader, "apple", language="en")
    refuse(Job.objects.all()[0], "provider_busy", retryable=True)
    assert told(reader) == []


def test_who_refuses_outside_providers_is_not_told_what_they_know(reader: User) -> None:
    make_entry(reader, "apple", language="en")
    for job in Job.objects.all():
        fail(job, "outside_refused")
    assert told(reader) == []


def test_a_failure_is_in_the_list_and_no_toast(reader: User) -> None:
    make_entry(reader, "apple", language="en")
    fail(Job.objects.all()[0])
    assert not Notification.objects.get().toast_due


# Accounts


def test_a_new_password_is_told(ann: User) -> None:
    change = {"oldpassword": PASSWORD, "password1": "Battery-Staple-8", "password2": "Battery-Staple-8"}
    assert browser_of(ann).post("/accounts/password/change/", change).status_code == 302
    assert told(ann) == ["Your password was changed."]
    accounts.change_password(ann, "Battery-Staple-9", now=NOW)
    assert told(ann) == ["Your password was changed."] * 2


def test_a_new_token_is_told_by_its_name(ann: User) -> None:
    browser_of(ann).post("/my/tokens", {"name": "Reader <b>"})
    assert told(ann) == ["A new access token was made: “Reader <b>”."]
    assert Notification.objects.get().leads_to == "/my/profile#tokens"


def test_tokens_of_one_name_are_told_as_one_a_day(ann: User) -> None:
    for hours in (0, 1, 48):
        make_token(ann, name="Reader", now=NOW + timedelta(hours=hours))
    make_token(ann, name="Other", now=NOW)
    assert sorted(told(ann)) == [
        "2 new access tokens were made: “Reader”.",
        "A new access token was made: “Other”.",
        "A new access token was made: “Reader”.",
    ]


def test_an_exchange_of_the_password_is_told(ann: User) -> None:
    body = {"email": ann.email, "password": PASSWORD}
    assert Client().post("/api/v1/auth/token", body, content_type="application/json").status_code == 200
    assert told(ann) == ["A new access token was made: “POST /auth/token”."]


def test_an_address_that_the_administrator_or_a_server_without_mail_changes_is_told(ann: User) -> None:
    accounts.change_email(ann, "anna@example.com", confirmed=True, now=NOW)
    assert told(ann) == ["Your e-mail address is now anna@example.com."]


def test_the_first_address_of_an_account_is_no_news(ann: User) -> None:
    accounts.change_email(ann, ann.email, confirmed=True, now=NOW)
    assert told(ann) == []


def test_a_further_address_is_told_when_it_is_confirmed_and_when_it_becomes_the_first(
    ann: User, settings: LazySettings
) -> None:
    settings.MAIL_IS_SET_UP = True
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    browser = browser_of(ann)
    browser.post("/accounts/email/", {"email": "anna@example.com", "action_add": ""})
    [link] = [word for word in outgoing.outbox[-1].body.split() if "/confirm-email/" in word]
    browser.post(link.removeprefix("http://testserver"))
    assert EmailAddress.objects.get(email="anna@example.com").verified
    assert told(ann) == ["The e-mail address anna@example.com was confirmed. You can sign in with it too."]
    browser.post("/accounts/email/", {"email": "anna@example.com", "action_primary": ""})
    assert told(ann)[0] == "Your e-mail address is now anna@example.com."


# The live channel


@pytest.mark.django_db(transaction=True)
def test_open_pages_hear_of_it_after_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[int, str]] = []
    monkeypatch.setattr(live, "_hand_over", lambda user_id, thing: heard.append((user_id, thing)))
    ann = make_user()
    with transaction.atomic():
        make_token(ann, name="Reader", now=NOW)
        transaction.set_rollback(True)
    assert heard == []
    make_token(ann, name="Reader", now=NOW)
    assert heard == [(ann.pk, "notifications")]
