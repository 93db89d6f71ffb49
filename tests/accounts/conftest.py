"""People at the door."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.factories import PASSWORD

SIGNUP = "/accounts/signup/"
LOGIN = "/accounts/login/"
NEW_PASSWORD = "Battery-Staple-9"


@pytest.fixture
def mail(settings: LazySettings) -> None:
    """As if EMAIL_HOST were set."""
    settings.MAIL_IS_SET_UP = True
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True


def sign_up(client: Client, email: str = "new@example.com", password: str = PASSWORD, **more: str) -> Any:
    sent = {"email": email, "password1": password, "password2": more.pop("again", password), **more}
    return client.post(SIGNUP, sent)


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(LOGIN, {"login": email, "password": password, **more})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
