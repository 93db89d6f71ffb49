"""Who may use the API, and how often."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from lexora.accounts.actions import change_password
from lexora.accounts.models import Token, User
from lexora.accounts.tokens import make_token, revoke_token
from tests.api.conftest import API, is_problem, post
from tests.clients import browser_of, program_of
from tests.factories import PASSWORD

ME = f"{API}/me"


def bearer(token: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {token}"})


def test_a_password_buys_a_token(ann: User) -> None:
    answer = post(Client(), "/auth/token", email=" ANN@example.com ", password=PASSWORD)
    assert answer.status_code == 200
    token = answer.json()["token"]
    assert bearer(token).get(ME).json()["handle"] == "ann"
    assert token not in str(Token.objects.values())


@pytest.mark.parametrize(
    ("email", "password"), [("ann@example.com", "wrong"), ("nobody@example.com", PASSWORD), ("", ""), ("\x00", "\x00")]
)
def test_a_wrong_one_does_not(ann: User, email: str, password: str) -> None:
    assert is_problem(post(Client(), "/auth/token", email=email, password=password), 401, "wrong_credentials")
    assert not Token.objects.exists()


def test_who_is_switched_off_gets_none_and_keeps_none(ann: User) -> None:
    client = program_of(ann)
    User.objects.filter(pk=ann.pk).update(is_active=False)
    assert is_problem(post(Client(), "/auth/token", email=ann.email, password=PASSWORD), 401, "wrong_credentials")
    assert client.get(ME).status_code == 401


def test_an_account_with_a_second_factor_makes_tokens_on_its_profile_page(ann: User) -> None:
    totp.TOTP.activate(ann, totp.generate_totp_secret())
    answer = post(Client(), "/auth/token", email=ann.email, password=PASSWORD)
    assert is_problem(answer, 401, "second_factor_needed")
    assert not Token.objects.exists()
    secret = browser_of(ann).post("/my/tokens", {"name": "Phone"}).context["secret"]
    assert bearer(secret).get(ME).status_code == 200


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Bearer lx_",
        "Bearer lx_forged",
        "Basic YTpi",
        "Bearer lx_\udcff",
        "Bearer lx_" + "x" * 200,
    ],
)
def test_without_a_valid_token_nothing_opens(ann: User, header: str | None) -> None:
    make_token(ann, name="Real", now=timezone.now())
    client = Client(**({"HTTP_AUTHORIZATION": header} if header is not None else {}))
    answer = client.get(ME)
    assert is_problem(answer, 401, "not_signed_in")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_revoked_token_opens_nothing(ann: User, bob: User) -> None:
    client = program_of(ann)
    assert client.get(ME).status_code == 200
    revoke_token(ann, ann.tokens.get().pk)
    assert is_problem(client.get(ME), 401, "not_signed_in")
    assert program_of(bob).get(ME).status_code == 200


def test_the_day_of_the_last_use_is_noted_once_a_day(
    ann: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = program_of(ann)
    token = ann.tokens.get()
    assert token.used_on is None
    client.get(ME)
    token.refresh_from_db()
    assert token.used_on == timezone.now().date()
    with django_assert_num_queries(1):
        client.get(ME)
    Token.objects.update(used_on=timezone.now().date() - timedelta(days=1))
    with django_assert_num_queries(2):
        client.get(ME)


def test_each_person_has_a_rate(ann: User, bob: User, settings: LazySettings) -> None:
    settings.RATES = {**settings.RATES, "api": "2/minute"}
    one, other = program_of(ann), program_of(ann)
    assert [client.get(ME).status_code for client in (one, other)] == [200, 200]
    refused = one.get(ME)
    assert is_problem(refused, 429, "too_many_requests")
    assert refused["Retry-After"] == "60"
    assert program_of(bob).get(ME).status_code == 200


def guess(email: str, *, of: str = "192.0.2.1", password: str = "x") -> Any:  # noqa: S107
    return post(Client(REMOTE_ADDR=of), "/auth/token", email=email, password=password)


@pytest.mark.parametrize("email", ["ann@example.com", "ANN@example.com", "  ann@example.com", "ann@example.com\u200b"])
@pytest.mark.parametrize("address", ["192.0.2.1", "192.0.2.77"])
def test_guessing_the_password_of_an_account_has_a_rate(
    ann: User, settings: LazySettings, email: str, address: str
) -> None:
    settings.RATES = {**settings.RATES, "api_token": "2/minute"}
    assert [guess("ann@example.com", of=f"192.0.2.{n}").status_code for n in (8, 9)] == [401, 401]
    refused = guess(email, of=address, password=PASSWORD)
    assert is_problem(refused, 429, "too_many_requests")
    assert refused["Retry-After"] == "60"


def test_another_address_of_the_account_is_no_other_account(ann: User, settings: LazySettings) -> None:
    EmailAddress.objects.create(user=ann, email="ann@example.org", verified=True)
    settings.RATES = {**settings.RATES, "api_token": "2/minute"}
    codes = [guess(f"ann@example.{end}", of=f"192.0.2.{n}").status_code for n, end in enumerate(("com", "org", "com"))]
    assert codes == [401, 401, 429]


@pytest.mark.parametrize("email", ["ann@example.com", "learner@example.com", "nobody@example.com"])
def test_guessing_from_one_address_has_a_rate(ann: User, settings: LazySettings, email: str) -> None:
    settings.RATES = {**settings.RATES, "api_token": "2/minute"}
    assert [guess(f"someone{n}@example.com").status_code for n in range(2)] == [401, 401]
    assert is_problem(guess(email, password=PASSWORD), 429, "too_many_requests")
    assert guess(ann.email, of="192.0.2.77", password=PASSWORD).status_code == 200


def test_the_password_buys_one_token_at_a_time(ann: User) -> None:
    by_hand = program_of(ann)
    first, second = (post(Client(), "/auth/token", email=ann.email, password=PASSWORD).json() for _ in range(2))
    assert [set(first), set(second)] == [{"token"}] * 2
    assert [bearer(made["token"]).get(ME).status_code for made in (first, second)] == [401, 200]
    assert by_hand.get(ME).status_code == 200
    assert ann.tokens.count() == 2


def test_a_new_password_ends_all_tokens(ann: User, bob: User) -> None:
    one, other, of_bob = program_of(ann), program_of(ann), program_of(bob)
    change_password(ann, "Battery-Staple-9", now=timezone.now())
    assert [client.get(ME).status_code for client in (one, other, of_bob)] == [401, 401, 200]


def test_an_expired_password_buys_none(ann: User, settings: LazySettings) -> None:
    settings.PASSWORD_EXPIRY = timedelta(days=90)
    User.objects.filter(pk=ann.pk).update(password_changed_at=timezone.now() - timedelta(days=91))
    answer = post(Client(), "/auth/token", email=ann.email, password=PASSWORD)
    assert is_problem(answer, 403, "password_expired")
    assert "expired" in answer.json()["message"]
    assert is_problem(post(Client(), "/auth/token", email=ann.email, password="x"), 401, "wrong_credentials")
    assert not Token.objects.exists()


def test_a_program_may_not_be_sent_from_another_sites_page(ann: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann, "allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(f"{API}/entries", {"text": "apple"}, content_type="application/json")
    assert answer.status_code == 401
    assert not ann.entries.exists()


def test_me_is_who_the_token_belongs_to(ann: User, program: Client) -> None:
    assert program.get(ME).json() == {
        "id": ann.pk,
        "email": "ann@example.com",
        "handle": "ann",
        "display_name": "",
        "native_language": "uk",
        "learning_languages": ["en", "el"],
        "default_source_language": "en",
        "interface_language": "",
        "time_zone": "UTC",
        "daily_goal": 10,
    }
