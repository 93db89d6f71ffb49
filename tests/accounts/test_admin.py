"""People as an administrator makes and edits them: whatever is saved can be used."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from lexora.accounts.models import USERS, User
from tests.accounts.conftest import NEW_PASSWORD, is_in, sign_in
from tests.clients import browser_of, program_of
from tests.factories import make_user

USERS_PAGE = "/admin/accounts/user/"


@pytest.fixture
def root(db: None) -> Client:
    return browser_of(make_user(email="root@example.com", admin=True))


def edit(client: Client, user: User, **changes: Any) -> Any:
    """Send the form as it is shown, with changes."""
    page = f"{USERS_PAGE}{user.pk}/change/"
    form = client.get(page).context["adminform"].form
    shown = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    sent = {name: value for name, value in shown.items() if value not in (None, False)}
    return client.post(page, {**sent, "groups": [], "user_permissions": [], **changes})


def opens(email: str, **password: str) -> bool:
    client = Client()
    sign_in(client, email, **password)
    return is_in(client)


def test_a_new_account_can_be_used_at_once(root: Client) -> None:
    sent = {"email": "Kate@Example.COM", "handle": "Kate", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert root.post(f"{USERS_PAGE}add/", {**sent, "usable_password": "true"}).status_code == 302
    kate = User.objects.get(email="kate@example.com")
    assert (kate.handle, kate.groups.get().name) == ("kate", USERS)
    assert opens("Kate@Example.COM", password=NEW_PASSWORD)
    assert EmailAddress.objects.get(user=kate).primary
    assert browser_of(kate).get("/welcome").status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"email": "ROOT@example.com"}, {"handle": "a b"}, {"handle": "admin"}, {"handle": "ANN"}]
)
def test_what_cannot_be_used_is_not_made(root: Client, ann: User, wrong: dict[str, str]) -> None:
    sent = {"email": "kate@example.com", "handle": "kate", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    answer = root.post(f"{USERS_PAGE}add/", {**sent, "usable_password": "true", **wrong})
    assert [*wrong] == [*answer.context["adminform"].form.errors]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "Mars/Olympus"),
        ("time_zone", ""),
        ("interface_language", "xx"),
        ("native_language", "klingon"),
        ("default_source_language", "xx"),
        ("learning_languages", ["en", "xx"]),
        ("handle", "a/b"),
        ("email", "bob@example.com"),
    ],
)
def test_what_pages_cannot_show_is_not_saved(root: Client, ann: User, bob: User, field: str, value: Any) -> None:
    answer = edit(root, ann, **{field: value})
    assert [*answer.context["adminform"].form.errors] == [field]
    assert getattr(User.objects.get(pk=ann.pk), field) == getattr(ann, field)


def test_preferences_are_saved(root: Client, ann: User) -> None:
    changes = {"time_zone": "Europe/Kyiv", "interface_language": "uk", "learning_languages": ["el"]}
    assert edit(root, ann, **changes).status_code == 302
    ann.refresh_from_db()
    assert {name: getattr(ann, name) for name in changes} == changes
    assert edit(root, ann, native_language="", learning_languages=[]).status_code == 302
    assert browser_of(ann).get("/my/vocabulary").status_code == 200


def test_a_changed_address_opens_and_the_former_does_not(root: Client, ann: User) -> None:
    assert edit(root, ann, email="Ann@Example.org").status_code == 302
    assert [opens(email) for email in ("ann@example.org", "ann@example.com")] == [True, False]


def test_other_changes_leave_the_addresses(root: Client, ann: User) -> None:
    EmailAddress.objects.create(user=ann, email="ann@example.net")
    assert edit(root, ann, display_name="Ann").status_code == 302
    assert ann.emailaddress_set.count() == 2


def test_a_password_that_is_switched_off_opens_nothing(root: Client, ann: User) -> None:
    program = program_of(ann)
    sent = {"usable_password": "false", "unset-password": ""}
    assert root.post(f"{USERS_PAGE}{ann.pk}/password/", sent).status_code == 302
    ann.refresh_from_db()
    assert not ann.has_usable_password()
    assert not opens(ann.email)
    assert program.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize("bad", [{"time_zone": "Mars/Olympus"}, {"time_zone": "Europe"}, {"interface_language": "xx"}])
def test_what_is_stored_wrongly_breaks_no_page(ann: User, bad: dict[str, str]) -> None:
    User.objects.filter(pk=ann.pk).update(**bad)
    browser = browser_of(ann)
    for page in ("/", "/my/vocabulary", "/my/practice", "/my/profile"):
        assert browser.get(page).status_code == 200
    assert program_of(ann).get("/api/v1/reviews/due").status_code == 200
