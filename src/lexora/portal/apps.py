from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def is_staff(user: Any) -> bool:
    return bool(user.is_staff)


class PortalConfig(AppConfig):
    name = "lexora.portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        from lexora.portal import spotlight
        from lexora.ui import slots
        from lexora.ui.menus import Item, add

        spotlight.connect()
        slots.fill("shell", "portal/_spotlight.html")
        add(
            Item("", pgettext_lazy("menu", "Home"), "portal:home", "home", bar=10, for_guests=True),
            Item(
                "account",
                _("Profile"),
                "portal:profile",
                "user",
                order=10,
                about=_("Name, languages, time zone, tokens"),
            ),
            Item("account", _("Password"), "account_change_password", "key", order=20, about=_("Change your password")),
            Item("account", _("E-mail"), "account_email", "mail", order=30, about=_("Change your e-mail address")),
            Item(
                "account",
                _("Two-factor sign-in"),
                "mfa_index",
                "shield",
                order=40,
                about=_("Protect your account with a second factor"),
            ),
            Item(
                "",
                _("Privacy"),
                "portal:privacy",
                "info",
                about=_("What leaves this server, and to whom"),
                for_guests=True,
            ),
        )
