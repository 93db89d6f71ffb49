from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy


class LearningConfig(AppConfig):
    name = "lexora.learning"
    verbose_name = _("Practice")

    def ready(self) -> None:
        from lexora.jobs import scheduler
        from lexora.learning import actions, shell
        from lexora.notifications import kinds
        from lexora.ui.menus import Item, add

        short = pgettext_lazy("menu", "Practice")
        about = _("Review the cards that are due today")
        add(Item("practice", _("Practice"), "learning:practice", "cards", order=10, bar=20, short=short, about=about))
        kinds.register(
            kinds.Kind(
                "practice_reminder",
                _("Cards wait for you (the daily reminder)"),
                _("1 card is waiting for you; it takes a minute."),
                "cards",
                group=_("Practice"),
                many=ngettext_lazy(
                    "%(n)d card is waiting for you: about %(minutes)s min.",
                    "%(n)d cards are waiting for you: about %(minutes)s min.",
                    "n",
                ),
            ),
            kinds.Kind(
                "weights_fitted",
                _("Your scheduler was fitted to your reviews"),
                _("The scheduler was fitted to %(count)s of your reviews. Your cards are being rescheduled."),
                "chart",
                group=_("Practice"),
            ),
            kinds.Kind(
                "weights_not_better",
                _("Fitting your scheduler made nothing better"),
                _("The standard settings of the scheduler suit your reviews already, so nothing was changed."),
                "chart",
                group=_("Practice"),
            ),
            kinds.Kind(
                "leech",
                _("A card that you keep forgetting was suspended"),
                _("“%(text)s” was forgotten %(lapses)s times, so it is suspended. Resume it on its page."),
                "moon",
                group=_("Practice"),
            ),
        )
        rebuild, forget = actions.rebuild_waiting, actions.forget_snapshots
        scheduler.register("rebuild cards", every=timedelta(seconds=10), action=lambda now: rebuild(now=now))
        remind, fit = actions.remind, actions.fit_waiting
        scheduler.register("fit weights", every=timedelta(seconds=10), action=lambda now: fit(now=now))
        scheduler.register("remind learners", every=timedelta(minutes=5), action=lambda now: remind(now=now))
        scheduler.register("forget snapshots", every=timedelta(hours=1), action=lambda now: forget(now=now))
        prune, settle = actions.prune_standings, actions.settle_streaks
        scheduler.register("prune standings", every=timedelta(days=1), action=lambda now: prune(now=now))
        scheduler.register("settle streaks", every=timedelta(hours=1), action=lambda now: settle(now=now))
        shell.connect()
