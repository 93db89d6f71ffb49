"""The numbers of a learner's days."""

from lexora.learning import rules
from lexora.learning.models import Day, Review
from lexora.learning.rules import Grade

GRADE_COLUMNS = {Grade.AGAIN: "again", Grade.HARD: "hard", Grade.GOOD: "good", Grade.EASY: "easy"}
COUNTED = (
    "reviews", "new", "steps", "seconds", *GRADE_COLUMNS.values(), "mature", "mature_passed", "predicted",
)  # fmt: skip


def add(day: Day, review: Review, by: int = 1) -> None:
    """Add a review to the numbers of a day, or take it away with -1; the day is not stored yet."""
    if review.kind == rules.STEP:
        day.steps += by
    else:
        day.reviews += by
        name = GRADE_COLUMNS[Grade(review.grade)]
        setattr(day, name, getattr(day, name) + by)
    day.new += by * review.was_new
    day.seconds = max(0, day.seconds + by * review.seconds)
    if review.was_mature:
        day.mature += by
        day.mature_passed += by * (review.grade != Grade.AGAIN)
        day.predicted = max(0.0, day.predicted + by * (review.predicted or 0))
