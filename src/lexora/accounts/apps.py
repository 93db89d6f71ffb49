from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "lexora.accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        post_migrate.connect(make_groups, sender=self)


def make_groups(**_kwargs: Any) -> None:
    """The three roles exist in every database."""
    from django.contrib.auth.models import Group

    from lexora.accounts.models import ADMINISTRATORS, MODERATORS, USERS

    for name in (USERS, MODERATORS, ADMINISTRATORS):
        Group.objects.get_or_create(name=name)
