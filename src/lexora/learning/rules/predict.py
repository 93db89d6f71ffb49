"""The chance that a card is remembered, as its scheduler sees it. Pure."""

from datetime import datetime

from lexora.learning.rules.cards import FSRS, CardState, Options
from lexora.learning.rules.fsrs import retrievability
from lexora.learning.rules.retention import sm2_probability


def predicted(card: CardState, at: datetime, options: Options) -> float:
    """What the scheduler expects at an instant, from 0 to 1."""
    if options.scheduler == FSRS and card.stability is not None:
        return retrievability(card, at, options)
    return sm2_probability(card, at)
