"""What changes people: signing up, preferences, passwords, invitations."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from lexora.accounts import queries, rules
from lexora.accounts.models import ADMINISTRATORS, MODERATORS, USERS, FormerPassword, Invitation, User
from lexora.accounts.signals import address_changed, password_changed, visibility_changed
from lexora.core.errors import Refused

INVITATION_DAYS = 14
INVITATION_NOTE = 120  # characters


class InvitationUnusable(Refused):
    code = "invitation_unusable"
    status = 403


@transaction.atomic
def create_user(
    *,
    email: str,
    password: str,
    handle: str = "",
    admin: bool = False,
    demo: bool = False,
    native: str = "",
    learning: Iterable[str] = (),
    now: datetime,
) -> User:
    """Make an account that is ready to use."""
    user = User.objects.create_user(
        email,
        password,
        handle=handle or free_handle(email.partition("@")[0]),
        is_staff=admin,
        is_superuser=admin,
        is_demo=demo,
        native_language=native,
        learning_languages=list(learning),
        default_source_language=next(iter(learning), ""),
        onboarded_at=now if native or learning or admin else None,
        password_changed_at=now,
    )
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    grant_roles(user, admin=admin)
    return user


def tell_visibility(user: User) -> None:
    """Whoever shows people to others is told that this one was deactivated, is back, or is one for a demo."""
    visibility_changed.send(sender=User, user=user)


@transaction.atomic
def change_email(user: User, email: str, *, confirmed: bool, now: datetime) -> EmailAddress:
    """Give an account this address alone: the former ones open it no longer."""
    user.email = email.lower()
    user.save(update_fields=["email"])
    former, _per_model = EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    known = {"primary": True, **({"verified": True} if confirmed else {})}
    address, _made = EmailAddress.objects.update_or_create(user=user, email=user.email, defaults=known)
    if former:  # a new account has had none
        address_changed.send(sender=User, user=user, email=user.email, now=now)
    return address


def grant_roles(user: User, *, admin: bool = False) -> None:
    """Everybody is a Language User; an administrator is everything."""
    names = [USERS, MODERATORS, ADMINISTRATORS] if admin else [USERS]
    user.groups.add(*Group.objects.filter(name__in=names))


def free_handle(wish: str) -> str:
    """A handle nobody has, made from the wish."""
    stem = "".join(c for c in wish.lower() if c.isascii() and (c.isalnum() or c == "_")).lstrip("0123456789_")[:20]
    stem = stem if rules.is_handle(stem) else "learner"
    handle = stem
    while handle in rules.RESERVED or queries.handle_is_taken(handle):
        handle = f"{stem}_{secrets.randbelow(9000) + 1000}"
    return handle


@transaction.atomic
def save_preferences(user: User, *, fields: Iterable[str], now: datetime) -> None:
    """Store changed preferences. The first time also ends the onboarding."""
    user.onboarded_at = user.onboarded_at or now
    user.save(update_fields=[*fields, "onboarded_at"])


@transaction.atomic
def save_step(user: User, *, step: int, fields: Iterable[str]) -> None:
    """Store what a step of the onboarding asked; the next visit goes on behind the last step that was done."""
    user.onboarding_step = max(user.onboarding_step, step)
    user.save(update_fields=[*fields, "onboarding_step"])


@transaction.atomic
def change_password(user: User, password: str | None, *, now: datetime) -> None:
    """Set a new password, or none, and remember the former one. Who knew that one may have made tokens: they end."""
    if user.password and user.has_usable_password():
        FormerPassword.objects.create(user=user, password=user.password)
    user.set_password(password)
    user.password_changed_at = now
    user.save(update_fields=["password", "password_changed_at"])
    user.tokens.all().delete()
    _forget_old_passwords(user)
    password_changed.send(sender=User, user=user, now=now)


def _forget_old_passwords(user: User) -> None:
    kept = user.former_passwords.order_by("-id").values_list("id", flat=True)[: max(0, settings.PASSWORD_HISTORY - 1)]
    user.former_passwords.exclude(id__in=list(kept)).delete()


def invite(*, by: User | None, note: str = "", now: datetime) -> str:
    """Make an invitation for one person; return its code, which is stored nowhere."""
    code = secrets.token_urlsafe(16)
    Invitation.objects.create(
        digest=_digest(code),
        note=note[:INVITATION_NOTE],
        created_by=by,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    return code


def invitation_is_open(code: str, *, now: datetime) -> bool:
    """Whether the code may still be used."""
    return Invitation.objects.filter(digest=_digest(code), used_by=None, expires_at__gt=now).exists()


def use_invitation(code: str, *, user: User, now: datetime) -> None:
    """Spend an invitation; raises `InvitationUnusable` when somebody was quicker."""
    spent = Invitation.objects.filter(digest=_digest(code), used_by=None, expires_at__gt=now).update(used_by=user)
    if not spent:
        raise InvitationUnusable


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
