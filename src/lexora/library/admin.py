"""Curated words for the administrator, to look at: the files in `content/` are changed, not the table."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from lexora.library.models import GoldWord
from lexora_language import fold

SEARCHED = ("word", "uk", "el")


@admin.register(GoldWord)
class GoldWordAdmin(admin.ModelAdmin[GoldWord]):
    list_display = ("word", "level", "pos", "uk", "el", "is_retired")
    list_filter = ("level", "pos", "is_retired")
    search_fields = SEARCHED
    ordering = ("position",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[GoldWord], search_term: str
    ) -> tuple[QuerySet[GoldWord], bool]:
        """Whatever the case and the accents; the list is short enough to be looked through."""
        wanted = fold(search_term)
        rows = queryset.values_list("pk", *SEARCHED) if search_term.strip() else ()
        found = [pk for pk, *texts in rows if wanted and any(wanted in fold(text) for text in texts)]
        return queryset.filter(pk__in=found) if search_term.strip() else queryset, False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: GoldWord | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: GoldWord | None = None) -> bool:
        return False
