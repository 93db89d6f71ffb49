"""Reads of the learning room."""

from lexora.learning.queries.due import (
    Counts,
    Due,
    count_cards,
    due_counts,
    due_entries,
    due_of,
    dues_of,
    has_sounds,
    new_entries,
    next_key,
    provide_sounds,
    queue,
    sounds_of,
    waiting_steps,
    ways_of,
)
from lexora.learning.queries.game import Game, Things, game_of, hides_game, streak_with, things_of
from lexora.learning.queries.leaderboard import Board, Place, board, rank_in, rank_of
from lexora.learning.queries.log import count_reviews, log_of
from lexora.learning.queries.people import Person, is_public, person, with_handle
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
from lexora.learning.queries.shop import Inventory, Offer, Shop, inventory_of, ledger, shop_of
from lexora.learning.queries.today import Today, day_of, today_of

__all__ = [
    "Board", "Counts", "Due", "Game", "Inventory", "Offer", "Person", "Place", "Shop", "Standing", "Things", "Today",
    "board", "count_cards", "count_reviews", "day_of", "due_counts", "due_entries", "due_of", "dues_of", "freezes_of",
    "game_of", "goal_of", "has_sounds", "hides_game", "inventory_of", "is_public", "ledger", "log_of", "new_entries",
    "next_key", "person", "progress_of", "provide_sounds", "queue", "rank_in", "rank_of", "reminder_of",
    "reviews_today", "settings_of", "shop_of", "sounds_of", "standing_of", "streak_of", "streak_with", "things_of",
    "today_of", "waiting_steps", "ways_of", "whom_to_remind", "wish_of", "with_handle",
]  # fmt: skip
