"""What the vocabulary pages show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from lexora.accounts.models import User
from lexora.core.keyset import page_of
from lexora.ui.languages import learnt_languages
from lexora.vocabulary.rules import GapWord, gap_words
from lexora.words import search
from lexora.words.models import Collection, Entry, MediaLink, Tag, Translation
from lexora.words.queries import collections_of, entries_of, shared_entries, tags_of, wanted_translations

PAGE = 20
SORTS = {
    "newest": ("-id",),
    "oldest": ("id",),
    "az": ("sort_key", "id"),
    "hardest": ("ease", "id"),
}
FILTERS = {
    "language": "source_language",
    "type": "type",
    "status": "status",
    "origin": "origin",
    "state": "learning_state",
    "tag": "tags",
    "collection": "collections",
}


@dataclass(frozen=True)
class VocabularyPage:
    """Entries with their translations and tags loaded. `alike` are near misses of the search."""

    entries: list[Entry]
    next_cursor: str
    alike: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class EntryPage:
    """Everything the page of one entry shows."""

    entry: Entry
    translations: list[Translation]
    missing: list[str]  # languages it could be translated to
    tags: list[Tag]
    all_tags: list[Tag]
    collections: list[Collection]
    all_collections: list[Collection]
    media_links: list[MediaLink]
    gap_words: list[GapWord]


def vocabulary_page(
    user: User, *, text: str = "", filters: Mapping[str, Any], sort: str = "newest", cursor: str = "", size: int = PAGE
) -> VocabularyPage:
    """One page of a learner's entries."""
    filtered = _filtered(user, filters).defer("search_text")
    page = page_of(search.containing(filtered, text), order=SORTS[sort], cursor=cursor, size=size)
    alike = _alike(user, filtered, text, but=page.rows) if text and not cursor and not page.next_cursor else []
    rows = with_details([*page.rows, *alike], user)
    return VocabularyPage(rows[: len(page.rows)], page.next_cursor, rows[len(page.rows) :])


def found_entries(user: User, *, text: str = "", filters: Mapping[str, Any]) -> QuerySet[Entry]:
    """Everything that the pages of the list show together, in no order."""
    return search.containing(_filtered(user, filters), text)


def recent_entries(user: User, *, size: int) -> list[Entry]:
    """What a learner added last, with the translations that are `shown`; in two queries."""
    entries = entries_of(user).filter(status=Entry.Status.ACTIVE).defer("search_text").order_by("-id")[:size]
    return list(entries.prefetch_related(_shown(user)))


def shared_page(user: User, *, text: str = "", language: str = "", cursor: str = "") -> VocabularyPage:
    """One page of what others share, newest first."""
    shared = shared_entries(but_of=user).select_related("owner__practice_settings").defer("search_text")
    if language:
        shared = shared.filter(source_language=language)
    page = page_of(search.containing(shared, text), order=SORTS["newest"], cursor=cursor, size=PAGE)
    return VocabularyPage(with_details(page.rows, user), page.next_cursor)


def entry_page(user: User, entry: Entry) -> EntryPage:
    """The page of one entry."""
    # All of them: somebody who asks for a language that is not among the learnt ones wants to see what comes.
    translations = list(entry.translations.select_related("job").order_by("language"))
    present = {translation.language for translation in translations} | {entry.source_language}
    return EntryPage(
        entry=entry,
        translations=translations,
        missing=[language.code for language in learnt_languages() if language.code not in present],
        tags=list(entry.tags.order_by("name")),
        all_tags=list(tags_of(user)),
        collections=list(entry.collections.order_by("name")),
        all_collections=list(collections_of(user)),
        media_links=list(entry.media_links.order_by("id")),
        gap_words=gap_words(entry.source_text, entry.gap),
    )


def with_details(entries: list[Entry], user: User) -> list[Entry]:
    """The same entries with `shown` translations and tags loaded, in two queries."""
    prefetch_related_objects(entries, _shown(user), "tags")
    return entries


def _filtered(user: User, filters: Mapping[str, Any]) -> QuerySet[Entry]:
    return entries_of(user).filter(**{FILTERS[name]: value for name, value in filters.items() if value})


def _shown(user: User) -> "Prefetch[Any]":
    wanted = Translation.objects.filter(wanted_translations(user)).order_by("language")
    return Prefetch("translations", wanted, to_attr="shown")


def _alike(user: User, filtered: QuerySet[Entry], text: str, *, but: list[Entry]) -> list[Entry]:
    ids = search.spelt_alike(user, text)
    known = {entry.pk for entry in but}
    found = {entry.pk: entry for entry in filtered.filter(pk__in=[pk for pk in ids if pk not in known])}
    return [found[pk] for pk in ids if pk in found]
