"""Changing the address one signs in with."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from lexora.accounts.models import User
from tests.accounts.conftest import is_in, sign_in, sign_up
from tests.clients import browser_of

PAGE = "/accounts/email/"


def add(client: Client, email: str) -> Any:
    return client.post(PAGE, {"action_add": "", "email": email})


def opens(email: str) -> bool:
    client = Client()
    sign_in(client, email)
    return is_in(client)


def test_without_a_mail_server_another_address_takes_the_place_of_the_former(ann: User) -> None:
    client = browser_of(ann)
    assert "Change the e-mail address" in client.get(PAGE).content.decode()
    assert add(client, "Ann@Example.org")["Location"] == PAGE
    page = client.get(PAGE).content.decode()
    assert "Your e-mail address was changed." in page
    assert "Not confirmed" not in page
    assert [opens(email) for email in ("ann@example.org", "ann@example.com")] == [True, False]
    ann.refresh_from_db()
    assert ann.email == "ann@example.org"
    assert EmailAddress.objects.get(user=ann).primary


@pytest.mark.parametrize("email", ["bob@example.com", "BOB@example.com"])
def test_without_a_mail_server_nobody_takes_the_address_of_somebody_else(ann: User, bob: User, email: str) -> None:
    answer = add(browser_of(ann), email)
    assert "There is an account with this e-mail address already." in answer.content.decode()
    ann.refresh_from_db()
    assert ann.email == "ann@example.com"


def test_without_a_mail_server_nobody_keeps_addresses_from_others(ann: User) -> None:
    client = browser_of(ann)
    for n in range(3):
        add(client, f"kate{n}@example.com")
    assert [sign_up(Client(), f"kate{n}@example.com").status_code for n in range(3)] == [302, 302, 200]


@pytest.mark.usefixtures("mail")
def test_with_a_mail_server_an_address_is_added_and_waits_for_its_confirmation(ann: User) -> None:
    add(browser_of(ann), "ann@example.org")
    ann.refresh_from_db()
    assert ann.email == "ann@example.com"
    assert dict(EmailAddress.objects.filter(user=ann).values_list("email", "verified")) == {
        "ann@example.com": True,
        "ann@example.org": False,
    }
