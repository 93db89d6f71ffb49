"""The password policy beyond Django's validators: character classes, history, expiry."""

import re
from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lexora.accounts.models import User

OTHER_CLASSES = (r"\d", r"[\W_]")


class ClassesValidator:
    """Asks for small letters, capitals, digits and other characters: at least `classes` of the four."""

    def __init__(self, classes: int = 3) -> None:
        self.classes = classes

    def validate(self, password: str, user: User | None = None) -> None:
        if character_classes(password) < self.classes:
            raise ValidationError(self.get_help_text(), code="password_classes")

    def get_help_text(self) -> str:
        return _("Use at least %(n)d of these: lower-case letters, capital letters, digits, other characters.") % {
            "n": self.classes
        }


class HistoryValidator:
    """Refuses the passwords a person had last, the present one among them."""

    def __init__(self, remembered: int = 5) -> None:
        self.remembered = remembered

    def validate(self, password: str, user: User | None = None) -> None:
        if not user or not user.pk or not self.remembered:
            return
        former = user.former_passwords.order_by("-id").values_list("password", flat=True)[: self.remembered - 1]
        if any(check_password(password, old) for old in [user.password, *former]):
            raise ValidationError(self.get_help_text(), code="password_used_before")

    def get_help_text(self) -> str:
        return ngettext(
            "Do not use your last password again.", "Do not use one of your last %(n)d passwords.", self.remembered
        ) % {"n": self.remembered}


def character_classes(password: str) -> int:
    """How many of the four classes a password uses."""
    cases = sum(any(map(test, password)) for test in (str.islower, str.isupper))
    return cases + sum(bool(re.search(pattern, password)) for pattern in OTHER_CLASSES)


def is_expired(user: User, *, now: datetime) -> bool:
    """Whether the password is older than the policy allows."""
    since = user.password_changed_at or user.date_joined
    return bool(settings.PASSWORD_EXPIRY) and now - since > settings.PASSWORD_EXPIRY
