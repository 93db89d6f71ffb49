"""Making and revoking tokens on the profile page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lexora.accounts.access import signed_in
from lexora.accounts.tokens import make_token, revoke_token


@never_cache
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Show a new token, this once."""
    secret = make_token(signed_in(request), name=request.POST.get("name", ""), now=timezone.now())
    return render(request, "api/new_token.html", {"secret": secret})


@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    revoke_token(signed_in(request), token_id)
    messages.success(request, gettext("Token revoked: programs that use it no longer have access."))
    return redirect("/my/profile#tokens")
