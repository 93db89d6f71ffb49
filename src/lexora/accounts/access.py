"""The door to the person who asks."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from lexora.accounts.models import User
from lexora.core.errors import Refused


class NotSignedIn(Refused):
    status = 401
    code = "not_signed_in"


def signed_in(request: HttpRequest) -> User:
    """Who asks; raises `NotSignedIn`."""
    if not isinstance(request.user, User):
        raise NotSignedIn
    return request.user


def counted_as(request: HttpRequest) -> str:
    """Who asks, as a rate limit counts people: a user, or the address of a guest."""
    user = request.user
    return f"user {user.pk}" if user.is_authenticated else f"address {get_adapter().get_client_ip(request)}"
