"""Fuzz: intervals vary a little, so that cards that were learnt together do not always come together. Pure."""

from hashlib import blake2b

from lexora.learning.rules.cards import INTERVAL_LONGEST

# Which share of the days between two bounds an interval may vary by; the numbers are Anki's.
SHARES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float("inf"), 0.05))


def fuzzed(interval: int, *, seed: str) -> int:
    """The interval (days), a little shorter or longer; the same for the same seed. Short ones stay."""
    if interval < 3:
        return interval
    reach = _reach(interval)
    shortest, longest = max(2, round(interval - reach)), min(INTERVAL_LONGEST, round(interval + reach))
    return shortest + _number_of(seed) % (longest - shortest + 1)


def _number_of(seed: str) -> int:
    """A number that looks like chance, the same wherever it is asked for."""
    return int.from_bytes(blake2b(seed.encode(), digest_size=8).digest())


def _reach(interval: int) -> float:
    """By how many days an interval may vary."""
    return 1.0 + sum(share * max(0.0, min(interval, end) - start) for start, end, share in SHARES)
