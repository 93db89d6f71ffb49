"""The doors to jobs' files: for their owner, and for the services."""

import secrets

from django.conf import settings
from django.http import HttpRequest

from lexora.accounts.models import User
from lexora.core.errors import NotFound, Refused
from lexora.jobs.models import Blob


class WrongToken(Refused):
    code = "not_signed_in"
    status = 401


def blob_of(user: User, key: str) -> Blob:
    """A person's own file; raises `NotFound`."""
    blob = Blob.objects.filter(owner=user, pk=key).first()
    if blob is None:
        raise NotFound
    return blob


def any_blob(key: str) -> Blob:
    """A file for a service; raises `NotFound`."""
    blob = Blob.objects.filter(pk=key).first()
    if blob is None:
        raise NotFound
    return blob


def check_service(request: HttpRequest) -> None:
    """Let only services pass, who know the token of the administrator; raises `NotFound` or `WrongToken`."""
    expected = settings.ENV.service_token
    if not expected:
        raise NotFound
    given = request.headers.get("Authorization", "")
    if not secrets.compare_digest(given.encode(), f"Bearer {expected}".encode()):
        raise WrongToken
