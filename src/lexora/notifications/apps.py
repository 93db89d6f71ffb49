from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "lexora.notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from lexora.jobs import scheduler
        from lexora.notifications import actions, security
        from lexora.ui import slots
        from lexora.ui.menus import Item, add

        security.connect()
        slots.fill("header", "notifications/_bell.html")
        about = _("What happened while you were away, and how you want to be told")
        add(Item("account", _("Notifications"), "notifications:centre", "bell", order=15, about=about))
        prune = actions.prune
        scheduler.register("prune notifications", every=timedelta(hours=1), action=lambda now: prune(now=now))
