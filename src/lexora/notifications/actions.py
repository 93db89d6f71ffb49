"""Telling people what happened, and what they do with it."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, When

from lexora.accounts.models import User
from lexora.core.errors import Refused
from lexora.notifications import kinds, live, queries, rules
from lexora.notifications.kinds import Kind
from lexora.notifications.models import Notification, Preference

BATCH = 200  # rows in one transaction
HINT = "notifications"  # what open pages hear
Params = Mapping[str, str | int]


class UndoGone(Refused):
    code = "undo_gone"
    status = 410


def notify(*, user_id: int, kind: str, params: Params, link: str = "", key: str, adds: int = 0, now: datetime) -> bool:
    """Tell a person something, in the transaction that causes it. False when nothing new was told.

    `key` names the event: it is told once. With `adds` it names a group that grows by so many events each time, and
    that is unread again; its page shows one toast, when it begins.
    """
    told_as = _checked(kind, params, link)
    choice = queries.choices_for(told_as, [user_id])[user_id]
    if choice == rules.OFF:
        return False
    row = _row(told_as, choice, user_id=user_id, params=params, link=link, key=key, count=adds or 1, now=now)
    fields = ("kind", "params", "link", "count", "toast_due", "created_at", "told_at")
    values = {name: getattr(row, name) for name in fields}
    _found, is_new = Notification.objects.get_or_create(user_id=user_id, key=key, defaults=values)
    if not is_new and not adds:
        return False
    if not is_new:
        _grow(user_id, key, adds=adds, now=now)
    live.tell(user_id, HINT)
    return True


def notify_many(
    *, user_ids: Collection[int], kind: str, params: Params, link: str = "", key: str, now: datetime
) -> int:
    """Tell several people the same, as `notify` does; return to how many it was news."""
    told_as = _checked(kind, params, link)
    known = set(Notification.objects.filter(user_id__in=user_ids, key=key).values_list("user_id", flat=True))
    choices = queries.choices_for(told_as, set(user_ids) - known)
    rows = [
        _row(told_as, choice, user_id=user_id, params=params, link=link, key=key, count=1, now=now)
        for user_id, choice in choices.items()
        if choice != rules.OFF
    ]
    Notification.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    for row in rows:
        live.tell(row.user_id, HINT)
    return len(rows)


def _checked(name: str, params: Params, link: str) -> Kind:
    """The kind, when it can say its sentence with these params and the link stays within Lexora."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("people are told inside the transaction that causes it")
    if link and (not link.startswith("/") or link.startswith("//")):
        raise ValueError("a link of a notification is an address within Lexora")
    kind = kinds.get(name)
    kind.check(params)
    return kind


def _row(
    kind: Kind, choice: str, *, user_id: int, params: Params, link: str, key: str, count: int, now: datetime
) -> Notification:
    return Notification(
        user_id=user_id,
        kind=kind.name,
        key=key,
        params=dict(params),
        count=count,
        link=link,
        toast_due=choice == rules.TOAST,
        created_at=now,
        told_at=now,
    )


def _grow(user_id: int, key: str, *, adds: int, now: datetime) -> None:
    """A group that its person deleted begins anew."""
    Notification.objects.filter(user_id=user_id, key=key).update(
        count=Case(When(deleted_at=None, then=F("count") + adds), default=adds),
        told_at=now,
        read_at=None,
        deleted_at=None,
    )


@transaction.atomic
def read(notification: Notification, *, now: datetime) -> None:
    """Mark one as read."""
    _change(notification, Q(read_at=None), read_at=now, toast_due=False)


@transaction.atomic
def unread(notification: Notification) -> None:
    """Mark one as not read yet."""
    _change(notification, ~Q(read_at=None), read_at=None)


@transaction.atomic
def delete(notification: Notification, *, now: datetime) -> None:
    """Delete one; for a day it can be brought back."""
    _change(notification, Q(deleted_at=None), deleted_at=now)


def _change(notification: Notification, still: Q, **values: datetime | bool | None) -> None:
    """Change one that still is so; else somebody else was quicker."""
    if not Notification.objects.filter(still, pk=notification.pk).update(**values):
        return
    for name, value in values.items():
        setattr(notification, name, value)
    live.tell(notification.user_id, HINT)


def read_all(user: User, *, now: datetime) -> int:
    """Mark everything as read; return how much that was."""
    return _change_all(user, queries.unread_of(user).filter(told_at__lte=now), read_at=now, toast_due=False)


def delete_read(user: User, *, now: datetime) -> int:
    """Delete what was read; for a day it can be brought back. Return how much that was."""
    return _change_all(user, queries.notifications_of(user).exclude(read_at=None), deleted_at=now)


def undo(user: User, *, deleted_at: datetime) -> int:
    """Bring back what was deleted at an instant; raises `UndoGone` when nothing of it is left."""
    count = _change_all(user, Notification.objects.filter(user=user, deleted_at=deleted_at), deleted_at=None)
    if not count:
        raise UndoGone
    return count


def _change_all(user: User, rows: QuerySet[Notification], **values: datetime | bool | None) -> int:
    """Change rows that then no longer are among `rows`, a batch per transaction."""
    count = 0
    while ids := list(rows.values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            rows.filter(pk__in=ids).update(**values)
            live.tell(user.pk, HINT)
        count += len(ids)
    return count


@transaction.atomic
def claim_toasts(user: User, *, now: datetime) -> list[Notification]:
    """The news for a page to show as toasts, the oldest first. Of several pages that ask, one gets each; what is too
    much for one page waits in the list."""
    due = list(queries.due_toasts(user, now=now)[: rules.COUNTED])
    claimed = [row for row in due if Notification.objects.filter(pk=row.pk, toast_due=True).update(toast_due=False)]
    return claimed[: rules.TOASTS][::-1]


@transaction.atomic
def choose(user: User, choices: Mapping[str, str]) -> None:
    """Store how a person wants to be told. Whoever wants a kind's default follows it when it changes."""
    own = {name: choice for name, choice in choices.items() if choice != kinds.get(name).default}
    Preference.objects.filter(user=user, kind__in=set(choices) - set(own)).delete()
    Preference.objects.bulk_create(
        [Preference(user=user, kind=name, choice=choice) for name, choice in own.items()],
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["choice"],
    )


def prune(*, now: datetime) -> int:
    """Delete for good what is old, was read long ago, or was deleted more than a day ago."""
    old = (
        Q(told_at__lt=now - rules.KEPT),
        Q(read_at__lt=now - rules.READ_KEPT),
        Q(deleted_at__lt=now - rules.UNDO_KEPT),
    )
    return sum(_delete_for_good(Notification.objects.filter(wanted)) for wanted in old)


def _delete_for_good(rows: QuerySet[Notification]) -> int:
    count = 0
    while ids := list(rows.values_list("pk", flat=True)[:BATCH]):
        count += Notification.objects.filter(pk__in=ids).delete()[0]
    return count
