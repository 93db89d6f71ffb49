"""Phrases for a journey."""

from django.utils.formats import number_format
from django.utils.translation import ngettext

from lexora.library.curated.phrasebook import Kit
from lexora.library.print.document import Document, Frame, Wishes, frame_of
from lexora.library.rules.prints import file_name
from lexora.ui.languages import language_name


def kit_sheet(kit: Kit, wishes: Wishes, *, language: str, reader: str) -> Document:
    """What to say in a language, how it sounds to a reader of another one, and what it means."""
    rows = (
        {
            "text": phrase.text(language),
            "lang": language,
            "said": phrase.said(language, reader=reader) if wishes.notes else "",
            "meaning": phrase.text(reader),
            "reader": reader,
        }
        for phrase in kit.phrases
    )

    def frame(count: int) -> Frame:
        return frame_of(
            "kit",
            wishes,
            title=kit.title.inn(reader),
            about=kit.summary.inn(reader),
            columns=2,
            pair=f"{language_name(language)} → {language_name(reader)}",
            facts=ngettext("%(n)s phrase", "%(n)s phrases", count) % {"n": number_format(count)},
        )

    return Document("kit", file_name("phrases", kit.slug, language), rows, frame)
