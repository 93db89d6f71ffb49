from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DashboardConfig(AppConfig):
    name = "lexora.dashboard"
    verbose_name = _("Dashboards")

    def ready(self) -> None:
        from lexora.dashboard import actions
        from lexora.jobs import scheduler
        from lexora.ui.menus import Item, add

        add(
            Item(
                "practice",
                pgettext_lazy("menu", "Progress"),
                "dashboard:mine",
                "chart",
                order=20,
                about=_("Dashboard: statistics, calendar, forecast and hardest words"),
            ),
            Item(
                "community",
                _("Trends"),
                "dashboard:community",
                "sparkle",
                order=10,
                about=_("Community dashboard: words of the day, popular and most copied words"),
            ),
        )
        scheduler.register(
            "community snapshot", every=timedelta(hours=1), action=lambda now: actions.take_snapshot(now=now)
        )
