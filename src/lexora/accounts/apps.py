from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "lexora.accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_out

        post_migrate.connect(make_groups, sender=self)
        user_logged_out.connect(forget_browser)


def forget_browser(request: HttpRequest, **_kwargs: Any) -> None:
    """Show nothing of the person after a sign-out: a page that was kept compares its token with the cookie."""
    rotate_token(request)
    request.has_signed_out = True  # type: ignore[attr-defined]


def make_groups(**_kwargs: Any) -> None:
    """The three roles exist in every database."""
    from django.contrib.auth.models import Group

    from lexora.accounts.models import ADMINISTRATORS, MODERATORS, USERS

    for name in (USERS, MODERATORS, ADMINISTRATORS):
        Group.objects.get_or_create(name=name)
