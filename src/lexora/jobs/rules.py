"""When failed work is tried again. Pure."""

from datetime import timedelta

MOST_KILLS = 5  # attempts after which a job that never ended is given up

# Somebody looks at the page while a typed word is tried again, so it ends soon and offers a retry button.
DELAYS = {
    "interactive": (timedelta(seconds=1), timedelta(seconds=4)),
    "bulk": (timedelta(seconds=30), timedelta(minutes=5), timedelta(hours=1), timedelta(hours=6)),
}


def delay_after(attempts: int, *, lane: str) -> timedelta | None:
    """How long to wait after so many failed attempts; None when it was the last."""
    delays = DELAYS[lane]
    return delays[attempts - 1] if attempts <= len(delays) else None
