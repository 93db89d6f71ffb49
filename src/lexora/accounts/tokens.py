"""Bearer tokens of programs: making, revoking, recognising."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from lexora.accounts.models import Token, User
from lexora.accounts.signals import token_made
from lexora.core.errors import NotFound
from lexora_language import clean

PREFIX = "lx_"
NAME = 60  # characters


@transaction.atomic
def make_token(user: User, *, name: str, now: datetime) -> str:
    """Make a token; return its secret, which is shown once and stored nowhere."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        user=user, name=clean(name[: 4 * NAME])[:NAME] or "API", digest=_digest(secret), created_at=now
    )
    token_made.send(sender=Token, user=user, name=token.name, now=now)
    return secret


@transaction.atomic
def replace_token(user: User, *, name: str, now: datetime) -> str:
    """Make a token; what had the former one of this name is locked out."""
    user.tokens.filter(name=name).delete()
    return make_token(user, name=name, now=now)


def revoke_token(user: User, token_id: int) -> None:
    """Lock out the programs that use the token; raises `NotFound`."""
    deleted, _per_model = Token.objects.filter(user=user, pk=token_id).delete()
    if not deleted:
        raise NotFound


def user_of_token(secret: str, *, now: datetime) -> User | None:
    """Whose token this is; notes the day of its use."""
    if not secret.startswith(PREFIX) or len(secret) > 100:
        return None
    token = Token.objects.select_related("user").filter(digest=_digest(secret), user__is_active=True).first()
    if token is None:
        return None
    if token.used_on != now.date():
        Token.objects.filter(pk=token.pk).update(used_on=now.date())
    return token.user


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def tokens_of(user: User) -> QuerySet[Token]:
    """A person's tokens, newest first."""
    return Token.objects.filter(user=user).order_by("-id")
