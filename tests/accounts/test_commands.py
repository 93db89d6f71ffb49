"""`lexora create-user`, `reset-password` and `create-invite`."""

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone

from lexora.accounts.actions import invitation_is_open
from lexora.accounts.models import ADMINISTRATORS, MODERATORS, USERS, Invitation, User
from tests.accounts.conftest import NEW_PASSWORD, sign_in
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def run(name: str, *args: str, **options: Any) -> tuple[str, str]:
    """What a command writes and what it complains about."""
    out, err = StringIO(), StringIO()
    call_command(name, *args, stdout=out, stderr=err, **options)
    return out.getvalue().strip(), err.getvalue().strip()


def test_a_user_is_ready_to_use() -> None:
    said = run("create_user", "Kate@Example.com", password=PASSWORD, native="uk", learning="en,el")
    user = User.objects.get()
    assert said == ("Created kate@example.com (handle kate).", "")
    assert (user.native_language, user.learning_languages, user.default_source_language) == ("uk", ["en", "el"], "en")
    assert (user.is_staff, user.is_superuser) == (False, False)
    assert [group.name for group in user.groups.all()] == [USERS]
    assert sign_in(Client(), "kate@example.com")["Location"] == "/"
    assert PASSWORD not in user.password


def test_blanks_between_languages_do_no_harm() -> None:
    run("create_user", "kate@example.com", password=PASSWORD, native=" uk", learning="en, el,")
    user = User.objects.get()
    assert (user.native_language, user.learning_languages) == ("uk", ["en", "el"])


def test_an_administrator_may_do_everything() -> None:
    run("create_user", "root@example.com", password=PASSWORD, admin=True, handle="boss")
    user = User.objects.get()
    assert (user.handle, user.is_staff, user.is_superuser) == ("boss", True, True)
    assert set(user.groups.values_list("name", flat=True)) == {USERS, MODERATORS, ADMINISTRATORS}


def test_a_weak_password_is_named_and_taken() -> None:
    _out, complaint = run("create_user", "kate@example.com", password="123")
    assert complaint.startswith("Note: the password is weaker than the policy asks.")
    assert User.objects.get().check_password("123")


@pytest.mark.parametrize(
    ("email", "options", "reason"),
    [
        ("no address", {}, "'no address' is not an e-mail address"),
        ("ANN@example.com", {}, "There is an account for ANN@example.com already"),
        ("kate@example.com", {"handle": "ANN"}, "The handle 'ANN' is taken"),
        ("kate@example.com", {"handle": "a b"}, "A handle has"),
        ("kate@example.com", {"handle": "admin"}, "A handle has"),
        ("kate@example.com", {"native": "de"}, "Unknown language: de. Known: en, uk, el"),
        ("kate@example.com", {"learning": "en,xx"}, "Unknown language: xx"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(ann: User, email: str, options: dict[str, str], reason: str) -> None:
    with pytest.raises(CommandError) as refused:
        run("create_user", email, password=PASSWORD, **options)
    assert reason in str(refused.value)
    assert User.objects.count() == 1


def test_without_a_password_a_random_one_is_shown() -> None:
    shown, _err = run("create_user", "kate@example.com")
    assert sign_in(Client(), "kate@example.com", shown.rpartition(" ")[2])["Location"] == "/"


def test_a_password_is_reset_to_a_given_one(ann: User) -> None:
    assert (
        run("reset_password", "ANN@example.com", password=NEW_PASSWORD)[0] == "Changed the password of ann@example.com."
    )
    assert sign_in(Client(), ann.email, NEW_PASSWORD)["Location"] == "/"
    assert ann.former_passwords.count() == 1


def test_a_password_is_reset_to_a_random_one_that_is_shown(ann: User) -> None:
    shown, _err = run("reset_password", ann.email)
    password = shown.rpartition(" ")[2]
    assert len(password) >= 16
    assert sign_in(Client(), ann.email, password)["Location"] == "/"


def test_nobodys_password_cannot_be_reset() -> None:
    with pytest.raises(CommandError, match=re.escape("There is no account for nobody@example.com.")):
        run("reset_password", "nobody@example.com")


def test_an_invitation_is_a_link() -> None:
    shown, _err = run("create_invite", note="for Kate")
    found = re.fullmatch(r"http://localhost:8000/accounts/signup/\?invite=([\w-]+)", shown)
    assert found
    assert invitation_is_open(found[1], now=timezone.now())
    assert Invitation.objects.get().note == "for Kate"


def test_a_note_is_cut_to_its_place() -> None:
    run("create_invite", note="n" * 500)
    assert Invitation.objects.get().note == "n" * 120
