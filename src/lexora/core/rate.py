"""Rate limits, by the `limits` library. Its storage is in memory here; every web process shares what it is given."""

from functools import cache

from django.conf import settings
from limits import parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from lexora.core.errors import TooMany


@cache
def _limiter() -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(storage_from_string(settings.RATE_STORAGE))


def check_rate(name: str, who: str) -> None:
    """Count one use of `name` by `who`; raises `TooMany` beyond the rate in `settings.RATES`."""
    rate = parse(settings.RATES[name])
    if not _limiter().hit(rate, name, who):
        raise TooMany(wait=int(rate.get_expiry()))


def forget_rates() -> None:
    """Start counting anew."""
    _limiter().storage.reset()
