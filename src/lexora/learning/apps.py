from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LearningConfig(AppConfig):
    name = "lexora.learning"
    verbose_name = _("Practice")

    def ready(self) -> None:
        from lexora.ui.menus import Item, add

        short = pgettext_lazy("menu", "Practice")
        about = _("Review the cards that are due today")
        add(Item("practice", _("Practice"), "learning:practice", "cards", order=10, bar=20, short=short, about=about))
