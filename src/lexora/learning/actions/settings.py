"""Changing how a learner practises. What the log must be replayed for is done batch by batch."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from lexora.accounts.models import User
from lexora.learning.actions import cards
from lexora.learning.models import Card, PracticeSettings, Standing
from lexora.learning.queries import settings_of
from lexora.words.models import Entry

REPLAYED = ("scheduler", "weights", "directions", "one_per_direction")  # a change of these makes cards anew
MARKS = ("reminded_on", "fit_asked_at")
BATCH = 100  # entries in one transaction


@transaction.atomic
def save_settings(settings: PracticeSettings) -> PracticeSettings:
    """Store the wishes of a learner. Cards that must be made anew get their turn by `rebuild_some`."""
    locked = PracticeSettings.objects.select_for_update().filter(pk=settings.user_id)
    former = locked.first() or PracticeSettings(user=settings.user)
    settings.version = former.version + _needs_replay(former, settings)
    _store(settings)
    if former.is_in_lists != settings.is_in_lists:
        show_in_lists(settings.user, settings)
    return settings


def _store(settings: PracticeSettings) -> None:
    """All but the marks of what goes on behind the page: one that was open for long must not bring old ones back."""
    names = [field.name for field in settings._meta.concrete_fields if field.name not in ("user", *MARKS)]
    if not PracticeSettings.objects.filter(pk=settings.pk).exists():
        settings.save()
    else:
        settings.save(update_fields=names)


def _needs_replay(former: PracticeSettings, now: PracticeSettings) -> bool:
    changed = {name for name in REPLAYED if getattr(former, name) != getattr(now, name)}
    if now.scheduler != PracticeSettings.Scheduler.FSRS:
        changed.discard("weights")
    if not now.one_per_direction and "one_per_direction" not in changed:
        changed.discard("directions")
    return bool(changed)


def use_weights(user: User, weights: Sequence[float], *, now: datetime) -> PracticeSettings:
    """Let FSRS use weights that were fitted to the learner's log."""
    settings = settings_of(user)
    settings.weights = list(weights)
    return save_settings(settings)


@transaction.atomic
def choose_game(user: User, *, hidden: bool | None = None, listed: bool | None = None) -> PracticeSettings:
    """Hide the game or show it again; let others see the learner in lists, or not. None leaves it as it is."""
    settings = settings_of(user)
    settings.hides_game = settings.hides_game if hidden is None else hidden
    settings.is_listed = settings.is_listed if listed is None else listed
    return save_settings(settings)


def show_in_lists(user: User, settings: PracticeSettings | None = None) -> None:
    """Let the leaderboard show a learner, or hide them, as they wish and as their account is."""
    settings = settings or settings_of(user)
    is_listed = user.is_active and not user.is_demo and settings.is_in_lists
    Standing.objects.filter(user=user).exclude(is_listed=is_listed).update(is_listed=is_listed)


def rebuild_some(settings: PracticeSettings, *, batches: int) -> bool:
    """Make some cards of a learner anew whose version is another; False when none is left."""
    return all(_rebuild_batch(settings) for _n in range(batches))


def cards_left(settings: PracticeSettings) -> int:
    """How many cards wait to be made anew."""
    return Card.objects.filter(user=settings.user).exclude(version=settings.version).count()


def rebuild_waiting(*, now: datetime) -> int:
    """Go on with all learners whose cards wait to be made anew; how many those are."""
    waiting = list(_waiting())
    for settings in waiting:
        while rebuild_some(settings, batches=10):
            pass
    return len(waiting)


def _waiting() -> Iterable[PracticeSettings]:
    return [row for row in PracticeSettings.objects.filter(version__gt=0).select_related("user") if _is_stale(row)]


def _is_stale(settings: PracticeSettings) -> bool:
    return Card.objects.filter(user=settings.user, version__lt=settings.version).exists()


@transaction.atomic
def _rebuild_batch(settings: PracticeSettings) -> bool:
    stale = Card.objects.filter(user=settings.user, version__lt=settings.version).order_by("version", "entry")
    ids = sorted(set(stale.values_list("entry", flat=True)[:BATCH]))
    for entry in Entry.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"):
        entry.owner = settings.user
        is_suspended = entry.learning_state == Entry.State.SUSPENDED
        cards.keep_columns(entry, cards.rebuild(entry, settings), is_suspended=is_suspended)
    return bool(ids)
