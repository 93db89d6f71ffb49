"""XP, levels, and what a booster and a freeze do. Pure."""

from dataclasses import dataclass
from math import isqrt

from lexora.learning.rules.cards import Grade

REVIEW_XP = {Grade.AGAIN: 0, Grade.HARD: 5, Grade.GOOD: 10, Grade.EASY: 15}
BOOSTED_REVIEWS = 5  # reviews that one booster doubles
NEW_REWARDED = 100  # new cards of one day that earn something: adding, grading and deleting words is no work
LEVEL_UNIT = 50  # XP of the first level
BADGES = ((20, "top"), (10, "high"), (5, "middle"), (1, "first"))  # from which level a badge has which colour

# Why XP came or went. What is bought or staked leaves the lifetime XP as it is.
REVIEW, UNDO, PURCHASE, BONUS = "practice", "undo", "shop_purchase", "bonus"
DUEL, STAKE, CLOZE, BUILDER = "duel", "stake", "grammar_practice", "sentence_builder"
REASONS = (REVIEW, UNDO, PURCHASE, BONUS, DUEL, STAKE, CLOZE, BUILDER)


@dataclass(frozen=True)
class Level:
    """A learner's level: 1 + floor(sqrt(lifetime XP / 50)), without a cap."""

    number: int
    lifetime: int

    @property
    def starts_at(self) -> int:
        """XP at which this level begins."""
        return LEVEL_UNIT * (self.number - 1) ** 2

    @property
    def next_at(self) -> int:
        """XP at which the next level begins."""
        return LEVEL_UNIT * self.number**2

    @property
    def next_number(self) -> int:
        """The level that comes next."""
        return self.number + 1

    @property
    def left(self) -> int:
        """XP that are wanting for the next level."""
        return self.next_at - self.lifetime

    @property
    def percent(self) -> int:
        """How far the learner is within the level."""
        return (self.lifetime - self.starts_at) * 100 // (self.next_at - self.starts_at)

    @property
    def badge(self) -> str:
        """The colour of the badge, by name."""
        return next(name for level, name in BADGES if self.number >= level)


def level_of(lifetime: int) -> Level:
    """The level of so much lifetime XP; less than none counts as none."""
    lifetime = max(0, lifetime)
    return Level(number=1 + isqrt(lifetime // LEVEL_UNIT), lifetime=lifetime)


def review_xp(grade: Grade, *, is_rewarded: bool, booster_left: int) -> int:
    """What a review earns: nothing before the card is due or in a same-day step, double under a booster."""
    xp = REVIEW_XP[grade] if is_rewarded else 0
    return xp * 2 if booster_left else xp
