"""What an answer tells the browser, beyond what the settings say for every answer."""

import re

from django.conf import settings
from django.http import HttpRequest
from django_permissions_policy.decorators import permissions_policy_override

THIS_MACHINE = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d+)?")

# For a view whose page records what a person says, if they agree.
allow_microphone = permissions_policy_override({**settings.PERMISSIONS_POLICY, "microphone": "self"})


def how_to_keep(request: HttpRequest) -> str:
    """How a browser may keep a page: for going back, but only where signing out can make it forget the page."""
    return "private, no-cache" if obeys_clearing(request) else "private, no-store"


def obeys_clearing(request: HttpRequest) -> bool:
    """Whether `Clear-Site-Data` counts: over HTTPS, and on the person's own machine, which is taken for as safe."""
    return request.is_secure() or bool(THIS_MACHINE.fullmatch(request.headers.get("Host", "")))
