"""How the list of curated words writes things."""

from django import template
from django.utils.translation import get_language, pgettext, pgettext_lazy

from lexora.library.curated.senses import sense_in

register = template.Library()
NAMES = {
    "noun": pgettext_lazy("part of speech", "noun"),
    "verb": pgettext_lazy("part of speech", "verb"),
    "adjective": pgettext_lazy("part of speech", "adjective"),
    "adverb": pgettext_lazy("part of speech", "adverb"),
    "pronoun": pgettext_lazy("part of speech", "pronoun"),
    "determiner": pgettext_lazy("part of speech", "determiner"),
    "preposition": pgettext_lazy("part of speech", "preposition"),
    "conjunction": pgettext_lazy("part of speech", "conjunction"),
    "numeral": pgettext_lazy("part of speech", "numeral"),
    "interjection": pgettext_lazy("part of speech", "interjection"),
    "modal": pgettext_lazy("part of speech", "modal verb"),
}
ABOUT = {
    "en": pgettext_lazy("learners of", "The English words that are worth knowing first"),
    "uk": pgettext_lazy("learners of", "The Ukrainian words that are worth knowing first"),
    "el": pgettext_lazy("learners of", "The Greek words that are worth knowing first"),
}
TONES = {"A2": "", "B1": "middle", "B2": "high"}


@register.filter
def part_of_speech(code: str) -> str:
    """The name of a part of speech."""
    return str(NAMES.get(code, code))


@register.filter
def sense(note: str) -> str:
    """Which of its meanings a word has, in the language of the interface."""
    return sense_in(get_language() or "en", note)


@register.filter
def worth_knowing(language: str) -> str:
    """What the list is, for who learns a language."""
    return str(ABOUT.get(language, ""))


@register.filter
def level_tone(level: str) -> str:
    """The ending of the class that colours a level."""
    return f"lx-level--{TONES[level]}" if TONES.get(level) else ""


@register.filter
def level_name(level: str) -> str:
    """The name of a level, or of all levels."""
    return level or pgettext("levels", "All")
