"""What the practice page says by itself, in the language of the interface: its script has no sentences of its own."""

from typing import Any

from babel import Locale
from django.utils.translation import get_language, gettext, ngettext_lazy, pgettext

SAMPLES = (0, 1, 2, 5)  # numbers that show every plural form of the languages of the interface
COUNTED: dict[str, Any] = {
    "offline": ngettext_lazy("Offline: %(n)s answer waits", "Offline: %(n)s answers wait", "n"),
    "failed": ngettext_lazy(
        "Not saved yet: %(n)s answer waits. Trying again…",
        "Not saved yet: %(n)s answers wait. Trying again…",
        "n",
    ),
    "signed_out": ngettext_lazy(
        "Signed out: %(n)s answer waits until you sign in",
        "Signed out: %(n)s answers wait until you sign in",
        "n",
    ),
    "left": ngettext_lazy("%(n)s card left", "%(n)s cards left", "n"),
    "reviewed": ngettext_lazy("You’ve reviewed %(n)s card.", "You’ve reviewed %(n)s cards.", "n"),
    "goal_reached": ngettext_lazy(
        "You’ve reached today’s goal: %(n)s review. Well done!",
        "You’ve reached today’s goal: %(n)s reviews. Well done!",
        "n",
    ),
    "days": ngettext_lazy("%(n)s day", "%(n)s days", "n"),
}


class Blank(int):
    """A number that chooses the plural form and leaves its place to the script."""

    def __str__(self) -> str:
        return "{n}"


def practice_words() -> dict[str, str | dict[str, str]]:
    """Sentences by name; what counts something has one for each plural form."""
    return {**_asks(), **_verdicts(), **_said(), **_counted()}


def _asks() -> dict[str, str]:
    return {
        "forward": gettext("What does it mean?"),
        "reverse": gettext("How do you say it?"),
        "typed": gettext("Type the translation"),
        "writing": gettext("Type the word"),
        "cloze": gettext("Fill in the gap"),
        "listening": gettext("What do you hear?"),
    }


def _verdicts() -> dict[str, str]:
    return {
        "right": gettext("Right!"),
        "nearly": gettext("Right. Look at the small difference:"),
        "almost": gettext("Almost. Look at the spelling:"),
        "wrong": gettext("Not quite."),
        "overruled": gettext("All right, you knew it."),
    }


def _said() -> dict[str, str]:
    return {
        "answer": gettext("Answer: {text}"),
        "no_answer": gettext("There is no translation yet."),
        "gap": gettext("gap"),
        "accuracy": gettext("Remembered: {n} %"),
        "saved": gettext("All saved"),
        "saving": gettext("Saving…"),
        "suspended": gettext("Suspended: this won’t come up again until you resume it."),
        "undone": gettext("Undone."),
        "nothing_to_undo": gettext("There is nothing to undo."),
        "refused": gettext("One answer could not be saved: the entry may have been deleted meanwhile."),
        "needs_network": gettext("You need a connection for this. Your answers are safe."),
        "saved_edit": gettext("Saved."),
        "xp": pgettext("experience points", "+{n} XP"),
        "to_review": pgettext("cards tomorrow", "{n} to review"),
        "to_begin": pgettext("cards tomorrow", "{n} new"),
        "nothing_tomorrow": gettext("Nothing is due tomorrow."),
    }


def _counted() -> dict[str, str | dict[str, str]]:
    """By the names that browsers have for plural forms."""
    category = Locale.parse(get_language() or "en", sep="-").plural_form
    return {name: {category(n): str(text % {"n": Blank(n)}) for n in SAMPLES} for name, text in COUNTED.items()}
