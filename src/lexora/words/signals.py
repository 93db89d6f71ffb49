"""What words tell the rooms above. Each carries ids, at most 500, inside the transaction that changed them."""

from django.dispatch import Signal

entries_added = Signal()  # ids: list[int], owner: User, lane: str, now: datetime
text_changed = Signal()  # ids: list[int], owner: User, lane: str, now: datetime
