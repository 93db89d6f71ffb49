"""What protects people in a real start, where no setting of the tests is in force."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator

from lexora.config.asgi import application
from tests.clients import browser_of
from tests.factories import make_user

ASK = """
import json, lexora.config.asgi
from django.conf import settings
from django.contrib.auth.hashers import make_password
from lexora.jobs import scheduler
values = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
values["tasks"] = sorted(task.name for task in scheduler._tasks)
values["hashed"] = make_password("Correct-Horse-7")
print(json.dumps(values, default=str))
"""


def real_settings(folder: Path, **environment: str) -> dict[str, Any]:
    """The settings of a process that was started like Lexora itself, with a folder that is new."""
    plain = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    known = {"LEXORA_ENV_FILE": "", "LEXORA_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "lexora.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", ASK], env={**plain, **known, **environment}, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("production") / "data"


@pytest.fixture(scope="module")
def real(folder: Path) -> dict[str, Any]:
    return real_settings(folder)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Behind a proxy that speaks https."""
    return real_settings(
        tmp_path_factory.mktemp("public"), PUBLIC_URL="https://lexora.example", TRUST_PROXY="1", RATE_SIGNIN="7/minute"
    )


def test_attempts_are_limited(real: dict[str, Any], public: dict[str, Any]) -> None:
    assert real["ACCOUNT_RATE_LIMITS"] == {
        "login": "10/m/ip",
        "login_failed": "10/m/ip,10/m/key",
        "signup": "20/h/ip",
        "reset_password": "5/h/ip,5/h/key",
    }
    assert real["RATES"] == {
        "translator": "30/minute",
        "search": "300/minute",
        "api": "1200/minute",
        "api_token": "10/minute",
        "print": "30/minute",
    }
    assert public["ACCOUNT_RATE_LIMITS"]["login_failed"] == "7/m/ip,7/m/key"


def test_the_address_that_is_counted_comes_from_a_trusted_proxy_only(
    real: dict[str, Any], public: dict[str, Any]
) -> None:
    assert [one["ALLAUTH_TRUSTED_PROXY_COUNT"] for one in (real, public)] == [0, 1]
    assert [one["SECURE_PROXY_SSL_HEADER"] for one in (real, public)] == [None, ["HTTP_X_FORWARDED_PROTO", "https"]]


def test_passwords_are_hashed_by_argon2(real: dict[str, Any]) -> None:
    assert real["PASSWORD_HASHERS"] == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert real["hashed"].startswith("argon2$argon2id$")


def test_passwords_have_a_policy(real: dict[str, Any]) -> None:
    policy = {one["NAME"].rpartition(".")[2]: one.get("OPTIONS", {}) for one in real["AUTH_PASSWORD_VALIDATORS"]}
    assert policy == {
        "MinimumLengthValidator": {"min_length": 10},
        "UserAttributeSimilarityValidator": {},
        "CommonPasswordValidator": {},
        "ClassesValidator": {"classes": 3},
        "HistoryValidator": {"remembered": 5},
    }


def test_the_key_of_a_first_start_is_its_owners_alone(real: dict[str, Any], folder: Path) -> None:
    assert len(real["SECRET_KEY"]) >= 50
    assert (folder / "secret_key").read_text() == real["SECRET_KEY"]
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "secret_key")]
    assert modes == [0o700, 0o600]


def test_nothing_is_shown_to_attackers(real: dict[str, Any]) -> None:
    assert real["DEBUG"] is False
    assert real["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert (real["SECURE_CONTENT_TYPE_NOSNIFF"], real["X_FRAME_OPTIONS"]) == (True, "DENY")


@pytest.mark.parametrize("guard", ["csrf.CsrfView", "security.Security", "clickjacking.XFrameOptions"])
def test_the_guards_stand_at_the_door(real: dict[str, Any], guard: str) -> None:
    assert f"django.middleware.{guard}Middleware" in real["MIDDLEWARE"]


def test_cookies_of_a_public_server_travel_by_https_only(real: dict[str, Any], public: dict[str, Any]) -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    assert [public[name] for name in names] == [True, True, 31_536_000]
    assert [real[name] for name in names] == [False, False, 0]
    assert public["SESSION_COOKIE_HTTPONLY"] is True
    assert [public[f"{cookie}_COOKIE_SAMESITE"] for cookie in ("SESSION", "CSRF")] == ["Lax", "Lax"]
    assert public["CSRF_TRUSTED_ORIGINS"] == ["https://lexora.example"]


def test_what_must_be_done_by_the_clock_is_done(real: dict[str, Any]) -> None:
    tasks = [
        "community snapshot",
        "fit weights",
        "forget exercises",
        "forget prints",
        "forget snapshots",
        "learn about tables",
        "make prints",
        "prune files",
        "prune jobs",
        "prune notifications",
        "prune standings",
        "purge entries",
        "rebuild cards",
        "remind learners",
        "settle streaks",
    ]
    assert real["tasks"] == tasks


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("origin", "answer"),
    [
        (b"http://localhost:8000", "websocket.accept"),
        (b"https://evil.example", "websocket.close"),
        (b"http://localhost.evil.example", "websocket.close"),
        (b"null", "websocket.close"),
    ],
)
async def test_a_page_of_another_site_gets_no_socket(origin: bytes, answer: str) -> None:
    client = await sync_to_async(lambda: browser_of(make_user()))()
    session = client.cookies["sessionid"].value
    headers = [(b"host", b"localhost:8000"), (b"origin", origin), (b"cookie", f"sessionid={session}".encode())]
    scope = {"type": "websocket", "path": "/websocket", "headers": headers, "subprotocols": []}
    socket = ApplicationCommunicator(application, scope)  # type: ignore[no-untyped-call]
    await socket.send_input({"type": "websocket.connect"})
    assert (await socket.receive_output(5))["type"] == answer
    await socket.send_input({"type": "websocket.disconnect", "code": 1000})
    await socket.wait()
