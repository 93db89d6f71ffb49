"""The pages of practice, and what the session on the page asks for."""

from lexora.learning.views.editing import edit
from lexora.learning.views.pages import practice, review
from lexora.learning.views.session import queue, summary, sync
from lexora.learning.views.settings import fit, progress, settings

__all__ = ["edit", "fit", "practice", "progress", "queue", "review", "settings", "summary", "sync"]
