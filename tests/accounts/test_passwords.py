"""The password policy, expiry, and who helps when a password is forgotten."""

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core import mail as outgoing
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from lexora.accounts.actions import change_password
from lexora.accounts.models import User
from tests.accounts.conftest import NEW_PASSWORD, is_in, sign_in, sign_up
from tests.clients import HTMX, browser_of, program_of
from tests.factories import NOW, PASSWORD, make_user

CHANGE = "/accounts/password/change/"
RESET = "/accounts/password/reset/"

WEAK = [
    ("Short-7", "at least 10 characters"),
    ("onlysmallletters", "Use at least 3 of these"),
    ("small-and-signs", "Use at least 3 of these"),
    ("PASSWORD1234", "Use at least 3 of these"),
    ("Password123", "too common"),
    ("New@Example.com", "too similar"),
]


def change(client: Client, old: str, new: str) -> str:
    """Ask for another password; the reason why not, or nothing."""
    answer = client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new})
    if answer.status_code == 302:
        return ""
    return " ".join(re.findall(r"<p>([^<]*)</p>", answer.content.decode().partition("lx-error")[2]))


@pytest.mark.parametrize(("password", "reason"), WEAK)
def test_a_weak_password_is_refused_with_the_reason(db: None, password: str, reason: str) -> None:
    answer = sign_up(Client(), password=password)
    assert answer.status_code == 200
    assert reason in answer.content.decode()
    assert password not in answer.content.decode().replace("new@example.com", "")
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["Three-kinds-of", "пароль-Довгий", "ΚαλόςΚωδικός7", "lower1234-low"])
def test_three_kinds_of_characters_are_enough_in_any_script(db: None, password: str) -> None:
    assert sign_up(Client(), password=password)["Location"] == "/welcome"


def test_a_password_is_changed_and_the_session_goes_on(ann: User) -> None:
    client = browser_of(ann)
    assert change(client, PASSWORD, NEW_PASSWORD) == ""
    assert is_in(client)
    ann.refresh_from_db()
    assert ann.check_password(NEW_PASSWORD)
    assert ann.password_changed_at is not None
    assert ann.password_changed_at > NOW
    assert client.get("/my/profile").status_code == 200


def test_other_browsers_are_signed_out_by_a_new_password(ann: User) -> None:
    here, there = browser_of(ann), browser_of(ann)
    change(here, PASSWORD, NEW_PASSWORD)
    assert there.get("/my/profile").status_code == 302


def test_the_old_password_is_asked_for(ann: User) -> None:
    assert "current password" in change(browser_of(ann), "wrong", NEW_PASSWORD)
    ann.refresh_from_db()
    assert ann.check_password(PASSWORD)


def test_the_last_five_passwords_are_not_taken_again(ann: User) -> None:
    used = [PASSWORD, *(f"Battery-Staple-{n}" for n in range(4))]
    for password in used[1:]:
        change_password(ann, password, now=timezone.now())
    for password in used:
        cache.clear()  # the rate of changing is another test's matter
        client = browser_of(ann)
        assert "Do not use one of your last 5 passwords." in change(client, used[-1], password)
    change_password(ann, NEW_PASSWORD, now=timezone.now())
    assert change(browser_of(ann), NEW_PASSWORD, PASSWORD) == ""
    assert ann.former_passwords.count() == 4


def test_former_passwords_are_kept_hashed(ann: User) -> None:
    change(browser_of(ann), PASSWORD, NEW_PASSWORD)
    assert PASSWORD not in str(list(ann.former_passwords.values()))


@pytest.fixture
def expired(ann: User, settings: LazySettings) -> User:
    settings.PASSWORD_EXPIRY = timedelta(days=90)
    User.objects.filter(pk=ann.pk).update(password_changed_at=timezone.now() - timedelta(days=91))
    return ann


@pytest.mark.parametrize("page", ["/", "/my/vocabulary", "/translator", "/admin/", "/accounts/email/"])
def test_an_expired_password_is_changed_first(expired: User, page: str) -> None:
    client = browser_of(expired)
    answer = client.get(page, follow=True)
    assert answer.redirect_chain == [(CHANGE, 302)]
    assert "Your password has expired" in answer.content.decode()
    assert change(client, PASSWORD, NEW_PASSWORD) == ""
    assert client.get("/my/vocabulary").status_code == 200


