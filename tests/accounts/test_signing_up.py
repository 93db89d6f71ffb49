"""Signing up: open, by invitation, closed; with and without a mail server."""

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core import mail as outgoing
from django.test import Client
from django.utils import timezone

from lexora.accounts import actions
from lexora.accounts.models import USERS, Invitation, User
from tests.accounts.conftest import SIGNUP, is_in, sign_in, sign_up
from tests.clients import browser_of
from tests.factories import NOW, make_user


def test_whoever_signs_up_is_led_to_the_onboarding(db: None) -> None:
    client = Client(headers={"Accept-Language": "el"})
    assert sign_up(client, "New.Person@Example.com")["Location"] == "/welcome"
    user = User.objects.get()
    assert (user.email, user.handle) == ("new.person@example.com", "learner")
    assert [group.name for group in user.groups.all()] == [USERS]
    assert (user.interface_language, user.is_staff, user.onboarded_at) == ("el", False, None)
    assert user.password_changed_at is not None
    assert is_in(client)


def test_the_theme_that_a_guest_chose_stays(db: None) -> None:
    client = Client()
    client.post("/theme", {"theme": "dark"})
    sign_up(client, "new@example.com")
    assert User.objects.get().theme == "dark"


def test_a_handle_tells_nothing_of_the_address_until_its_owner_wants_that(db: None) -> None:
    client = Client()
    sign_up(client, "kate.smith1984@example.com")
    assert "kate" not in User.objects.get().handle
    assert 'value="katesmith1984"' in client.get("/welcome").content.decode()


def test_handles_of_the_same_name_differ(db: None) -> None:
    for domain in ("one", "two", "three"):
        assert sign_up(Client(), f"kate@{domain}.example")["Location"] == "/welcome"
    handles = list(User.objects.values_list("handle", flat=True))
    assert len(set(handles)) == 3
    assert all(handle.startswith("learner") for handle in handles)


@pytest.mark.parametrize("name", ["admin", "root", "42", "ім'я", "a", "_", "x" * 60])
def test_a_handle_is_made_of_any_address(db: None, name: str) -> None:
    handle = actions.free_handle(name)
    assert re.fullmatch("[a-z][a-z0-9_]{2,29}", handle)
    assert handle not in ("admin", "root")


@pytest.mark.parametrize(
    ("email", "again", "reason"),
    [
        ("", None, "This field is required"),
        ("no address", None, "Enter a valid email address"),
        ("a@" + "b" * 260 + ".example", None, "valid email|at most"),
        ("new@example.com", "Another-Pass-1", "same password"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_stored(db: None, email: str, again: str | None, reason: str) -> None:
    answer = sign_up(Client(), email, **({"again": again} if again else {}))
    assert answer.status_code == 200
    assert re.search(reason, answer.content.decode())
    assert not User.objects.exists()


def test_an_address_has_one_account(ann: User) -> None:
    answer = sign_up(Client(), "ANN@example.com")
    assert "already" in answer.content.decode()
    assert User.objects.count() == 1


@pytest.mark.parametrize("rule", ["closed", "invite"])
def test_a_closed_door_stays_closed(db: None, settings: LazySettings, rule: str) -> None:
    settings.SIGNUP = rule
    text = Client().get(SIGNUP).content.decode()
    assert ("Sign-up is closed" if rule == "closed" else "You need an invitation") in text
    sign_up(Client())
    sign_up(Client(), invite="x")
    assert not User.objects.exists()


def test_an_invitation_lets_one_person_in(ann: User, settings: LazySettings) -> None:
    settings.SIGNUP = "invite"
    code = actions.invite(by=ann, note="for Kate", now=timezone.now())
    guest, late = Client(), Client()
    for client in (guest, late):
        assert 'name="password1"' in client.get(SIGNUP, {"invite": code}).content.decode()
    assert sign_up(guest)["Location"] == "/welcome"
    assert Invitation.objects.get().used_by == User.objects.get(email="new@example.com")
    assert "You need an invitation" in sign_up(late, "late@example.com").content.decode()
    assert "You need an invitation" in Client().get(SIGNUP, {"invite": code}).content.decode()
    assert not User.objects.filter(email="late@example.com").exists()


def test_of_two_with_one_invitation_the_second_is_refused_whole(
    ann: User, bob: User, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SIGNUP = "invite"
    code = actions.invite(by=ann, now=timezone.now())
    client = Client()
    client.get(SIGNUP, {"invite": code})
    actions.use_invitation(code, user=bob, now=timezone.now())
    monkeypatch.setattr(actions, "invitation_is_open", lambda *_args, **_more: True)
    answer = sign_up(client)
    assert answer.status_code == 403
    assert "has already been used or has expired" in answer.content.decode()
    assert not User.objects.filter(email="new@example.com").exists()


def test_an_old_invitation_is_none(ann: User, settings: LazySettings) -> None:
    settings.SIGNUP = "invite"
    code = actions.invite(by=ann, now=timezone.now() - timedelta(days=actions.INVITATION_DAYS, seconds=1))
    assert "You need an invitation" in Client().get(SIGNUP, {"invite": code}).content.decode()


def test_an_invitation_is_shown_once_and_stored_as_a_digest(settings: LazySettings, db: None) -> None:
    settings.SIGNUP = "invite"
    administrator = make_user(admin=True)
    answer = browser_of(administrator).post("/admin/accounts/invitation/add/", {"note": "for Kate"}, follow=True)
    [code] = re.findall(r"signup/\?invite=([\w-]+)", answer.content.decode())
    invitation = Invitation.objects.get()
    assert (invitation.note, invitation.created_by) == ("for Kate", administrator)
    assert code not in str(Invitation.objects.values().get())
    assert 'name="password1"' in Client().get(SIGNUP, {"invite": code}).content.decode()


@pytest.mark.usefixtures("mail")
def test_with_a_mail_server_the_address_is_confirmed_first(db: None) -> None:
    client = Client()
    assert sign_up(client)["Location"] == "/accounts/confirm-email/"
    assert not is_in(client)
    assert sign_in(client, "new@example.com")["Location"] == "/accounts/confirm-email/"
    assert not is_in(client)
    [link] = set(re.findall(r"http://testserver(\S+confirm-email\S+)", outgoing.outbox[0].body))
    assert outgoing.outbox[0].to == ["new@example.com"]
    client.post(link)
    if not is_in(client):
        sign_in(client, "new@example.com")
    assert is_in(client)


@pytest.mark.usefixtures("mail")
def test_with_a_mail_server_nobody_learns_who_has_an_account(ann: User) -> None:
    taken, free = sign_up(Client(), ann.email), sign_up(Client(), "free@example.com")
    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])
    assert User.objects.filter(email=ann.email).count() == 1


def test_signing_up_has_a_rate(db: None, settings: LazySettings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "signup": "2/h/ip"}
    codes = [sign_up(Client(), f"new{n}@example.com").status_code for n in range(3)]
    assert codes == [302, 302, 429]
    assert User.objects.count() == 2


def test_an_administrator_makes_an_account_that_works(db: None) -> None:
    administrator = make_user(admin=True)
    sent = {
        "email": "kate@example.com",
        "handle": "kate",
        "password1": "Battery-Staple-9",
        "password2": "Battery-Staple-9",
    }
    assert browser_of(administrator).post("/admin/accounts/user/add/", sent).status_code == 302
    kate = User.objects.get(email="kate@example.com")
    assert [group.name for group in kate.groups.all()] == [USERS]
    client = Client()
    sign_in(client, kate.email, "Battery-Staple-9")
    assert is_in(client)
    assert kate.date_joined > NOW
