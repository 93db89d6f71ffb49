"""Reads of the learning room."""

from lexora.learning.queries.due import (
    Counts,
    Due,
    due_counts,
    due_entries,
    due_of,
    has_sounds,
    new_entries,
    next_key,
    provide_sounds,
    queue,
    sounds_of,
    waiting_steps,
    ways_of,
)
from lexora.learning.queries.log import count_reviews, log_of
from lexora.learning.queries.progress import (
    Standing,
    freezes_of,
    goal_of,
    progress_of,
    reviews_today,
    standing_of,
    streak_of,
)
from lexora.learning.queries.reminders import reminder_of, whom_to_remind, wish_of
from lexora.learning.queries.settings import settings_of
from lexora.learning.queries.today import Today, day_of, today_of

__all__ = [
    "Counts", "Due", "Standing", "Today", "count_reviews", "day_of", "due_counts", "due_entries", "due_of",
    "freezes_of", "goal_of", "has_sounds", "log_of", "new_entries", "next_key", "progress_of", "provide_sounds",
    "queue", "reminder_of", "reviews_today", "settings_of", "sounds_of", "standing_of", "streak_of", "today_of",
    "waiting_steps", "ways_of", "whom_to_remind", "wish_of",
]  # fmt: skip
