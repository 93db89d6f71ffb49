"""Signing in and out, and the second factor."""

import re
import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.conf import LazySettings
from django.test import Client

from lexora.accounts.models import User
from tests.accounts.conftest import LOGIN, is_in, sign_in
from tests.clients import HTMX, browser_of
from tests.factories import PASSWORD, make_user


@pytest.mark.parametrize("email", ["ann@example.com", "ANN@Example.com", " ann@example.com "])
def test_the_right_password_opens(ann: User, email: str) -> None:
    client = Client()
    assert sign_in(client, email)["Location"] == "/"
    assert is_in(client)


@pytest.mark.parametrize(
    ("email", "password"),
    [("ann@example.com", "wrong"), ("nobody@example.com", PASSWORD), ("ann", PASSWORD), ("ann@example.com", "")],
)
def test_anything_else_does_not(ann: User, email: str, password: str) -> None:
    client = Client()
    answer = sign_in(client, email, password)
    assert answer.status_code == 200
    assert "lx-error" in answer.content.decode() or "lx-alert" in answer.content.decode()
    assert not is_in(client)


def test_who_is_switched_off_stays_out(ann: User) -> None:
    User.objects.filter(pk=ann.pk).update(is_active=False)
    client = Client()
    assert sign_in(client, ann.email)["Location"] == "/accounts/inactive/"
    assert not is_in(client)


def test_one_comes_back_to_where_one_wanted_to_go(ann: User) -> None:
    wanted = Client().get("/my/practice")
    assert wanted["Location"] == f"{LOGIN}?next=/my/practice"
    assert 'value="/my/practice"' in Client().get(wanted["Location"]).content.decode()
    assert sign_in(Client(), ann.email, next="/my/practice")["Location"] == "/my/practice"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_elsewhere(ann: User, elsewhere: str) -> None:
    client = Client()
    assert sign_in(client, ann.email, next=elsewhere)["Location"] == "/"
    assert client.post("/accounts/logout/", {"next": elsewhere})["Location"] == "/"


def test_too_many_attempts_have_to_wait(ann: User, settings: LazySettings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "3/m/ip", "login_failed": "3/m/ip,3/m/key"}
    answers = [sign_in(Client(), ann.email, "wrong") for _ in range(4)]
    assert [answer.status_code for answer in answers[:3]] == [200] * 3
    assert answers[3].status_code == 429
    assert "a little too fast" in answers[3].content.decode()
    client = Client()
    sign_in(client, ann.email)
    assert not is_in(client)


def test_the_address_of_another_machine_is_counted_apart_and_the_account_with_it(
    ann: User, settings: LazySettings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login_failed": "100/m/ip,2/m/key"}
    for n in range(2):
        sign_in(Client(REMOTE_ADDR=f"192.0.2.{n}"), ann.email, "wrong")
    client = Client(REMOTE_ADDR="192.0.2.99")
    sign_in(client, ann.email)
    assert not is_in(client)
    assert sign_in(Client(REMOTE_ADDR="192.0.2.99"), make_user().email)["Location"] == "/"


def test_signing_out_asks_and_ends_the_session(ann: User) -> None:
    client = browser_of(ann)
    assert "Sign out?" in client.get("/accounts/logout/").content.decode()
    assert is_in(client)
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert not is_in(client)


@pytest.mark.parametrize("page", ["/accounts/email/", "/accounts/password/change/", "/accounts/2fa/"])
def test_the_pages_of_ones_account_are_there(ann: User, page: str) -> None:
    assert browser_of(ann).get(page).status_code == 200


@pytest.fixture
def with_factor(ann: User) -> str:
    """Ann has a second factor; this is its secret."""
    secret = str(totp.generate_totp_secret())
    totp.TOTP.activate(ann, secret)
    return secret


def code_of(secret: str, *, late: int = 0) -> str:
    counter = int(time.time()) // 30 - late
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


def test_a_second_factor_is_switched_on_with_a_code(ann: User) -> None:
    client = Client()
    sign_in(client, ann.email)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    assert page.status_code == 200
    assert "<svg" in page.content.decode() or "data:image" in page.content.decode()
    secret = page.context["form"].secret
    assert client.post("/accounts/2fa/totp/activate/", {"code": "000000"}).status_code == 200
    assert client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)}).status_code == 302
    codes = client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert len(re.findall(r"<li>\w+</li>", codes)) == 10


def test_a_second_factor_is_asked_for_after_the_password(ann: User, with_factor: str) -> None:
    client = Client()
    assert sign_in(client, ann.email)["Location"] == "/accounts/2fa/authenticate/"
    assert not is_in(client)
    assert client.get("/my/vocabulary")["Location"].startswith(LOGIN)
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert not is_in(client)
    assert client.post("/accounts/2fa/authenticate/", {"code": code_of(with_factor)})["Location"] == "/"
    assert is_in(client)


@pytest.mark.parametrize(("late", "opens"), [(0, True), (1, True), (3, False)])
def test_a_code_may_be_a_little_late(ann: User, with_factor: str, late: int, opens: bool) -> None:
    client = Client()
    sign_in(client, ann.email)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(with_factor, late=late)})
    assert is_in(client) is opens


def test_the_administration_has_no_door_of_its_own(bob: User) -> None:
    """A learner at the administration's sign-in must not get a form that asks for no second factor."""
    administrator = make_user(email="root@example.com", admin=True)
    totp.TOTP.activate(administrator, totp.generate_totp_secret())
    sent = {"username": administrator.email, "password": PASSWORD, "next": "/admin/"}
    for client in (browser_of(bob), Client()):
        before = client.session.get("_auth_user_id")
        answer = client.post("/admin/login/", sent)
        assert answer.status_code in (302, 403)
        assert client.session.get("_auth_user_id") == before
        assert 'type="password"' not in answer.content.decode()


@pytest.mark.parametrize("page", ["/admin/words/entry/", "/admin/"])
def test_the_administration_leads_to_the_one_door(db: None, page: str) -> None:
    last, _status = Client().get(page, follow=True).redirect_chain[-1]
    assert last == f"{LOGIN}?next={page}"


def test_a_page_whose_session_ended_is_not_replaced_by_the_sign_in_page() -> None:
    nobody = browser_of(headers=HTMX)
    for answer in (nobody.post("/my/vocabulary/new", {"text": "apple"}), nobody.get("/my/vocabulary")):
        assert (answer.status_code, answer["HX-Refused"]) == (401, "true")
        assert "<form" not in answer.content.decode()
