"""What allauth asks us: who may sign up, what a new account gets, how a password is stored."""

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from lexora.accounts import actions
from lexora.accounts.models import User
from lexora.ui.context import theme_of_browser

INVITE_KEY = "invitation"


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up by the administrator's rule, passwords with a history."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        if settings.SIGNUP != "invite":
            return bool(settings.SIGNUP == "open")
        code = request.GET.get("invite") or request.session.get(INVITE_KEY, "")
        if not code or not actions.invitation_is_open(code, now=timezone.now()):
            return False
        request.session[INVITE_KEY] = code
        return True

    def save_user(  # type: ignore[override]
        self, request: HttpRequest, user: User, form: Any, commit: bool = True
    ) -> User:
        user.interface_language = getattr(request, "LANGUAGE_CODE", "")
        user.theme = theme_of_browser(request)
        user.password_changed_at = timezone.now()
        return cast(User, super().save_user(request, user, form, commit))

    def populate_username(self, request: HttpRequest, user: User) -> None:  # type: ignore[override]
        user.handle = actions.free_handle("learner")  # until one is chosen: an address is nobody's business

    def set_password(self, user: User, password: str) -> None:  # type: ignore[override]
        actions.change_password(user, password, now=timezone.now())
