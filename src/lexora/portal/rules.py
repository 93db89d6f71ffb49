"""What to propose to a learner, and which numbers a home page may show. Pure."""

from dataclasses import dataclass

MOST_STEPS = 3
FEW_WORDS = 5  # with fewer there is not much to practise
ENOUGH_WORDS = 20  # from here on a list may be of use to others
# An empty server does not boast: below this a number says nothing.
LEAST_ENTRIES, LEAST_LEARNERS, LEAST_TRANSLATIONS, LEAST_REVIEWS = 1000, 10, 1000, 1000


@dataclass(frozen=True)
class State:
    """Where a learner stands, as far as the next steps hang on it."""

    due: int
    words: int
    has_native: bool
    is_confirmed: bool
    has_translated: bool
    shares: bool


def next_steps(state: State) -> list[str]:
    """Codes of what to do next, the most useful first; never many."""
    steps = {
        "practise": state.due > 0,
        "choose_languages": not state.has_native,
        "add_words": state.words < FEW_WORDS,
        "confirm_email": not state.is_confirmed,
        "translate": not state.has_translated,
        "share": state.words >= ENOUGH_WORDS and not state.shares,
    }
    return [code for code, is_useful in steps.items() if is_useful][:MOST_STEPS]


def part_of_day(hour: int) -> str:
    """How to greet at this hour."""
    if 5 <= hour < 12:
        return "morning"
    return "day" if 12 <= hour < 18 else "evening"


@dataclass(frozen=True)
class Counters:
    """What people have done on this server; the demo accounts count for nothing."""

    entries: int
    learners: int
    translations: int
    reviews: int

    @property
    def shown(self) -> "dict[str, int]":
        """The numbers that say something: none on a small server, and later those that are not small themselves."""
        if self.learners < LEAST_LEARNERS or self.entries < LEAST_ENTRIES:
            return {}
        numbers = {"entries": self.entries, "learners": self.learners}
        numbers |= {"translations": self.translations} if self.translations >= LEAST_TRANSLATIONS else {}
        return numbers | ({"reviews": self.reviews} if self.reviews >= LEAST_REVIEWS else {})
