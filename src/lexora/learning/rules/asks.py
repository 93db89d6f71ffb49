"""In which ways a card can be asked. Pure."""

from collections.abc import Collection, Sequence

FORWARD, REVERSE, TYPED, WRITING, CLOZE, LISTENING = "forward", "reverse", "typed", "writing", "cloze", "listening"
ASKS = (FORWARD, REVERSE, TYPED, WRITING, CLOZE, LISTENING)
DEFAULT = (FORWARD,)
TYPING = (TYPED, WRITING, CLOZE)  # the learner types the answer
ONE_SCHEDULE = ""  # the direction of a card that is asked in every way


def possible(*, is_translated: bool, has_gap: bool, has_audio: bool) -> list[str]:
    """How an entry can be asked. One without a translation shows its text and what else is known of it."""
    asks = [FORWARD, REVERSE, TYPED, WRITING] if is_translated else [FORWARD]
    return [*asks, *([CLOZE] if has_gap else []), *([LISTENING] if has_audio else [])]


def wanted(chosen: Collection[str], can: Collection[str]) -> list[str]:
    """The ways that a learner chose and that the entry can be asked in; never none."""
    return [ask for ask in ASKS if ask in chosen and ask in can] or [FORWARD]


def ask_of(direction: str, asks: Sequence[str], *, reviews: int) -> str:
    """How a card is asked now: a card of one direction in that one, any other in each way by turns."""
    if direction != ONE_SCHEDULE:
        return direction
    return asks[reviews % len(asks)]
