"""Sharing the whole list."""

from django.db import transaction

from lexora.accounts.models import User
from lexora.words.models import Entry

BATCH = 200  # rows in one transaction


def share_whole_list(owner: User, *, shares: bool) -> None:
    """Share or withdraw all entries, now and in future, also deleted ones that may come back.

    A choice made for one entry wins.
    """
    owner.shares_list = shares
    owner.save(update_fields=["shares_list"])
    following = Entry.objects.filter(owner=owner, share_choice=None, is_shared=not shares)
    while ids := list(following.values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            following.filter(pk__in=ids).update(is_shared=shares)
