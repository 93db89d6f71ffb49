"""Ann's program."""

from typing import Any

import pytest
from django.test import Client

from lexora.accounts.models import User
from tests.clients import program_of

API = "/api/v1"


@pytest.fixture
def program(ann: User) -> Client:
    return program_of(ann)


def post(client: Client, path: str, **body: Any) -> Any:
    return client.post(f"{API}{path}", body, content_type="application/json")


def patch(client: Client, path: str, **body: Any) -> Any:
    return client.patch(f"{API}{path}", body, content_type="application/json")


def is_problem(answer: Any, status: int, code: str) -> bool:
    """Whether the answer is an error as every program may expect it."""
    body = answer.json()
    assert set(body) == {"code", "message"}
    assert body["message"]
    assert (answer.status_code, body["code"]) == (status, code)
    return True
