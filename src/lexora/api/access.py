"""Who a program acts for."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone, translation
from ninja.security import HttpBearer

from lexora.accounts.models import User
from lexora.accounts.tokens import user_of_token
from lexora.core.rate import check_rate
from lexora.ui.languages import speaks


class Bearer(HttpBearer):
    """`Authorization: Bearer lx_…`; each person has a rate."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        user = user_of_token(token, now=timezone.now())
        if user is None:
            return None
        check_rate("api", f"user {user.pk}")
        request.user = user
        if speaks(user.interface_language) and "Accept-Language" not in request.headers:
            translation.activate(user.interface_language)
        return user


def caller(request: HttpRequest) -> User:
    """The person whose token came with the request."""
    return cast(User, request.auth)  # type: ignore[attr-defined]
