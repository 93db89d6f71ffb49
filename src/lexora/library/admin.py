"""Curated words for the administrator, to look at: the files in `content/` are changed, not the table."""

from django.contrib import admin
from django.http import HttpRequest

from lexora.library.models import GoldWord


@admin.register(GoldWord)
class GoldWordAdmin(admin.ModelAdmin[GoldWord]):
    list_display = ("word", "level", "pos", "uk", "el", "is_retired")
    list_filter = ("level", "pos", "is_retired")
    search_fields = ("word", "uk", "el")
    ordering = ("position",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: GoldWord | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: GoldWord | None = None) -> bool:
        return False
