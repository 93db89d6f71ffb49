"""Which settings make sense together: what fits starts, what does not says what to change."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lexora.config.environment import Environment
from lexora.config.profile import Profile, WrongCombination, profile_of

DATABASE, AMQP, REDIS = "postgresql://lexora@localhost/lexora", "amqp://localhost", "redis://localhost"
TOKEN = "t" * 32
NOTHING = {"database_url": "", "amqp_url": "", "redis_url": ""}


@pytest.mark.parametrize(
    ("given", "profile"),
    [
        ({}, Profile.EMBEDDED),
        ({"database_url": DATABASE}, Profile.DATABASE),
        ({"database_url": DATABASE, "amqp_url": AMQP, "redis_url": REDIS, "service_token": TOKEN}, Profile.STACK),
        (
            {"database_url": DATABASE, "amqp_url": AMQP, "redis_url": REDIS, "service_token": TOKEN, "web_workers": 4},
            Profile.STACK,
        ),
    ],
)
def test_what_fits_together_names_the_profile(given: dict[str, str], profile: Profile) -> None:
    assert profile_of(**{**NOTHING, **given}) is profile  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ({"amqp_url": AMQP}, "REDIS_URL is not"),
        ({"redis_url": REDIS}, "AMQP_URL is not"),
        ({"database_url": DATABASE, "amqp_url": AMQP}, "Set both, or neither"),
        ({"database_url": DATABASE, "redis_url": REDIS}, "Set both, or neither"),
        ({"amqp_url": AMQP, "redis_url": REDIS, "service_token": TOKEN}, "Set DATABASE_URL"),
        ({"database_url": DATABASE, "amqp_url": AMQP, "redis_url": REDIS}, "needs SERVICE_TOKEN"),
        ({"web_workers": 2}, "WEB_WORKERS=1"),
        ({"database_url": DATABASE, "web_workers": 2}, "WEB_WORKERS=1"),
    ],
)
def test_what_does_not_fit_names_the_remedy(given: dict[str, str], remedy: str) -> None:
    with pytest.raises(WrongCombination, match=remedy):
        profile_of(**{**NOTHING, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("DATABASE_URL", "mysql://lexora@localhost/lexora", "must start with postgresql://"),
        ("SERVICE_TOKEN", "short", "32 characters"),
        ("REDIS_URL", REDIS, "AMQP_URL is not"),
    ],
)
def test_a_wrong_setting_ends_the_start_with_a_sentence(name: str, value: str, remedy: str, tmp_path: Path) -> None:
    environment = {**os.environ, "LEXORA_ENV_FILE": "", "LEXORA_DATA_DIR": str(tmp_path), name: value}
    environment["DJANGO_SETTINGS_MODULE"] = "lexora.config.settings"
    command = [str(Path(sys.executable).with_name("lexora")), "check"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "mend these settings" in done.stderr
    assert remedy in done.stderr
    assert "Traceback" not in done.stderr


def test_secrets_are_not_shown_with_the_settings() -> None:
    shown = repr(
        Environment(
            database_url=DATABASE, amqp_url="amqp://u:hidden@h", redis_url="redis://:hidden@h", service_token=TOKEN
        )
    )
    assert "hidden" not in shown
    assert TOKEN not in shown
