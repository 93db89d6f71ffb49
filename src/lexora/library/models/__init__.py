"""Curated words, and what learners did with exercises. The files in `content/` are the truth about content."""

from lexora.library.models.exercises import Attempt, Kind, Record
from lexora.library.models.gold import GoldWord

__all__ = ["Attempt", "GoldWord", "Kind", "Record"]
