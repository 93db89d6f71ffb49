"""E-mails speak the language of who reads them."""

from dataclasses import dataclass
from pathlib import Path

import allauth
import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

TEMPLATES = Path(allauth.__file__).parent / "templates"
SENT = sorted(
    str(path.relative_to(TEMPLATES))
    for room in ("account", "mfa")
    for path in (TEMPLATES / room / "email").glob("*_*.txt")
    if not path.name.startswith(
        ("base_", "login_code", "webauthn")
    )  # no e-mail by itself; ways in that are not offered
)


@dataclass
class Person:
    display_name: str = "Ann"
    handle: str = "ann"


@dataclass
class Site:
    name: str = "lexora.example"
    domain: str = "lexora.example"


CONTEXT = {
    "user": Person(),
    "current_site": Site(),
    "activate_url": "https://lexora.example/a",
    "password_reset_url": "https://lexora.example/r",
    "signup_url": "https://lexora.example/s",
    "code": "ABC",
    "key": "k",
    "email": "ann@example.com",
    "username": "ann",
    "from_email": "a@example.com",
    "to_email": "b@example.com",
    "ip": "192.0.2.1",
    "user_agent": "Firefox",
    "timestamp": "12:00",
}


def lines(template: str, language: str) -> set[str]:
    """The lines of an e-mail that say something in words."""
    with translation.override(language):
        text = render_to_string(template, CONTEXT)
    return {line.strip() for line in text.splitlines() if " " in line.strip()}


def test_there_are_e_mails() -> None:
    assert len(SENT) > 20


@pytest.mark.parametrize("template", SENT)
@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES if code != "en"])
def test_an_e_mail_is_translated_to_the_last_line(template: str, language: str) -> None:
    assert lines(template, "en")
    assert lines(template, language) & lines(template, "en") == set()
