from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "lexora.library"
    verbose_name = _("Library")

    def ready(self) -> None:
        from lexora.library import shell, spotlight, spotlight_phrases

        shell.connect()
        spotlight.connect()
        spotlight_phrases.connect()
