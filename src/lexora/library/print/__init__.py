"""Documents on paper: what stands in them, and the process that typesets them."""

from lexora.library.print.document import Document, Wishes, staged
from lexora.library.print.grammar import grammar_sheet
from lexora.library.print.kit import kit_sheet
from lexora.library.print.typesetter import PrintBusy, PrintTooSlow, typeset
from lexora.library.print.words import gold_sheet, vocabulary_sheet

__all__ = [
    "Document",
    "PrintBusy",
    "PrintTooSlow",
    "Wishes",
    "gold_sheet",
    "grammar_sheet",
    "kit_sheet",
    "staged",
    "typeset",
    "vocabulary_sheet",
]
