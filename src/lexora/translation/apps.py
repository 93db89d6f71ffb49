from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy


class TranslationConfig(AppConfig):
    name = "lexora.translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from lexora.notifications import kinds
        from lexora.notifications.rules import CENTRE
        from lexora.translation import results, rules
        from lexora.ui.menus import Item, add

        results.connect()
        kinds.register(
            kinds.Kind(
                rules.FAILED,
                _("A translation failed"),
                _("“%(text)s” could not be translated (%(language)s)."),
                "warning",
                default=CENTRE,
                group=_("Words"),
                many=ngettext_lazy("%(n)d translation failed.", "%(n)d translations failed.", "n"),
                many_url_name="vocabulary:list",
            )
        )
        about = _("Translate a text without saving it")
        add(
            Item(
                "tools", _("Translator"), "translation:translator", "globe",
                order=10, bar=50, short=pgettext_lazy("menu", "Translate"), about=about, for_guests=True,
            )
        )  # fmt: skip
