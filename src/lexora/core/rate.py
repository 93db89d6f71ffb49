"""Rate limits, by the `limits` library: counted in memory, or in Redis for all web processes together."""

import logging
from functools import cache
from typing import Any

from django.conf import settings
from limits import parse
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from lexora.core.errors import TooMany

log = logging.getLogger(__name__)
SHORT = {"socket_connect_timeout": 2, "socket_timeout": 2}  # seconds that Redis may take


@cache
def _limiter() -> MovingWindowRateLimiter:
    shared: dict[str, Any] = {} if settings.RATE_STORAGE == "memory://" else SHORT
    return MovingWindowRateLimiter(storage_from_string(settings.RATE_STORAGE, wrap_exceptions=True, **shared))


def check_rate(name: str, who: str) -> None:
    """Count one use of `name` by `who`; raises `TooMany` beyond the rate in `settings.RATES`.

    While the storage is away nothing is counted: people should not be locked out with it.
    """
    rate = parse(settings.RATES[name])
    try:
        is_within = _limiter().hit(rate, name, who)
    except StorageError:
        log.warning("rates cannot be counted: their storage does not answer")
        return
    if not is_within:
        raise TooMany(wait=int(rate.get_expiry()))


def forget_rates() -> None:
    """Start counting anew."""
    _limiter().storage.reset()
