"""Entries and translations for the administrator."""

from django.contrib import admin
from django.http import HttpRequest

from lexora.words.models import Collection, Entry, MediaLink, Tag, Translation


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
class EntryAdmin(admin.ModelAdmin[Entry]):
    """Looking only: a change by hand would pass by normalisation and search columns."""

    list_display = ("source_text", "source_language", "type", "status", "owner", "origin", "is_shared", "created_at")
    list_filter = ("source_language", "type", "status", "origin", "is_shared", "learning_state")
    search_fields = ("source_text", "owner__email", "owner__handle")
    list_select_related = ("owner",)
    show_full_result_count = False
    inlines = (TranslationInline, MediaLinkInline)
    ordering = ("-id",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False


@admin.register(Translation)
class TranslationAdmin(admin.ModelAdmin[Translation]):
    list_display = ("entry", "language", "text", "source", "provider", "status", "updated_at")
    list_filter = ("language", "source", "provider")
    search_fields = ("text", "entry__source_text", "entry__owner__email")
    list_select_related = ("entry",)
    show_full_result_count = False
    ordering = ("-id",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Translation | None = None) -> bool:
        return False


admin.site.register([Tag, Collection])
