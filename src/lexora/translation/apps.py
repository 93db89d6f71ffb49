from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "lexora.translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from lexora.translation import results

        results.connect()
