"""The library's places in the menus."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from lexora.jobs import scheduler
from lexora.library.actions import exercises, prints
from lexora.ui import slots
from lexora.ui.menus import Item, add


def connect() -> None:
    """Take part in the shell."""
    connect_prints()
    connect_phrases()
    connect_grammar()
    connect_gold()
    connect_exercises()


def connect_exercises() -> None:
    """Grammar Pro and the Sentence Builder: their pages, their results on the dashboard, tidying up behind them."""
    about = _("Grammar exercises: fill in the gap and read why")
    add(Item("practice", _("Grammar Pro"), "library:cloze", "gap", order=20, about=about))
    about = _("Put words in order until they make a sentence")
    add(Item("practice", _("Sentence Builder"), "library:builder", "blocks", order=25, about=about))
    slots.fill("dashboard", "library/_results.html")
    forget = exercises.forget_unanswered
    scheduler.register("forget exercises", every=timedelta(days=1), action=lambda now: forget(now=now))


def connect_gold() -> None:
    """The Gold Vocabulary, for everybody."""
    add(
        Item(
            "library",
            _("Gold Vocabulary"),
            "library:gold",
            "trophy",
            order=10,
            about=_("The most useful words, from A1 to B2, with translations and examples"),
            for_guests=True,
        )
    )


def connect_grammar() -> None:
    about = _("Tenses, articles, conditionals and more, explained in your language")
    add(Item("library", _("Grammar"), "library:grammar", "book", order=20, about=about, for_guests=True))


def connect_phrases() -> None:
    """Expressions and phrases."""
    for url_name, label, icon, order, about in (
        ("library:idioms", _("Idioms"), "quote", 30, _("Sayings and phrasal verbs, and what they really mean")),
        ("library:phrasebook", _("Phrasebook"), "suitcase", 40, _("What to say on a journey, and how it sounds")),
    ):
        add(Item("library", label, url_name, icon, order=order, about=about, for_guests=True))


def connect_prints() -> None:
    """The ways to the printer, and the work behind them."""
    about = _("Your words as a list or as flashcards, on paper")
    add(Item("", _("Print my words"), "library:print_options", "print", about=about))
    slots.fill("vocabulary", "library/_print_link.html")
    slots.fill("selection", "library/_print_selection.html")
    scheduler.register("make prints", every=timedelta(seconds=2), action=lambda now: prints.make_next_print(now=now))
    scheduler.register("forget prints", every=timedelta(minutes=5), action=lambda now: prints.forget_prints(now=now))
