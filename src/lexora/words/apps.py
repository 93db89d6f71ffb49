from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


class WordsConfig(AppConfig):
    name = "lexora.words"
    verbose_name = _("Words")

    def ready(self) -> None:
        from lexora.jobs import scheduler
        from lexora.notifications import kinds
        from lexora.words import actions, rules, search_sqlite

        kinds.register(
            kinds.Kind(
                rules.COPIED,
                _("Somebody copied a word you share"),
                _("%(person)s copied your word “%(text)s”."),
                "copy",
                group=_("Words"),
                many=ngettext_lazy(
                    "%(person)s copied %(n)d of your words.", "%(person)s copied %(n)d of your words.", "n"
                ),
                many_url_name="vocabulary:list",
            )
        )
        post_migrate.connect(search_sqlite.look_after, sender=self)
        purge = actions.purge_deleted
        scheduler.register("learn about tables", every=timedelta(hours=1), action=search_sqlite.learn_statistics)
        scheduler.register("purge entries", every=timedelta(hours=1), action=lambda now: purge(now=now))
