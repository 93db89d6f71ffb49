"""The pages of practice, what the session on the page asks for, and the pages of the game."""

from lexora.learning.views import game, people, reminder
from lexora.learning.views.editing import edit
from lexora.learning.views.pages import practice, review
from lexora.learning.views.session import queue, summary, sync
from lexora.learning.views.settings import fit, progress, settings

__all__ = [
    "edit",
    "fit",
    "game",
    "people",
    "practice",
    "progress",
    "queue",
    "reminder",
    "review",
    "settings",
    "summary",
    "sync",
]
