"""The door to the person who asks."""

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
