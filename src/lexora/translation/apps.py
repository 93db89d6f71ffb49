from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TranslationConfig(AppConfig):
    name = "lexora.translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from lexora.translation import results
        from lexora.ui.menus import Item, add

        results.connect()
        about = _("Translate a text without saving it")
        add(
            Item(
                "tools", _("Translator"), "translation:translator", "globe",
                order=10, bar=50, short=pgettext_lazy("menu", "Translate"), about=about, for_guests=True,
            )
        )  # fmt: skip
