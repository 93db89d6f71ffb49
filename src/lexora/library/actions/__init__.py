"""What learners do with curated content. Each public function is one use case in one transaction."""

from lexora.library.actions.gold import add_word, add_words, take_back

__all__ = ["add_word", "add_words", "take_back"]
