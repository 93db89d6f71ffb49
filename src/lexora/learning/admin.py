"""Cards for the administrator."""

from django.contrib import admin
from django.http import HttpRequest

from lexora.learning.models import Card


@admin.register(Card)
class CardAdmin(admin.ModelAdmin[Card]):
    list_display = ("entry", "user", "state", "due_on", "interval", "ease", "total_reviews")
    list_filter = ("state",)
    search_fields = ("user__email", "user__handle", "entry__source_text")
    list_select_related = ("entry", "user")
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Card | None = None) -> bool:
        return False
