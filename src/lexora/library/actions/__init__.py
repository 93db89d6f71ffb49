"""What learners do with curated content. Each public function is one use case in one transaction."""

from lexora.library.actions.gold import Addition, add_word, add_words, take_back, take_back_all

__all__ = ["Addition", "add_word", "add_words", "take_back", "take_back_all"]
