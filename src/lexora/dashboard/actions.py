"""Writes of the dashboards."""

from datetime import datetime

from lexora.dashboard.models import Snapshot
from lexora.dashboard.queries import community


def take_snapshot(*, now: datetime) -> Snapshot:
    """Find out anew what the page of the community shows."""
    content = {
        "popular": community.popular(now=now),
        "copied": community.copied(now=now),
        "pairs": community.pairs(now=now),
    }
    changed = {"content": content, "computed_at": now}
    snapshot, _made = Snapshot.objects.update_or_create(name=community.COMMUNITY, defaults=changed)
    return snapshot
