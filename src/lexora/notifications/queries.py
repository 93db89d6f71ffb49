"""Reads about notifications."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from lexora.accounts.models import User
from lexora.core.keyset import Page, page_of
from lexora.notifications import kinds, rules
from lexora.notifications.kinds import Kind
from lexora.notifications.models import Notification, Preference

PAGE = 20
NEWEST = ("-told_at", "-id")


@dataclass(frozen=True)
class Bell:
    """What the header of every page shows; `has_news` when a toast waits for a page that shows it."""

    count: int
    has_news: bool

    @property
    def shown(self) -> str:
        return rules.shown_count(self.count)


def notifications_of(user: User) -> QuerySet[Notification]:
    """A person's own notifications: the only way to them."""
    return Notification.objects.filter(user=user, deleted_at=None)


def unread_of(user: User) -> QuerySet[Notification]:
    return notifications_of(user).filter(read_at=None)


def page(user: User, *, unread: bool = False, cursor: str = "", size: int = PAGE) -> Page[Notification]:
    """One page, newest first."""
    return page_of(unread_of(user) if unread else notifications_of(user), order=NEWEST, cursor=cursor, size=size)


def latest(user: User) -> list[Notification]:
    """The preview under the bell."""
    return list(notifications_of(user).order_by(*NEWEST)[: rules.LATEST])


def bell_of(user: User, *, now: datetime) -> Bell:
    """The bell, in one query. Whoever has more unread ones than it counts need not know how many."""
    rows = unread_of(user).order_by(*NEWEST).values_list("toast_due", "told_at")[: rules.COUNTED + 1]
    has_news = any(toast_due and told_at > now - rules.NEWS for toast_due, told_at in rows)
    return Bell(count=len(rows), has_news=has_news)


def due_toasts(user: User, *, now: datetime) -> QuerySet[Notification]:
    """News that no page has shown as a toast, newest first."""
    return unread_of(user).filter(toast_due=True, told_at__gt=now - rules.NEWS).order_by(*NEWEST)


def choices_of(user: User) -> dict[str, str]:
    """A person's choice for each kind."""
    chosen = dict(Preference.objects.filter(user=user).values_list("kind", "choice"))
    return {name: allowed(kinds.get(name), chosen.get(name, "")) for name in kinds.names()}


def choices_for(kind: Kind, user_ids: Collection[int]) -> dict[int, str]:
    """Each person's choice for one kind."""
    rows = Preference.objects.filter(kind=kind.name, user_id__in=user_ids).values_list("user_id", "choice")
    chosen = dict(rows)
    return {user_id: allowed(kind, chosen.get(user_id, "")) for user_id in user_ids}


def allowed(kind: Kind, choice: str) -> str:
    """The choice, or the kind's default where there is none that the kind allows."""
    return choice if choice in kind.choices else kind.default
