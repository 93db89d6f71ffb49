"""The accounts for a first look."""

import pytest
from django.core.management import call_command

from lexora.accounts.models import User
from lexora.portal import demo

pytestmark = pytest.mark.django_db


def test_a_first_start_makes_both_and_a_second_none() -> None:
    said = list(demo.create_once())
    assert said[0] == "Two accounts were made; their passwords are shown this once:"
    assert len(said) == 3
    assert User.objects.filter(is_demo=True).count() == 2
    assert list(demo.create_once()) == []


def test_an_account_that_is_there_stays_as_it_is() -> None:
    call_command("create_user", demo.ADMIN, "--password", "Correct-Horse-7", "--admin")
    before = User.objects.values().get()
    said = list(demo.create_once())
    assert said[0] == "An account was made; its password is shown this once:"
    assert [line.split()[0] for line in said[1:]] == [demo.DEMO]
    assert User.objects.filter(email=demo.ADMIN).values().get() == before


def test_nothing_is_said_when_both_are_there() -> None:
    for email in (demo.ADMIN, demo.DEMO):
        call_command("create_user", email, "--password", "Correct-Horse-7")
    assert list(demo.create_once()) == []
