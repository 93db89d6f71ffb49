"""Curated words, what learners did with exercises, and printed documents. The files in `content/` are the truth."""

from lexora.library.models.exercises import Attempt, Kind, Record
from lexora.library.models.gold import GoldWord
from lexora.library.models.prints import PrintJob

__all__ = ["Attempt", "GoldWord", "Kind", "PrintJob", "Record"]
