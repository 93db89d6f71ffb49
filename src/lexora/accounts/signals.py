"""What accounts tell the rooms above, inside the transaction that changed them."""

from django.dispatch import Signal

password_changed = Signal()  # user: User, now: datetime
visibility_changed = Signal()  # user: User; whether the account is active, or one for a demo
token_made = Signal()  # user: User, name: str, now: datetime
address_changed = Signal()  # user: User, email: str, now: datetime; besides, allauth has signals for its own pages
