"""Changing one entry."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction

from lexora.accounts.models import User
from lexora.core.errors import NotFound, Refused
from lexora.jobs.models import Job
from lexora.notifications import live
from lexora.words import queries, rules
from lexora.words.actions.checks import checked_note, checked_text, checked_type
from lexora.words.actions.translations import end_work, mark_edited, refresh_columns
from lexora.words.language import check_language
from lexora.words.models import Collection, Entry, MediaLink, Tag, Translation
from lexora.words.signals import text_changed
from lexora_language import clean, digest, is_empty, normalise

URL = URLValidator(schemes=["http", "https"])
Named = TypeVar("Named", Tag, Collection)


class Duplicate(Refused):
    """Another entry of the learner has this text. `entry` is its id."""

    code = "duplicate"
    status = 409


class BadTag(Refused):
    code = "bad_tag"
    status = 422


class BadGap(Refused):
    code = "bad_gap"
    status = 422


class BadUrl(Refused):
    code = "bad_url"
    status = 422


def edit_entry(
    entry: Entry,
    *,
    text: str | None = None,
    language: str | None = None,
    type: str | None = None,
    note: str | None = None,
    now: datetime,
) -> Entry:
    """Change what is given. A new text or language makes the machine's translations void and asks for new ones."""
    changed = _with_text(entry, text, language)
    if type is not None:
        entry.type = checked_type(type)
    if note is not None:
        entry.note = checked_note(note)
    entry.is_edited = True
    columns = ["source_text", "source_language", "digest", "sort_key", "type", "note", "gap", "is_edited"]
    try:
        with transaction.atomic():
            entry.save(update_fields=columns)
            if changed:
                _renew_translations(entry, now=now)
            live.tell(entry.owner_id, f"entry:{entry.pk}")
    except IntegrityError as error:
        other = queries.same_text(entry.owner, text=entry.source_text, language=entry.source_language)
        raise Duplicate(entry=other.pk if other else 0) from error
    return entry


def _with_text(entry: Entry, text: str | None, language: str | None) -> bool:
    before = (entry.source_text, entry.source_language)
    if text is not None:
        entry.source_text = checked_text(text, limit=max(rules.TYPED_TEXT, len(entry.source_text)))
    if language is not None:
        entry.source_language = check_language(language)
    if entry.gap not in entry.source_text:
        entry.gap = ""
    entry.digest = digest(normalise(entry.source_text))
    entry.sort_key = rules.sort_key(entry.source_text, entry.source_language)
    return before != (entry.source_text, entry.source_language)


def set_gap(entry: Entry, gap: str) -> None:
    """Mark the part of the text that a cloze asks for; empty takes the mark away. Raises `BadGap`."""
    gap = clean(gap)
    if gap and (is_empty(gap) or gap not in entry.source_text or gap == entry.source_text):
        raise BadGap
    entry.gap, entry.is_edited = gap, True
    with transaction.atomic():
        entry.save(update_fields=["gap", "is_edited"])
        live.tell(entry.owner_id, f"entry:{entry.pk}")


def _renew_translations(entry: Entry, *, now: datetime) -> None:
    """Drop what a machine made of the former text; what a person typed stays."""
    rows = Translation.objects.filter(entry=entry)
    void = rows.filter(source=Translation.Source.MACHINE) | rows.filter(language=entry.source_language)
    end_work(void, now=now)
    void.delete()
    refresh_columns([entry.pk])
    text_changed.send(sender=Entry, ids=[entry.pk], owner=entry.owner, lane=Job.Lane.INTERACTIVE, now=now)


@transaction.atomic
def set_tags(entry: Entry, names: Iterable[str]) -> list[Tag]:
    """Give the entry exactly these tags; new names become tags, unused tags go."""
    wanted = _wanted(names)
    if any(len(name) > rules.TAG for name in wanted.values()):
        raise BadTag(limit=rules.TAG)
    if len(wanted) > rules.TAGS:
        raise BadTag("too_many_tags", limit=rules.TAGS)
    _take_turn(entry)
    known = _by_name(Tag.objects.filter(owner=entry.owner))
    tags = [known.get(key) or Tag.objects.create(owner=entry.owner, name=name) for key, name in wanted.items()]
    entry.tags.set(tags)
    mark_edited(entry)
    Tag.objects.filter(owner=entry.owner, entries=None).delete()
    return tags


def _take_turn(entry: Entry) -> None:
    """Requests of one learner that make and remove names wait for each other."""
    User.objects.select_for_update(no_key=True).filter(pk=entry.owner_id).values_list("pk").first()


def _by_name(rows: Iterable[Named]) -> dict[str, Named]:
    return {_key(row.name): row for row in rows}


def _wanted(names: Iterable[str]) -> dict[str, str]:
    """The names, each once, by their keys."""
    cleaned = (clean(name).strip(", ") for name in names)
    return {_key(name): name for name in cleaned if name}


def _key(name: str) -> str:
    """Without case. SQLite knows only the case of English letters, and for PostgreSQL a small İ is a plain i."""
    return name.casefold().replace("i\u0307", "i")


@transaction.atomic
def set_collections(entry: Entry, names: Iterable[str]) -> None:
    """Put the entry into exactly these collections; new names become collections."""
    wanted = _wanted(names)
    if any(len(name) > rules.COLLECTION for name in wanted.values()) or len(wanted) > rules.TAGS:
        raise BadTag("bad_collection", limit=rules.COLLECTION)
    _take_turn(entry)
    known = _by_name(Collection.objects.filter(owner=entry.owner))
    entry.collections.set(
        known.get(key) or Collection.objects.create(owner=entry.owner, name=name) for key, name in wanted.items()
    )
    mark_edited(entry)


@transaction.atomic
def add_media_link(entry: Entry, *, url: str, title: str = "", note: str = "") -> MediaLink:
    """Keep an address where the entry was met; raises `BadUrl`."""
    url = clean(url)
    try:
        URL(url)
    except ValidationError as error:
        raise BadUrl from error
    if len(url) > 2048:
        raise BadUrl
    mark_edited(entry)
    return MediaLink.objects.create(entry=entry, url=url, title=clean(title)[:200], note=clean(note)[:500])


def remove_media_link(entry: Entry, link_id: int) -> None:
    """Forget an address; raises `NotFound`."""
    deleted, _per_model = entry.media_links.filter(pk=link_id).delete()
    if not deleted:
        raise NotFound
