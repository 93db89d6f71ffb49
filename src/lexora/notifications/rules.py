"""How much is shown, and how long it is kept. Pure."""

from datetime import timedelta

COUNTED = 99  # unread ones that the bell counts; more are “99+”
LATEST = 5  # in the preview under the bell
READ_KEPT = timedelta(days=90)  # since it was read
KEPT = timedelta(days=365)  # whether it was read or not
UNDO_KEPT = timedelta(hours=24)  # how long a deleted one can be brought back
NEWS = timedelta(minutes=10)  # what is older is no toast any more; the bell counts it
TOASTS = 3  # at once

TOAST, CENTRE, OFF = "toast", "centre", "off"


def shown_count(count: int) -> str:
    """The number on the bell; empty when there is nothing to count."""
    if count > COUNTED:
        return f"{COUNTED}+"
    return str(count) if count else ""
