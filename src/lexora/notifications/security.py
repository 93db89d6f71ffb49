"""What people are told about the safety of their account. Accounts say it by signals, for they lie below."""

from datetime import datetime
from typing import Any

from allauth.account import signals as allauth
from allauth.account.models import EmailAddress
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lexora.accounts import signals
from lexora.accounts.models import User
from lexora.core.days import local_day
from lexora.notifications import kinds
from lexora.notifications.actions import notify
from lexora.notifications.kinds import Kind

GROUP = _("Security")
PASSWORD, TOKEN, ADDRESS, FURTHER = "password_changed", "token_made", "address_changed", "address_confirmed"


def connect() -> None:
    """Register the kinds and listen. Nobody can switch them off: an intruder would do that first."""
    kinds.register(
        Kind(
            PASSWORD, _("Your password was changed"), _("Your password was changed."), "key", group=GROUP, required=True
        ),
        Kind(
            TOKEN,
            _("A new access token was made"),
            _("A new access token was made: “%(name)s”."),
            "shield",
            group=GROUP,
            required=True,
            many=ngettext_lazy(
                "%(n)d new access token was made: “%(name)s”.", "%(n)d new access tokens were made: “%(name)s”.", "n"
            ),
        ),
        Kind(
            ADDRESS,
            _("Your e-mail address was changed"),
            _("Your e-mail address is now %(email)s."),
            "mail",
            group=GROUP,
            required=True,
        ),
        Kind(
            FURTHER,
            _("A further e-mail address was confirmed"),
            _("The e-mail address %(email)s was confirmed. You can sign in with it too."),
            "mail",
            group=GROUP,
            required=True,
        ),
    )
    signals.password_changed.connect(tell_password, dispatch_uid="notifications")
    signals.token_made.connect(tell_token, dispatch_uid="notifications")
    signals.address_changed.connect(tell_address, dispatch_uid="notifications")
    allauth.email_changed.connect(tell_own_address, dispatch_uid="notifications")
    allauth.email_confirmed.connect(tell_further_address, dispatch_uid="notifications")


def tell_password(*, user: User, now: datetime, **_rest: Any) -> None:
    _tell(user, PASSWORD, {}, link=reverse("account_change_password"), key=f"password:{now.isoformat()}", now=now)


def tell_token(*, user: User, name: str, now: datetime, **_rest: Any) -> None:
    """A program that makes itself a token for each run is told of once a day, with a count."""
    key = f"token:{local_day(now, user.time_zone)}:{name}"
    _tell(user, TOKEN, {"name": name}, link=f"{reverse('portal:profile')}#tokens", key=key, adds=1, now=now)


def tell_address(*, user: User, email: str, now: datetime, **_rest: Any) -> None:
    _tell_of_address(user, ADDRESS, email, now=now)


def tell_own_address(*, user: User, to_email_address: EmailAddress, **_rest: Any) -> None:
    _tell_of_address(user, ADDRESS, to_email_address.email, now=timezone.now())


def tell_further_address(*, email_address: EmailAddress, **_rest: Any) -> None:
    """The first address of a new account is no news."""
    user = email_address.user
    if EmailAddress.objects.filter(user=user).exclude(pk=email_address.pk).exists():
        _tell_of_address(user, FURTHER, email_address.email, now=timezone.now())


def _tell_of_address(user: User, kind: str, email: str, *, now: datetime) -> None:
    link, key = reverse("account_email"), f"{kind}:{now.isoformat()}"
    _tell(user, kind, {"email": email}, link=link, key=key, now=now)


def _tell(user: User, kind: str, params: dict[str, str], *, link: str, key: str, now: datetime, adds: int = 0) -> None:
    with transaction.atomic():  # a request of allauth's has none of its own
        notify(user_id=user.pk, kind=kind, params=params, link=link, key=key, adds=adds, now=now)
