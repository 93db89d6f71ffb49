"""What changes the learning room. Each public function is one use case in one transaction."""

from lexora.learning.actions.activity import count_activity
from lexora.learning.actions.fitting import Fit, ask_fit, fit_of, fit_waiting
from lexora.learning.actions.leaderboard import prune_standings, settle_streaks
from lexora.learning.actions.reminders import remind, start_reminder, stop_path, stop_reminder, wish_behind
from lexora.learning.actions.reviews import Answer, KeyOfAnother, grade_card, grade_entry
from lexora.learning.actions.settings import (
    cards_left,
    choose_game,
    rebuild_some,
    rebuild_waiting,
    save_settings,
    show_in_lists,
    use_weights,
)
from lexora.learning.actions.shop import NothingToUse, OwnsEnough, buy, use_booster, wear
from lexora.learning.actions.suspending import suspend
from lexora.learning.actions.undo import CannotUndo, forget_snapshots, last_undoable, undo_review
from lexora.learning.actions.xp import Earned, NotEnoughXp, award, spend

__all__ = [
    "Answer", "CannotUndo", "Earned", "Fit", "KeyOfAnother", "NotEnoughXp", "NothingToUse", "OwnsEnough", "ask_fit",
    "award", "buy", "cards_left", "choose_game", "count_activity", "fit_of", "fit_waiting", "forget_snapshots",
    "grade_card", "grade_entry", "last_undoable", "prune_standings", "rebuild_some", "rebuild_waiting", "remind",
    "save_settings", "settle_streaks", "show_in_lists", "spend", "start_reminder", "stop_path", "stop_reminder",
    "suspend", "undo_review", "use_booster", "use_weights", "wear", "wish_behind",
]  # fmt: skip
