"""Reads about people."""

from allauth.account.models import EmailAddress

from lexora.accounts.models import User


def handle_is_taken(handle: str, *, but_by: User | None = None) -> bool:
    """Whether somebody else has the handle, in any case."""
    return User.objects.filter(handle__iexact=handle).exclude(pk=but_by.pk if but_by else 0).exists()


def email_is_taken(email: str, *, but_by: User | None = None) -> bool:
    """Whether the address is somebody else's: the one of an account, or a further one that was confirmed."""
    other = but_by.pk if but_by else 0
    confirmed = EmailAddress.objects.filter(email__iexact=email, verified=True).exclude(user_id=other)
    return User.objects.filter(email__iexact=email).exclude(pk=other).exists() or confirmed.exists()


def email_is_confirmed(user: User) -> bool:
    """Whether the person has shown that the address of the account is theirs."""
    return EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists()


def user_by_email(email: str) -> User | None:
    """The person with this address, in any case."""
    return User.objects.filter(email__iexact=email.strip()).first()


def user_by_name(name: str) -> User | None:
    """The person with this address or handle, in any case."""
    return user_by_email(name) or User.objects.filter(handle__iexact=name.strip()).first()
