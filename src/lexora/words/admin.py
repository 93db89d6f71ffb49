"""Entries and translations for the administrator."""

from typing import TypeVar

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from lexora.words.models import Collection, Entry, MediaLink, Tag, Translation
from lexora.words.search import containing

Row = TypeVar("Row", bound=Model)


class EntrySearch(admin.ModelAdmin[Row]):
    """Finds rows as learners find entries, whatever the case and the accents; besides that by `search_fields`."""

    entry = "entry"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Row], search_term: str
    ) -> tuple[QuerySet[Row], bool]:
        if not search_term.strip():
            return queryset, False
        found, _repeats = super().get_search_results(request, queryset, search_term)
        entries = containing(Entry.objects.all(), search_term).values("pk")
        return queryset.filter(Q(pk__in=found.values("pk")) | Q(**{f"{self.entry}__in": entries})), False


class TranslationInline(admin.TabularInline[Translation, Entry]):
    model = Translation
    fields = ("language", "text", "source", "provider", "status", "job")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False


class MediaLinkInline(admin.TabularInline[MediaLink, Entry]):
    model = MediaLink
    extra = 0


@admin.register(Entry)
class EntryAdmin(EntrySearch[Entry]):
    """Looking only: a change by hand would pass by normalisation and search columns."""

    entry = "pk"
    list_display = ("source_text", "source_language", "type", "status", "owner", "origin", "is_shared", "created_at")
    list_filter = ("source_language", "type", "status", "origin", "is_shared", "learning_state")
    search_fields = ("owner__email", "owner__handle")
    list_select_related = ("owner",)
    show_full_result_count = False
    inlines = (TranslationInline, MediaLinkInline)
    ordering = ("-id",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False


@admin.register(Translation)
class TranslationAdmin(EntrySearch[Translation]):
    list_display = ("entry", "language", "text", "source", "provider", "status", "updated_at")
    list_filter = ("language", "source", "provider")
    search_fields = ("entry__owner__email", "entry__owner__handle")
    list_select_related = ("entry",)
    show_full_result_count = False
    ordering = ("-id",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Translation | None = None) -> bool:
        return False


admin.site.register([Tag, Collection])
