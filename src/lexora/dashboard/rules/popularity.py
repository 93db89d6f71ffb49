"""How popular a text is, and whether it may be shown to everybody. Pure.

The weights and the rule stand in docs/explanation/community-dashboard.md too, and the rule on the page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

ADDITION, REQUEST, COPY = 1.0, 1.0, 3.0
HALF_LIFE = timedelta(days=14)
STEP = timedelta(days=7)  # age counts in whole weeks
WINDOW = timedelta(days=60)
LEARNERS = 3  # so many have a text before it may be shown though nobody shares it


@dataclass(frozen=True)
class Candidate:
    """A text that learners added lately. `sample` is an entry that says how it is written."""

    language: str
    digest: str
    learners: int
    score: float
    sample: int
    shared_sample: int | None
    curated: str | None

    @property
    def may_be_shown(self) -> bool:
        """Curated, or shared by its owner, or known to several learners: never what one person keeps."""
        return bool(self.curated) or self.shared_sample is not None or self.learners >= LEARNERS


def decay(weeks: int) -> float:
    """What is left of a weight after so many weeks."""
    return float(0.5 ** (weeks * STEP / HALF_LIFE))


def steps(now: datetime) -> list[tuple[datetime, float]]:
    """Since when, and what something of that age still weighs; the newest first."""
    weeks = -(-WINDOW // STEP)
    return [(max(now - STEP * (n + 1), now - WINDOW), decay(n)) for n in range(weeks)]


def most_popular(candidates: Iterable[Candidate], *, limit: int) -> list[Candidate]:
    """Those that may be shown, the best first; the order of equals does not depend on chance."""
    shown = [candidate for candidate in candidates if candidate.may_be_shown]
    return sorted(shown, key=lambda one: (-one.score, -one.learners, one.language, one.digest))[:limit]