def test_an_expired_password_leaves_a_page_with_what_is_typed_there(expired: User) -> None:
    answer = browser_of(expired, headers=HTMX).post("/my/vocabulary/new", {"text": "apple"})
    assert (answer.status_code, answer["HX-Refused-Link"]) == (403, CHANGE)
    assert "Your password has expired" in answer.content.decode()


def test_an_expired_password_lets_out_and_lets_programs_work(expired: User) -> None:
    assert program_of(expired).get("/api/v1/me").status_code == 200
    assert browser_of(expired).get("/health").status_code == 200
    assert browser_of(expired).post("/accounts/logout/")["Location"] == "/"


def test_an_expired_password_leaves_the_language_and_the_privacy_page(expired: User) -> None:
    client = browser_of(expired)
    assert client.get("/privacy").status_code == 200
    assert client.post("/language", {"language": "el", "next": "/privacy"})["Location"] == "/privacy"
    expired.refresh_from_db()
    assert expired.interface_language == "el"


def test_an_expired_password_is_said_once(expired: User) -> None:
    client = browser_of(expired)
    for page in ("/", "/my/vocabulary", "/translator"):
        client.get(page)
    assert client.get(CHANGE).content.decode().count("Your password has expired") == 1
    assert "Your password has expired" not in client.get(CHANGE).content.decode()


def test_a_young_password_and_no_expiry_lead_nowhere(expired: User, bob: User, settings: LazySettings) -> None:
    User.objects.filter(pk=bob.pk).update(password_changed_at=timezone.now())
    assert browser_of(bob).get("/").status_code == 200
    settings.PASSWORD_EXPIRY = timedelta(0)
    assert browser_of(expired).get("/").status_code == 200


def test_without_a_mail_server_the_page_says_who_helps(ann: User) -> None:
    page = Client().get(RESET).content.decode()
    assert "Ask your administrator to reset your password." in page
    assert 'name="email"' not in page
    assert Client().post(RESET, {"email": ann.email}).status_code == 200
    assert outgoing.outbox == []


@pytest.mark.usefixtures("mail")
def test_with_a_mail_server_the_page_asks_for_the_address(db: None) -> None:
    assert 'name="email"' in Client().get(RESET).content.decode()


@pytest.mark.usefixtures("mail")
def test_with_a_mail_server_a_link_arrives_that_works_once(ann: User) -> None:
    assert Client().post(RESET, {"email": ann.email})["Location"] == f"{RESET}done/"
    [message] = outgoing.outbox
    assert message.to == [ann.email]
    [link] = re.findall(r"http://testserver(\S+/password/reset/key/\S+)", message.body)
    client = Client()
    form = client.get(link, follow=True)
    assert "password1" in form.content.decode()
    address = form.redirect_chain[-1][0]
    weak = client.post(address, {"password1": PASSWORD, "password2": PASSWORD})
    assert "Do not use one of your last 5 passwords." in weak.content.decode()
    assert client.post(address, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}).status_code == 302
    assert sign_in(Client(), ann.email, NEW_PASSWORD)["Location"] == "/"
    assert "password1" not in Client().get(link, follow=True).content.decode()


@pytest.mark.usefixtures("mail")
def test_nobody_learns_from_a_reset_who_has_an_account(ann: User) -> None:
    answers = [Client().post(RESET, {"email": email}) for email in (ann.email, "nobody@example.com")]
    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1


@pytest.mark.usefixtures("mail")
def test_resetting_has_a_rate(ann: User, settings: LazySettings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "reset_password": "2/h/ip"}
    codes = [Client().post(RESET, {"email": ann.email}).status_code for _ in range(3)]
    assert codes == [302, 302, 429]
    assert len(outgoing.outbox) == 2


@pytest.mark.django_db
def test_a_password_set_by_an_administrator_is_remembered(client: Client) -> None:
    person, root = make_user(), make_user(admin=True)
    client.force_login(root)
    address = f"/admin/accounts/user/{person.pk}/password/"
    client.post(address, {"password1": "Another-Horse-8", "password2": "Another-Horse-8", "usable_password": "true"})
    person.refresh_from_db()
    assert person.check_password("Another-Horse-8")
    assert person.former_passwords.count() == 1
    assert person.password_changed_at != NOW
