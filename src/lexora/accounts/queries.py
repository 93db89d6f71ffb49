"""Reads about people."""

from django.db.models import QuerySet

from lexora.accounts.models import User


def people() -> QuerySet[User]:
    """Everybody who counts: active, and no demo account."""
    return User.objects.filter(is_active=True, is_demo=False)


def handle_is_taken(handle: str, *, but_by: User | None = None) -> bool:
    """Whether somebody else has the handle, in any case."""
    return User.objects.filter(handle__iexact=handle).exclude(pk=but_by.pk if but_by else 0).exists()


def user_by_email(email: str) -> User | None:
    """The person with this address, in any case."""
    return User.objects.filter(email__iexact=email.strip()).first()
