from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VocabularyConfig(AppConfig):
    name = "lexora.vocabulary"
    verbose_name = _("Vocabulary")

    def ready(self) -> None:
        from lexora.ui.menus import Item, add
        from lexora.vocabulary import spotlight

        spotlight.connect()
        shared = pgettext_lazy("menu", "Shared")
        add(
            Item(
                "top", _("Vocabulary"), "vocabulary:list", "book",
                bar=40, short=pgettext_lazy("menu", "Words"), about=_("Everything you have collected"),
            ),
            Item(
                "",
                pgettext_lazy("menu", "Add"),
                "vocabulary:new",
                "plus",
                bar=30,
                about=_("Add a word, phrase or sentence"),
            ),
            Item(
                "community", shared, "vocabulary:shared", "users", order=30, about=_("Words that other learners share")
            ),
        )  # fmt: skip
