from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class WordsConfig(AppConfig):
    name = "lexora.words"
    verbose_name = _("Words")

    def ready(self) -> None:
        from lexora.jobs import scheduler
        from lexora.words import actions, search_sqlite

        post_migrate.connect(search_sqlite.look_after, sender=self)
        purge = actions.purge_deleted
        scheduler.register("learn about tables", every=timedelta(hours=1), action=search_sqlite.learn_statistics)
        scheduler.register("purge entries", every=timedelta(hours=1), action=lambda now: purge(now=now))
