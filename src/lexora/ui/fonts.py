"""The fonts that a page of an interface language needs at once; others load when a letter of theirs appears."""

from django.utils.translation import get_language

LATIN = ("npm/inter-latin.woff2",)  # names, digits and learned words are on every page
FONTS = {
    "en": (*LATIN, "npm/montserrat-latin.woff2"),
    "uk": (*LATIN, "npm/inter-cyrillic.woff2", "npm/montserrat-latin.woff2", "npm/montserrat-cyrillic.woff2"),
    "el": (*LATIN, "npm/inter-greek.woff2"),  # Montserrat has no Greek, so headings are in Inter too
}


def fonts_of_page() -> tuple[str, ...]:
    """Static files, for the active language."""
    return FONTS.get(get_language() or "", LATIN)
