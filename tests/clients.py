"""Browsers and programs of people."""

from typing import Any

from django.test import Client
from django.utils import timezone

from lexora.accounts.models import User
from lexora.accounts.tokens import make_token

HTMX = {"HX-Request": "true"}
NO_PAGE = {"Accept": "application/json"}


def browser_of(user: User | None = None, **options: Any) -> Client:
    """A browser in which the person is signed in."""
    client = Client(**options)
    if user:
        client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def body_of(answer: Any) -> bytes:
    """All of an answer; a file that is sent is read to its end, and closed."""
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def program_of(user: User) -> Client:
    """A program with a valid token."""
    token = make_token(user, name="Tests", now=timezone.now())
    return Client(headers={"Authorization": f"Bearer {token}"})
